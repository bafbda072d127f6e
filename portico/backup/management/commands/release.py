"""bin/portico release: a restored copy becomes the practice and may tell people things again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portico.backup.actions import release
from portico.backup.queries import waiting
from portico.core.viewer import Purpose, system_viewer


class Command(BaseCommand):
    help = "Let a restored copy send again. Look first: without an option it says what waits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--send", action="store_true", help="send what waits; keys keep a provider from doubling it"
        )
        which.add_argument(
            "--drop", action="store_true", help="give up the notices that wait, with the reason"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by, now = system_viewer(Purpose.RESTORE), timezone.now()
        found = waiting(by, now=now)
        if found.since is None:
            raise CommandError("Nothing is held here.")
        if not (options["send"] or options["drop"]):
            raise CommandError(
                f"{found.why.capitalize()}: {found.notices} notices wait, and {found.deliveries} events still have to "
                "be followed up. Say --send to send them, or --drop to give the notices up; both let go."
            )
        gone = release(by=by, is_dropping=options["drop"])
        self.stdout.write(f"Released. {gone} notices were given up." if options["drop"] else "Released.")
