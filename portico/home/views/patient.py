"""Home: what needs you now, the next visit, what we are working on, the doors. It only composes."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portico.core.doors import door
from portico.core.presenters import local_now
from portico.core.viewer import DataClass, Viewer
from portico.home.permissions import HomeVerb
from portico.messaging import presenters as message_words
from portico.messaging import queries as messaging
from portico.scheduling import presenters as visit_words
from portico.scheduling import queries as scheduling
from portico.triage.queries import items_for

WORKING_ON = 5


@door(HomeVerb.VIEW, patient=True, opens="home")
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    now = timezone.now()
    local = local_now(viewer)
    context = {
        "greeting": _greeting(local.hour, viewer),
        "today_words": date_format(local, pgettext("shape of a date", "l j F")),
        "visit": _next_visit(viewer, now),
        **_messages(viewer, now),
    }
    return render(request, "home/patient/home.html", context)


def _greeting(hour: int, viewer: Viewer) -> str:
    """In whose record one is comes first; a proxy is greeted by her own name."""
    name = viewer.name.split(" ")[0]
    if hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def _next_visit(viewer: Viewer, now: datetime) -> visit_words.Visit | None:
    if not viewer.may_see(DataClass.VISITS) or "visits" not in viewer.features:
        return None
    row = scheduling.next_visit(viewer, now=now)
    return visit_words.visit(row, viewer) if row else None


def _messages(viewer: Viewer, now: datetime) -> dict[str, list[Any]]:
    if not viewer.may_see(DataClass.MESSAGES) or "messages" not in viewer.features:
        return {"new": [], "for_you": [], "unfinished": [], "working_on": []}
    new = messaging.unread(viewer, now=now)
    read = {thread.pk for thread in new}
    for_you = [t for t in messaging.for_patient(viewer, now=now)[:WORKING_ON] if t.pk not in read]
    waiting = list(messaging.waiting(viewer, now=now)[:WORKING_ON])
    items = items_for(viewer, messaging.SOURCE, [t.pk for t in (*new, *for_you, *waiting)])
    return {
        "new": [message_words.summary(t, viewer, items.get(t.pk), now=now) for t in new],
        "for_you": [message_words.summary(t, viewer, items.get(t.pk), now=now) for t in for_you],
        "unfinished": message_words.unfinished(viewer, *messaging.drafts_titled(viewer, now=now))[
            :WORKING_ON
        ],
        "working_on": [message_words.summary(t, viewer, items.get(t.pk), now=now) for t in waiting],
    }
