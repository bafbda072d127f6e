"""bin/portico audit verify: find edit, deletion, reorder, insertion, cut tail, and a tail that waits for its seal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portico.audit.models import Row
from portico.audit.queries import faults


class Command(BaseCommand):
    help = "Check the ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        found = faults(now=timezone.now())
        for fault in found[:50]:
            self.stdout.write(f"{fault.kind}: {fault.place}: {fault.reason}")
        if found:
            raise CommandError(f"The ledger does not verify: {len(found)} faults.")
        self.stdout.write(f"The ledger verifies: {Row.objects.count()} rows.")
