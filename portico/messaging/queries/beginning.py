"""Whether a new conversation may begin now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portico.core.viewer import Viewer
from portico.messaging.models import Thread
from portico.messaging.queries.reading import SOURCE
from portico.sending.queries import standing
from portico.sending.rules.limits import ALWAYS, Rules
from portico.sending.rules.may_send import Answer, Facts, may_send
from portico.triage.queries import open_sources


@dataclass(frozen=True, slots=True)
class Begins:
    """A new message as the rules for sending ask about it."""

    kind: str
    characters: int = 0
    result_on: date | None = None
    is_danger: bool = False


def may_begin(viewer: Viewer, asked: Begins, *, now: datetime) -> tuple[Answer, Rules]:
    """Whether the patient in the viewer may begin such a conversation now, and the rules that hold for them."""
    found = standing(viewer, now=now)
    counts = asked.kind not in ALWAYS and (
        found.rules.most_open is not None or found.rules.new_a_day is not None
    )
    open_now, new_today = _load(viewer, now) if counts else (0, 0)
    facts = Facts(
        kind=asked.kind, today=found.today, characters=asked.characters, last_visit=found.last_visit,
        next_visit=found.next_visit, open_now=open_now, new_today=new_today, result_on=asked.result_on,
        is_danger=asked.is_danger, is_lifted=found.is_lifted,
    )  # fmt: skip
    return may_send(facts, found.rules), found.rules


def _load(viewer: Viewer, now: datetime) -> tuple[int, int]:
    """Conversations of the patient that count: those that are open, and those begun in 24 hours; whoever began them."""
    rows = Thread.objects.visible_to(viewer).filter(withdrawn_at=None).exclude(kind__in=ALWAYS)
    open_now = rows.filter(pk__in=open_sources(viewer, SOURCE)).count()
    return open_now, rows.filter(created_at__gt=now - timedelta(hours=24)).count()
