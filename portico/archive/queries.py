"""The resource behind a row, for downloads of what a typed row doesn't hold."""

from typing import Any
from uuid import UUID

import orjson

from portico.archive.models import Entry, Version
from portico.core.viewer import Viewer


def resource(viewer: Viewer, entry_id: UUID) -> dict[str, Any]:
    """The version in force. Ask for the typed row first: it is the one that knows who may see it."""
    entry = Entry.objects.get(pk=entry_id, patient=str(viewer.patient_id))
    body = Version.objects.values_list("body", flat=True).get(entry=entry, hash=entry.current)
    found: dict[str, Any] = orjson.loads(body)
    return found


def patients_of(viewer: Viewer, source: str) -> dict[str, UUID]:
    """The source's patient ids -> ours. A patient's key is that of its entry here."""
    rows = Entry.objects.filter(source=source, type="Patient").values_list("resource_id", "pk")
    return dict(rows.iterator(chunk_size=5000))
