"""What follows when a move is taken back that a quick action made, and when one was pressed for many items."""

from uuid import UUID

from portico.access.queries import working_for
from portico.core.models import Event
from portico.core.viewer import Purpose, system_viewer
from portico.quickactions import actions
from portico.quickactions.presenters.filled import filled


def take_back(event: Event, *, key: str) -> None:
    """What the click did beside goes with it."""
    step = event.facts().get("step_id")
    if step is None or event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    actions.take_back(by=by, step_id=UUID(step))


def carry_out(event: Event, *, key: str) -> None:
    """One of many, in a transaction of its own."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    actions.carry_out(by=by, part_id=UUID(event.facts()["part_id"]), person_of=working_for, fill=filled)


def compare(event: Event, *, key: str) -> None:
    """An answer was sent: whether the text of a quick action was changed for it."""
    if event.patient_id is None:
        return
    facts = event.facts()
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    staff, thread, post = (UUID(facts[name]) for name in ("staff_id", "thread_id", "post_id"))
    actions.compare(by=by, staff_id=staff, thread_id=thread, post_id=post)
