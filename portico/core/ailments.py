"""What the doctor looks for (docs/adr/0009): rows that can't be right, told with a sentence and where to look.

Each room says in its ailments.py what can be wrong with its own rows; `health` asks them all. No names of patients.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portico.core.models import Delivery, Heartbeat
from portico.core.viewer import Viewer

SHOWN = 20
STUCK = timedelta(minutes=5)
SILENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """`ids`: the first places to look at, the longest ailing first. `oldest`: since when the first of them ails."""

    name: str
    sentence: str
    count: int
    ids: tuple[str, ...]
    oldest: datetime | None = None


def told(name: str, sentence: str, rows: "QuerySet[Any]", *, since: str) -> Iterator[Ailment]:
    """One ailment for all of these rows, none where there are none. `since`: the column that says how long it ails."""
    count = rows.order_by().count()
    if count:
        first = list(rows.order_by(since, "pk").values_list("pk", since)[:SHOWN])
        ids = tuple(str(key) for key, _at in first)
        yield Ailment(name=name, sentence=sentence, count=count, ids=ids, oldest=first[0][1])


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    dead = Delivery.objects.filter(state=Delivery.State.DEAD)
    yield from told("deliveries-dead", _("What should have followed from an event failed eight times."), dead,
                    since="due_at")  # fmt: skip
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    stuck = Delivery.objects.filter(free, state=Delivery.State.WAITING, due_at__lt=now - STUCK)
    yield from told("deliveries-stuck", _("What should follow from an event has been due for five minutes."), stuck,
                    since="due_at")  # fmt: skip
    yield from _worker(now)


def _worker(now: datetime) -> Iterator[Ailment]:
    sentence = _("No worker gives a sign of life: nothing follows from anything, no notice leaves.")
    at = Heartbeat.objects.filter(name="worker").values_list("at", flat=True).first()
    if at is None or now - at > SILENT:
        yield Ailment(name="worker-silent", sentence=sentence, count=1, ids=("worker",), oldest=at)
