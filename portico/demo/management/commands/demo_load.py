"""bin/portico demo_load: the demo practice, if it is not there yet."""

import tempfile
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portico.demo.actions import load
from portico.demo.cast import MADISON


class Command(BaseCommand):
    help = "Load the demo practice (only where PORTICO_DEMO is set)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--background", type=int, default=20, help="patients beside the cast")
        parser.add_argument(
            "--patients",
            type=int,
            default=0,
            help="patients in all, in a whole practice with two years of messages",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("This is not a demo: set PORTICO_DEMO=1, or use bin/demo.")
        today = datetime.now(ZoneInfo(MADISON.zone)).date()
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder) / "lakeside"
            home.mkdir()
            # Whole or not at all: half a practice would be taken for one that is there already.
            with transaction.atomic():
                said = load(
                    folder=home, today=today, background=options["background"], patients=options["patients"]
                )
        self.stdout.write(said)
