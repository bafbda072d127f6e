"""bin/portico doctor: look at everything that can ail. Ends with 0 healthy, 1 something ails, 2 could not look."""

import json
import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error
from django.utils import timezone

from portico.core.ailments import Ailment
from portico.core.viewer import Purpose, system_viewer
from portico.health import presenters
from portico.health.queries import ailments

HEALTHY, AILING, BLIND = 0, 1, 2


class Command(BaseCommand):
    help = "Look for what ails: orphans, stuck work and notices, a ledger that does not verify."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            found = ailments(system_viewer(Purpose.KEEP_ORDER), now=now, is_whole=True)
        except (Error, OSError) as error:
            self.stderr.write(f"The doctor could not look: {type(error).__name__}")
            sys.exit(BLIND)
        say = self._as_json if options["json"] else self._in_words
        say(found, now)
        sys.exit(AILING if found else HEALTHY)

    def _as_json(self, found: list[Ailment], now: datetime) -> None:
        rows = [
            {
                "name": a.name, "sentence": a.sentence, "count": a.count, "ids": list(a.ids),
                "oldest": a.oldest.isoformat() if a.oldest else None,
            }
            for a in found
        ]  # fmt: skip
        self.stdout.write(json.dumps({"at": now.isoformat(), "ailments": rows}, indent=2))

    def _in_words(self, found: list[Ailment], now: datetime) -> None:
        for one in (presenters.told(ailment, now=now) for ailment in found):
            age = f", the longest for {one.age}" if one.age else ""
            self.stdout.write(f"{one.name}: {one.count}{age}. {one.sentence}")
            for place in one.ids:
                self.stdout.write(f"    {place}")
            if one.more:
                self.stdout.write(f"    and {one.more} more")
        if not found:
            self.stdout.write("Nothing ails.")
