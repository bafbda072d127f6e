"""bin/portico worker: carries out what follows from events, seals the ledger, keeps the schedule."""

import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.utils import timezone

from portico.core.delivery import run_due
from portico.core.models import Heartbeat
from portico.core.schedule import run_turns

PAUSE = 1.0
BEAT_EVERY = 10


class Command(BaseCommand):
    help = "Run deliveries and the schedule until told to stop. Several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_stopping = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        self.seen: dict[str, Any] = {}
        self.beaten = 0.0
        while not self.is_stopping:
            self._turn()
            if options["once"]:
                return
            time.sleep(PAUSE)

    def _stop(self, *_: Any) -> None:
        self.is_stopping = True

    def _turn(self) -> None:
        """A database that is away for a moment is waited for, not died of."""
        now = timezone.now()
        try:
            if time.monotonic() - self.beaten > BEAT_EVERY or not self.beaten:
                Heartbeat.objects.update_or_create(name="worker", defaults={"at": now})
                self.beaten = time.monotonic()
            run_due(now=now)
            run_turns(now=now, seen=self.seen)
        except Error as error:
            self.stderr.write(f"The database is away: {type(error).__name__}")
            close_old_connections()
