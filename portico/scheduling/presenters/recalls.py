"""A recall in words."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from portico.core.presenters import day_words, item_url, near_words, today
from portico.core.viewer import Viewer
from portico.scheduling.models import Recall
from portico.scheduling.presenters.tickets import person_words
from portico.scheduling.rules.recall import State, is_overdue


@dataclass(frozen=True, slots=True)
class RecallCard:
    key: UUID
    href: str
    person: str
    title: str
    detail: str
    state: str
    tone: str


def recall_card(row: Recall, viewer: Viewer) -> RecallCard:
    state, tone = recall_state(row, viewer)
    return RecallCard(
        row.pk, item_url("scheduling-team:recall", row.patient_id, row.pk), person_words(row.patient, viewer), row.what,
        row.reason or row.note, state, tone,
    )  # fmt: skip


def recall_state(row: Recall, viewer: Viewer) -> tuple[str, str]:
    day = day_words(row.due_on)
    if row.state != State.OPEN:
        return (_("Done"), "done") if row.state == State.DONE else (_("Cancelled"), "quiet")
    if row.quiet_until and row.quiet_until > today(viewer):
        return _("Put off until %(day)s") % {"day": day_words(row.quiet_until)}, "quiet"
    if is_overdue(row.facts(), today=today(viewer)):
        return _("Overdue since %(day)s") % {"day": day}, "needs"
    return _("Due %(day)s") % {"day": day}, "action"


def recall_facts(row: Recall, viewer: Viewer) -> list[tuple[str, str]]:
    facts = [
        (_("Due"), day_words(row.due_on)),
        (_("What the patient reads"), row.what),
        (_("For the team"), row.note),
        (_("Set by"), f"{row.set_by.name}, {near_words(viewer, row.set_at, is_inside=True)}"),
    ]
    if row.ended_by and row.ended_at:
        facts.append(
            (_("Ended by"), f"{row.ended_by.name}, {near_words(viewer, row.ended_at, is_inside=True)}")
        )
    return [(label, said) for label, said in [*facts, (_("Why"), row.reason)] if said]
