"""A document's file may stand in a Binary of its own: served to those who may see the document, and to them alone."""

import base64
import json
from typing import Any

from django.urls import reverse

PDF = b"%PDF-1.4 a letter"


def letter(stage: Any, key: str, binary_owner: str) -> Any:
    """A document of `key` that points to a Binary which belongs to `binary_owner`, or to nobody."""
    from portico.archive.models import Entry, Version

    binary = {
        "resourceType": "Binary",
        "id": "b1",
        "contentType": "application/pdf",
        "data": base64.b64encode(PDF).decode(),
    }
    attachment = {"contentType": "application/pdf", "url": "Binary/b1"}
    document, *_ = stage.receive(
        key,
        {
            "resourceType": "DocumentReference",
            "status": "current",
            "type": {"text": "Letter"},
            "content": [{"attachment": attachment}],
        },
    )
    owner = str(stage.patient(binary_owner).pk) if binary_owner else ""
    source = Entry.objects.get(pk=document).source
    entry = Entry.objects.create(source=source, type="Binary", resource_id="b1", patient=owner, current="h")
    Version.objects.create(entry=entry, hash="h", received_at="2026-11-01T00:00Z", body=json.dumps(binary))
    return document


def answer(stage: Any, key: str, document: Any) -> Any:
    return stage.browser(key).get(reverse("chart:document-file", args=[stage.patient(key).pk, document, 0]))


def test_rosa_downloads_a_letter_that_stands_in_a_binary(stage: Any) -> None:
    response = answer(stage, "rosa", letter(stage, "rosa", ""))
    assert (response.status_code, response.content) == (200, PDF)
    assert response.headers["Content-Disposition"] == 'attachment; filename="document.pdf"'


def test_a_binary_of_somebody_else_is_not_there(stage: Any) -> None:
    assert answer(stage, "rosa", letter(stage, "rosa", "walter")).status_code == 404
