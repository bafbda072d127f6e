"""bin/portico upgrade: after new code came in. A backup that was proved, then the database's new steps, then a look."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Bring the database up to this version: back up, prove, migrate, look."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-backup", action="store_true", help="one was made just now by other means")

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not steps:
            self.stdout.write("The database is that of this version: nothing to do.")
            return
        if not options["no_backup"]:
            call_command("backup", stdout=self.stdout)
        for step, _backwards in steps:
            self.stdout.write(f"  {step}")
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("Done. Start the web and worker processes again, then run bin/portico doctor.")
        self.stdout.write(
            "To go back: the former version, an empty place, and `bin/portico restore` of that backup."
        )
