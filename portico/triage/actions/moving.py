"""One move of one item: lock it, let the rule decide, write it with a step. Every action of the room ends here."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portico.clinic.queries import covered_by
from portico.core.actions import Act, NotAllowed, Refused
from portico.core.viewer import Viewer
from portico.triage.models import Step, WorkItem
from portico.triage.permissions import TriageVerb
from portico.triage.queries import calendar_of, reachable
from portico.triage.rules.item import Item, Who, to_data
from portico.triage.rules.may_move import Answer, Stopped, may_move
from portico.triage.rules.moves import Move


@dataclass(frozen=True, slots=True)
class Done:
    """`step` may be taken back by its author for ten seconds."""

    item: WorkItem
    step: Step


def locked(act: Act, item_id: UUID) -> WorkItem:
    """An item that this person may act on: in their pools, or asked of them. Else it is not there."""
    rows = reachable(act.by, now=act.now).select_related("site").select_for_update(of=("self",))
    item: WorkItem | None = rows.filter(pk=item_id).first()
    if item is None:
        raise NotAllowed(TriageVerb.WORK)
    return item


def who(by: Viewer) -> Who:
    return Who(staff=staff_of(by), role=by.role, pools=by.pools, covers=covered_by(by))


def staff_of(by: Viewer) -> UUID:
    if by.staff_id is None:
        raise NotAllowed(TriageVerb.WORK)
    return by.staff_id


def move(act: Act, item: WorkItem, what: Move, *, called: str, reason: str = "") -> Done:
    """Do it, or say in one word why not."""
    answer = may_move(item.facts(), what, who(act.by), now=act.now, calendar=calendar_of(act.by, item.site))
    return write(act, item, answer, called=called, reason=reason)


def write(act: Act, item: WorkItem, answer: Answer, *, called: str, reason: str = "") -> Done:
    if isinstance(answer, Stopped):
        raise Refused(answer.why)
    before = item.facts()
    act.about("work-item", item.pk, patient=item.patient_id)
    if answer.item != before:
        item.become(answer.item)
    return Done(item, _step(act, item, before, called, reason or answer.reason))


def _step(act: Act, item: WorkItem, before: Item, called: str, reason: str) -> Step:
    step: Step = Step.objects.create(
        item=item, what=called, staff_id=act.by.staff_id, reason=reason[:300], at=act.now,
        version=item.version, before=to_data(before),
    )  # fmt: skip
    return step


def publish(act: Act, done: Done, event: Any, *, is_undoable: bool = False) -> None:
    """What can be undone is told when it no longer can."""
    effective_at = act.undo_until if is_undoable else None
    done.step.event_key = act.publish(event, effective_at=effective_at)
    done.step.save(update_fields=["event_key"])
