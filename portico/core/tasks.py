"""Recurring housekeeping of the ground floor."""

from datetime import datetime, timedelta

from django.core.management import call_command

from portico.core.models import Due

KEPT = timedelta(days=7)


def tidy(*, now: datetime) -> None:
    """Forget sessions that ended and turns of the schedule that are done."""
    call_command("clearsessions", verbosity=0)
    Due.objects.filter(due_at__lt=now - KEPT).exclude(done_at=None).delete()
