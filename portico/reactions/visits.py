"""What follows when visits are asked for and times are offered."""

from portico.access.queries import who_may_know
from portico.core.models import Event
from portico.core.viewer import DataClass, Purpose, system_viewer
from portico.notifications.actions import send
from portico.scheduling.queries import label_of


def tell_patient(event: Event, *, key: str) -> None:
    """Times are offered, gone, booked or offered no longer: who may know hears that something is new, no more."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    label = label_of(by, event.facts()["ticket_id"])
    for recipient in who_may_know(by, event.patient_id, DataClass.VISITS, sensitivity=label):
        send(
            by=by,
            to=recipient,
            template="scheduling/notices/something_new.txt",
            key=f"{key}-{recipient.account_id}",
        )


def tell_patient_of_end(event: Event, *, key: str) -> None:
    """Set aside while the patient was still to choose."""
    if event.facts()["was_open"]:
        tell_patient(event, key=key)
