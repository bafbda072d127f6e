"""Import a path into an empty database: resources a second, by type and by stage."""

import argparse
import cProfile
import os
import pstats
import tempfile
import time
from pathlib import Path
from typing import Any

import orjson

STAGES = {
    "reading files": "read_file",
    "checking (schema, facts)": "check",
    "archive": "receive",
    "rows of the rooms": "keep",
}

ENOUGH = 200  # of a type, to tell a speed


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/bench imports")
    parser.add_argument("path", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="portico-bench-") as home:
        os.environ |= {
            "PORTICO_HOME": home,
            "PORTICO_ENV": "development",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        import django

        django.setup()
        _run(options.path)
    return 0


def _run(path: Path) -> None:
    from django.core.management import call_command

    from portico.clinic import actions as clinic
    from portico.core.viewer import Purpose, system_viewer
    from portico.exchange.actions import import_path

    call_command("migrate", verbosity=0)
    by = system_viewer(Purpose.SET_UP)
    organization = clinic.found(by=by, name="Bench")
    clinic.open_site(by=by, organization=organization, name="Bench", zone="America/Chicago")
    importer = system_viewer(Purpose.RECORD_IMPORT)
    for name in ("first import", "second import, nothing new"):
        start = time.perf_counter()
        report = import_path(importer, path, "bench")
        seconds = time.perf_counter() - start
        received = sum(counts.received for counts in report.types.values())
        print(f"{name}: {received:,} resources in {seconds:.1f} s, {received / seconds:,.0f} a second")
    _print_types(importer, path)
    profile = cProfile.Profile()
    profile.runcall(import_path, importer, path, "bench-again")
    _print_stages(profile)


def _print_types(importer: Any, path: Path) -> None:
    """Those of the .ndjson files again, one file a type: bundles name people by their place in the bundle.

    The patients come first, for the others are theirs.
    """
    from portico.exchange.actions import import_path
    from portico.lib.fhir.files import read_file

    kinds: dict[str, list[bytes]] = {"Patient": []}
    for file in sorted(path.rglob("*.ndjson")):
        for entry in read_file(file, file.name).found:
            kind = entry.resource.get("resourceType", "")
            kinds.setdefault(kind, []).append(orjson.dumps(entry.resource))
    with tempfile.TemporaryDirectory(prefix="portico-bench-") as folder:
        for kind, lines in ((kind, lines) for kind, lines in kinds.items() if kind and lines):
            file = Path(folder) / f"{kind}.ndjson"
            file.write_bytes(b"\n".join(lines))
            start = time.perf_counter()
            import_path(importer, file, "bench-by-type")
            if len(lines) >= ENOUGH:
                print(
                    f"  {kind:26} {len(lines):7,} {len(lines) / (time.perf_counter() - start):7,.0f} a second"
                )


def _print_stages(profile: cProfile.Profile) -> None:
    stats = pstats.Stats(profile)
    whole = stats.total_tt  # type: ignore[attr-defined]  # the library's types lack it
    for words, function in STAGES.items():
        spent = sum(row[3] for key, row in stats.stats.items() if key[2] == function and "portico" in key[0])  # type: ignore[attr-defined]  # as above
        print(f"  {words:26} {100 * spent / whole:5.1f} % of the time (under the profiler)")
