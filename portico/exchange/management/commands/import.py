"""bin/portico import PATH... [--source NAME] [--json]"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portico.core.actions import Refused
from portico.core.viewer import Purpose, system_viewer
from portico.exchange.actions import import_path
from portico.exchange.rules.report import Report
from portico.lib.fhir.files import files_of


class Command(BaseCommand):
    help = "Import FHIR R4 files: bundles, folders, .json, .ndjson, .gz. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--source", default="", help="name of the record system (default: the top folder's name)"
        )
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["paths"]:
            if not path.exists():
                raise CommandError(f"{path} does not exist.")
            report = self._import(path, options["source"] or _source_of(path))
            self._print(report, as_json=options["json"])

    def _import(self, path: Path, source: str) -> Report:
        files = files_of(path)
        with tqdm(total=len(files), unit="file", file=sys.stderr, disable=None) as bar:
            try:
                return import_path(
                    system_viewer(Purpose.RECORD_IMPORT), path, source, seen=lambda _file: bar.update(1)
                )
            except Refused as refusal:
                raise CommandError(str(refusal)) from None

    def _print(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_json(), indent=2))
            return
        for kind, counts in sorted(report.types.items()):
            self.stdout.write(
                f"{kind:24} {counts.received:7} received {counts.created:7} new {counts.updated:6} updated"
                f" {counts.unchanged:7} unchanged {counts.refused:5} refused"
            )
        for word, remarks in (("Warning", report.warnings), ("Refused", report.refusals)):
            for remark in remarks:
                self.stdout.write(f"{word}: {remark.file}, {remark.place}: {remark.reason}")
        for entry in report.skipped:
            self.stdout.write(f"Skipped: {entry['file']} ({entry['items']} lines): {entry['reason']}")


def _source_of(path: Path) -> str:
    full = path.resolve()
    return (full if full.is_dir() else full.parent).name
