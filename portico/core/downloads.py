"""Files of the record leave as downloads: under a name of ours, of no type that runs, with no right to do anything."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse

from portico.lib.fhir.shapes import Attachment

ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "text/plain": ".txt"}


def download(files: Sequence[Attachment], number: int, name: str) -> HttpResponse:
    """One of the files; 404 for one that isn't there or is empty."""
    if number >= len(files) or not files[number].data:
        raise Http404
    ending = ENDINGS.get(files[number].content_type.split(";")[0], ".bin")
    response = HttpResponse(files[number].data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}{ending}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def text_file(text: str, name: str) -> HttpResponse:
    """What was written, as a file of plain text under a name that tells nothing."""
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.txt"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
