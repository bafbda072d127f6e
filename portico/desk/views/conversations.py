"""What was ever written with one patient: open and closed, searched, each with a copy to hand on."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portico.chart.permissions import ChartVerb
from portico.core.doors import door
from portico.core.paging import page
from portico.core.presenters import moment_words, page_url
from portico.core.viewer import Viewer
from portico.lib.words import normalise
from portico.messaging import presenters as message_words
from portico.messaging import queries as messaging
from portico.people.queries import person
from portico.triage import queries as triage


# A subject names a medicine: it is for those who may see the record.
@door(ChartVerb.VIEW, staff=True, patient=True, opens="conversations")
def conversations(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    now, query = timezone.now(), request.GET.get("q", "")[:100]
    words, older, is_cut = normalise(query), "", False
    if words:
        found, is_cut = messaging.with_words(viewer, words, now=now)
    else:
        shown = page(messaging.threads(viewer, now=now), request.GET.get("after", ""), time="created_at")
        found, older = [(row, "") for row in shown.rows], shown.older
    keys = [row.pk for row, _piece in found]
    items = triage.items_for(viewer, messaging.SOURCE, keys)
    opened = triage.items_behind(viewer, messaging.SOURCE, keys, now=now)
    rows = [
        _row(viewer, row, piece, items.get(row.pk), opened=opened.get(row.pk), now=now)
        for row, piece in found
    ]
    context = {
        "patient": person(viewer),
        "rows": rows,
        "older": older,
        "query": query,
        "is_search": bool(words),
        "is_cut": is_cut,
    }
    return render(request, "desk/staff/conversations.html", context)


def _row(
    viewer: Viewer, thread: Any, piece: str, item: Any, *, opened: dict[str, Any] | None, now: datetime
) -> dict[str, str]:
    state, tone = message_words.state_words(message_words.state_of(thread, item, now), thread.goes_to)
    return {
        "title": message_words.title(thread),
        "detail": piece or moment_words(viewer, thread.created_at),
        "state": state,
        "tone": tone,
        "href": page_url("desk:item", viewer.patient_id, opened["id"]) if opened else "",
        "copy": page_url("messaging-team:copy", viewer.patient_id, thread.pk),
    }
