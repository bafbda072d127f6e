"""The resource behind a row, for downloads of what a typed row doesn't hold."""

from typing import Any
from uuid import UUID

import orjson

from portico.archive.models import Entry, Version
from portico.core.viewer import Viewer
from portico.lib.fhir import Context, read, reference_key
from portico.lib.fhir.shapes import Attachment


def _body(entry: Entry) -> dict[str, Any]:
    body = Version.objects.values_list("body", flat=True).get(entry=entry, hash=entry.current)
    found: dict[str, Any] = orjson.loads(body)
    return found


def attachments(viewer: Viewer, entry_id: UUID) -> tuple[Attachment, ...]:
    """The files of a document or report, those that stand in a Binary of the same source too.

    Ask for the typed row first: it is the one that knows who may see it."""
    entry = Entry.objects.get(pk=entry_id, patient=str(viewer.patient_id))

    def find(reference: str) -> dict[str, Any] | None:
        key = reference_key(reference)
        return _in_reach(viewer, entry.source, *key) if key else None

    facts = read(_body(entry), Context(resources=find))
    found: tuple[Attachment, ...] = getattr(facts, "attachments", ())
    return found


def _in_reach(viewer: Viewer, source: str, kind: str, key: str) -> dict[str, Any] | None:
    """Of this patient, or of nobody: never somebody else's."""
    owners = ("", str(viewer.patient_id))
    entry = Entry.objects.filter(source=source, type=kind, resource_id=key, patient__in=owners).first()
    return _body(entry) if entry else None


def patients_of(viewer: Viewer, source: str) -> dict[str, UUID]:
    """The source's patient ids -> ours. A patient's key is that of its entry here."""
    rows = Entry.objects.filter(source=source, type="Patient").values_list("resource_id", "pk")
    return dict(rows.iterator(chunk_size=5000))
