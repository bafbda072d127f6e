"""bin/portico backup: everything of the practice in one encrypted file, proved by a trial restore."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portico.backup import keys
from portico.backup.databases import Trouble
from portico.backup.making import keep_newest, make, prove


class Command(BaseCommand):
    help = "Back everything up into one encrypted file while the practice works, and prove it by a trial restore."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", help="where to (PORTICO_BACKUPS)")
        parser.add_argument(
            "--keep", type=int, default=0, metavar="N", help="delete all but the newest N there"
        )
        parser.add_argument("--no-proof", action="store_true", help="leave the trial restore for later")
        parser.add_argument("--new-key", action="store_true", help="print a new key and do nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._new_key() if options["new_key"] else self._back_up(options)
        except (Trouble, OSError) as trouble:
            raise CommandError(str(trouble)) from None

    def _new_key(self) -> None:
        secret, public = keys.new_key()
        self.stdout.write(
            f"PORTICO_BACKUP_KEY={secret}\nopens what is closed for PORTICO_BACKUP_RECIPIENTS={public}"
        )
        self.stdout.write(
            "Keep the first apart from the backups, on paper too: without it nobody can open them."
        )

    def _back_up(self, options: dict[str, Any]) -> None:
        folder = Path(options["folder"] or settings.PORTICO_BACKUPS)
        file = make(folder, now=timezone.now())
        self.stdout.write(f"{file}  {file.stat().st_size / 1e6:.1f} MB")
        if not options["no_proof"]:
            self.stdout.write(f"Proved. {prove(file)}")
        # Only now: a backup that does not hold must not push out one that does.
        for old in keep_newest(folder, options["keep"]) if options["keep"] > 0 else ():
            self.stdout.write(f"deleted {old.name}")
