"""The patient's side: add a file, take it away, see what became of it, open it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portico.core.doors import POST, door
from portico.core.viewer import DataClass, Viewer
from portico.files import views
from portico.files.permissions import FilesVerb

# Files hang on messages so far: they are switched and hidden with them.
MARKS: dict[str, Any] = {
    "patient": True,
    "data_class": DataClass.MESSAGES,
    "feature": DataClass.MESSAGES.value,
}


@door(FilesVerb.TAKE, methods=POST, **MARKS)
def take(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return views.taken(request, viewer)


@door(FilesVerb.TAKE, methods=POST, **MARKS)
def discard(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return views.discarded(request, viewer, item)


@door(FilesVerb.TAKE, is_poll=True, **MARKS)
def status(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return views.status(request, viewer)


@door(FilesVerb.VIEW, opens="file", **MARKS)
def file(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return views.file(viewer, item, now=timezone.now())
