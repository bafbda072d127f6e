"""The team's side, for answers: add a file, take it away, see what became of it, open it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portico.core.doors import POST, door
from portico.core.viewer import Viewer
from portico.files import views
from portico.files.permissions import FilesVerb

MARKS: dict[str, Any] = {"patient": True, "staff": True}


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
