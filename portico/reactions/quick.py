"""What follows when a move is taken back that a quick action made."""

from uuid import UUID

from portico.core.models import Event
from portico.core.viewer import Purpose, system_viewer
from portico.quickactions import actions


def take_back(event: Event, *, key: str) -> None:
    """What the click did beside goes with it."""
    step = event.facts().get("step_id")
    if step is None or event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    actions.take_back(by=by, step_id=UUID(step))
