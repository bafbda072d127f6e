"""DocumentReference, and the attachments that reports carry too."""

import binascii

from portico.lib.fhir.codes import category_of, coded_at, labels_of
from portico.lib.fhir.errors import FhirError
from portico.lib.fhir.moments import moment_at, period
from portico.lib.fhir.references import Context
from portico.lib.fhir.shapes import Attachment, DocumentFacts
from portico.lib.fhir.taking import Json, many, one, word

BLANKS = str.maketrans("", "", " \t\r\n")


def read_document(resource: Json, context: Context) -> DocumentFacts:
    here = "DocumentReference"
    around = one(resource, "context", here)
    encounters = context.ids(around, "encounter", f"{here}.context")
    contents = many(resource, "content", here)
    return DocumentFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=coded_at(resource, "type", here),
        status=word(resource, "status", here),
        doc_status=word(resource, "docStatus", here),
        category=category_of(resource, here),
        written=moment_at(resource, "date", here) or period(around, "period", f"{here}.context")[0],
        author=context.all_named(resource, "author", here),
        description=word(resource, "description", here),
        attachments=tuple(
            attachment(
                one(c, "attachment", f"{here}.content[{n}]"), context, f"{here}.content[{n}].attachment"
            )
            for n, c in enumerate(contents)
        ),
        encounter=encounters[0] if encounters else "",
    )


def attachment(found: Json, context: Context, place: str) -> Attachment:
    """One file: its bytes from `data`, else from the Binary that `url` points to where it is known."""
    url, kind = word(found, "url", place), word(found, "contentType", place)
    data = decoded(found, "data", place)
    if not data and url:
        target = context.resources(url) or {}
        if target.get("resourceType") == "Binary":
            data = decoded(target, "data", "Binary")
            kind = kind or word(target, "contentType", "Binary")
    return Attachment(content_type=kind, title=word(found, "title", place), data=data, url=url)


def decoded(parent: Json, key: str, place: str) -> bytes:
    """base64Binary to bytes; whitespace inside is allowed, anything else that is no base64 is not."""
    try:
        return binascii.a2b_base64(word(parent, key, place).translate(BLANKS), strict_mode=True)
    except ValueError as broken:
        raise FhirError(f"{place}.{key}", "This is not base64, so the file can't be read.") from broken
