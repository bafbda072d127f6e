"""A conversation as a file of plain text, for either side: what each may see of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from portico.chart.permissions import ChartVerb
from portico.core.doors import door
from portico.core.downloads import text_file
from portico.core.viewer import Viewer
from portico.files.queries import files_of
from portico.messaging import presenters, queries
from portico.messaging.models import Post, Thread
from portico.messaging.permissions import MessagingVerb
from portico.messaging.views.patient_compose import MARKS


@door(MessagingVerb.READ, opens="message-copy", **MARKS)
def copy(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return _copy(viewer, item)


@door(ChartVerb.VIEW, patient=True, staff=True, opens="message-copy")
def copy_for_team(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """For whoever may see the record that is open."""
    return _copy(viewer, item)


def _copy(viewer: Viewer, item: UUID) -> HttpResponse:
    now = timezone.now()
    try:
        found = queries.thread(viewer, item, now=now)
    except Thread.DoesNotExist:
        raise Http404 from None
    posts: list[Post] = found.posts_seen  # type: ignore[attr-defined]  # prefetched by queries.thread
    files = files_of(viewer, queries.FILES_OF, [post.pk for post in posts], now=now)
    named = [(post, [file.name for file in files.get(post.pk, [])]) for post in posts]
    return text_file(presenters.copied(found, named, viewer, now), "conversation")
