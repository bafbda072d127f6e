"""What follows when orders are signed."""

from uuid import UUID

from portico.core.models import Event
from portico.core.viewer import Purpose, system_viewer
from portico.orders import actions


def hand_over(event: Event, *, key: str) -> None:
    """The signature can no longer be taken back: the order goes to the record system, once."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    actions.hand_over(by=by, order_id=UUID(event.facts()["order_id"]))
