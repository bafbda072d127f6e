"""What follows when a file was taken: the worker looks at all of it."""

from uuid import UUID

from portico.core.delivery import apart
from portico.core.models import Event
from portico.core.viewer import Purpose, system_viewer
from portico.files.actions import check as look_at


@apart
def check(event: Event, *, key: str) -> None:
    if event.patient_id is not None:
        by = system_viewer(Purpose.CHECK_FILE).about(event.patient_id)
        look_at(by=by, file_id=UUID(event.data["file_id"]))
