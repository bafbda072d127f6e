"""Run what is due by the schedule. The unique turn (name, time) lets exactly one worker have it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from portico.core.models import Due


def run_turns(*, now: datetime, seen: dict[str, datetime]) -> None:
    """`seen` is this worker's own memory of the last turn of each task: it spares asking the database each second."""
    for name, (every, task) in import_string(settings.PORTICO_SCHEDULE).items():
        turn = _turn(now, every)
        if seen.get(name) == turn:
            continue
        seen[name] = turn
        if _take(name, turn):
            _run(name, turn, task, now)


def _turn(now: datetime, every: timedelta) -> datetime:
    return datetime.fromtimestamp(
        now.timestamp() // every.total_seconds() * every.total_seconds(), tz=now.tzinfo
    )


def _take(name: str, turn: datetime) -> bool:
    try:
        with transaction.atomic():
            Due.objects.create(name=name, due_at=turn)
    except IntegrityError:
        return False
    return True


def _run(name: str, turn: datetime, task: str, now: datetime) -> None:
    row = Due.objects.filter(name=name, due_at=turn)
    try:
        import_string(task)(now=now)
    except Exception as error:  # kept with the turn; the next turn tries again
        row.update(error=type(error).__name__)
    else:
        row.update(done_at=now)
