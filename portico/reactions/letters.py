"""What follows when a letter is issued: who may know of it hears that something is new, and the PDF is made."""

from uuid import UUID

from portico.access.queries import who_may_know
from portico.clinic.queries import practice
from portico.core.delivery import apart
from portico.core.models import Event
from portico.core.viewer import DataClass, Purpose, system_viewer
from portico.letters import actions, queries
from portico.notifications.actions import send


def tell_patient(event: Event, *, key: str) -> None:
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    label = queries.label_of(by, UUID(event.facts()["letter_id"]))
    for recipient in who_may_know(by, event.patient_id, DataClass.DOCUMENTS, sensitivity=label):
        send(
            by=by,
            to=recipient,
            template="letters/notices/something_new.txt",
            key=f"{key}-{recipient.account_id}",
        )


@apart
def make_pdf(event: Event, *, key: str) -> None:
    """Takes up to a second: in no transaction."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    found = practice()
    actions.make_pdf(by, UUID(event.facts()["letter_id"]), practice=found.name if found else "")
