"""What follows when messages go to and fro."""

from uuid import UUID

from portico.access.queries import who_may_know
from portico.core.models import Event
from portico.core.viewer import DataClass, Purpose, system_viewer
from portico.messaging.queries import thread
from portico.notifications.actions import send


def tell_patient(event: Event, *, key: str) -> None:
    """The team answered: everybody who may read the conversation hears that something is new, and nothing else."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    found = thread(by, UUID(event.facts()["thread_id"]), now=event.effective_at)
    for recipient in who_may_know(by, event.patient_id, DataClass.MESSAGES, sensitivity=found.sensitivity):
        send(
            by=by,
            to=recipient,
            template="messaging/notices/new_message.txt",
            key=f"{key}-{recipient.account_id}",
        )
