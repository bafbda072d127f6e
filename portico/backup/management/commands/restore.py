"""bin/portico restore FILE: a backup comes to life in an empty place, held until somebody releases it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portico.backup.databases import Trouble
from portico.backup.making import key_mark
from portico.backup.restoring import restore


class Command(BaseCommand):
    help = "Restore a backup into an empty PORTICO_HOME or DATABASE_URL. It sends nothing until `release`."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = restore(Path(options["file"]), now=timezone.now(), mark=key_mark())
        except (Trouble, OSError) as trouble:
            raise CommandError(str(trouble)) from None
        rows = sum(table.rows for table in found.tables.values())
        self.stdout.write(
            f"Restored as of {found.made_at}: {rows} rows in {len(found.tables)} tables and {len(found.files)} files, "
            "each equal to what was kept; the ledger verifies."
        )
        self.stdout.write("It sends nothing until `bin/portico release`. Everybody signs in anew.")
