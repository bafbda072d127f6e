"""Home: what needs you now, the next visit, what we are working on, the doors. It only composes."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portico.core.doors import door
from portico.core.prepared import prepared
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
    found = prepared(_asked, viewer, now=now)
    context = {
        "greeting": _greeting(local.hour, viewer),
        "today_words": date_format(local, pgettext("shape of a date", "l j F")),
        "visit": next((visit_words.visit(row, viewer) for row in found.get("visit", ())), None),
        "tickets": [visit_words.todo(row) for row in found.get("tickets", ())],
        **_messages(viewer, now, found),
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


def _asked(viewer: Viewer, *, now: datetime) -> dict[str, QuerySet[Any]]:
    """Asked together: what of it is open to the viewer, and on at this site."""
    asked: dict[str, QuerySet[Any]] = {}
    if viewer.may_see(DataClass.VISITS) and "visits" in viewer.features:
        asked["tickets"] = scheduling.to_choose(viewer, now=now)[:WORKING_ON]
        asked["visit"] = scheduling.sure_visits(viewer, now=now)[:1]
    if viewer.may_see(DataClass.MESSAGES) and "messages" in viewer.features:
        asked |= {
            "news": messaging.news(viewer, now=now),
            "for_you": messaging.for_patient(viewer, now=now)[:WORKING_ON],
            "waiting": messaging.waiting(viewer, now=now)[:WORKING_ON],
            "drafts": messaging.drafts(viewer),
        }
    return asked


def _messages(viewer: Viewer, now: datetime, found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    if "news" not in found:
        return {"new": [], "for_you": [], "unfinished": [], "working_on": []}
    new = messaging.with_news(viewer, found["news"])
    read = {thread.pk for thread in new}
    for_you = [t for t in found["for_you"] if t.pk not in read]
    waiting = found["waiting"]
    shown = [t.pk for t in (*new, *for_you, *waiting)]
    items = items_for(viewer, messaging.SOURCE, shown) if shown else {}
    drafts = messaging.drafts_titled(viewer, now=now, found=found["drafts"])
    return {
        "new": [message_words.summary(t, viewer, items.get(t.pk), now=now) for t in new],
        "for_you": [message_words.summary(t, viewer, items.get(t.pk), now=now) for t in for_you],
        "unfinished": message_words.unfinished(viewer, *drafts)[:WORKING_ON],
        "working_on": [message_words.summary(t, viewer, items.get(t.pk), now=now) for t in waiting],
    }
