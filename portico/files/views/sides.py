"""The same pages for both sides: add a file, take it away, see what became of it, open it. Only the doors differ."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portico.core.doors import POST, View, door
from portico.core.viewer import Viewer
from portico.files import views
from portico.files.permissions import FilesVerb


@dataclass(frozen=True, slots=True)
class Side:
    take: View
    discard: View
    status: View
    sent: View
    file: View


def side(**marks: Any) -> Side:
    """`marks`: of the door, for this side."""

    @door(FilesVerb.TAKE, methods=POST, **marks)
    def take(request: HttpRequest, viewer: Viewer) -> HttpResponse:
        return views.taken(request, viewer)

    @door(FilesVerb.TAKE, methods=POST, **marks)
    def discard(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
        return views.discarded(request, viewer, item)

    @door(FilesVerb.TAKE, is_poll=True, **marks)
    def status(request: HttpRequest, viewer: Viewer) -> HttpResponse:
        return views.status(request, viewer)

    @door(FilesVerb.VIEW, is_poll=True, **marks)
    def sent(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
        return views.sent(request, viewer, item)

    @door(FilesVerb.VIEW, opens="file", **marks)
    def file(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
        return views.file(viewer, item, now=timezone.now())

    return Side(take, discard, status, sent, file)
