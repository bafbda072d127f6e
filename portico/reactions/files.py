"""What follows when a file was taken: the worker looks at all of it; and when it was refused: its writer hears."""

from typing import Any
from uuid import UUID

from portico.access.queries import who_may_know
from portico.accounts.queries import owner
from portico.core.delivery import apart
from portico.core.models import Event
from portico.core.viewer import DataClass, Purpose, Viewer, system_viewer
from portico.files.actions import check as look_at
from portico.files.queries import refused_though_sent
from portico.notifications.actions import send
from portico.notifications.queries import Recipient


@apart
def check(event: Event, *, key: str) -> None:
    if event.patient_id is not None:
        by = system_viewer(Purpose.CHECK_FILE).about(event.patient_id)
        look_at(by=by, file_id=UUID(event.data["file_id"]))


def tell_writer(event: Event, *, key: str) -> None:
    """A file that was sent can't be opened: its writer hears that one is missing. In a draft the page says it."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    refused = refused_though_sent(by, UUID(event.facts()["file_id"]))
    if refused is None:
        return
    for recipient in _writer(by, refused, event.patient_id):
        send(by=by, to=recipient, template="files/notices/not_sent_along.txt", key=key)


def _writer(by: Viewer, refused: Any, patient_id: UUID) -> list[Recipient]:
    """Whoever added it; on the patient's side only while they may still open the conversation."""
    if refused.side == "team":
        to = owner(str(refused.account_id))
        return [Recipient(to.account_id, to.address, to.language)] if to else []
    may_know = who_may_know(by, patient_id, DataClass.MESSAGES, sensitivity=refused.sensitivity)
    return [one for one in may_know if one.account_id == refused.account_id]
