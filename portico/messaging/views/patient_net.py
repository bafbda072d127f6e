"""The net at sending: a sign of danger in what was typed is said before it goes. Nothing is ever blocked or lost."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.presenters import near_words
from portico.core.viewer import Viewer
from portico.messaging import actions, presenters, queries
from portico.messaging.forms import patient as forms
from portico.messaging.rules.kinds import Kind
from portico.messaging.views.patient_drafts import as_key, keep_typed, typed_in
from portico.routing.rules.route import Unroutable
from portico.triage.presenters import topic_words
from portico.triage.queries import read_next, where_to
from portico.triage.rules.item import Flag
from portico.triage.rules.red_flags import Scan, scan

Form = type[forms.Compose] | type[forms.ReplyForm]
ANYWAY, CALL = "anyway", "call"  # the two buttons of the page


def calls_now(
    request: HttpRequest, viewer: Viewer, place: str, form: Form, thread_id: UUID | None = None
) -> HttpResponse | None:
    """ "I will call now": nothing is sent, the text is a draft, and the numbers stand on the next page."""
    if CALL not in request.POST:
        return None
    key = as_key(request.POST.get("send_key", ""))
    if key is None or not queries.is_sent(viewer, key):
        keep_typed(request, viewer, place, form, thread_id)
    messages.success(request, _("Nothing was sent. What you wrote is kept under Messages."))
    return HttpResponseRedirect(reverse("messaging:emergency", args=[viewer.patient_id]))


def interrupted(
    request: HttpRequest, viewer: Viewer, place: str, form: Form, *, text: str, send_key: UUID,
    thread_id: UUID | None = None,
) -> HttpResponse | None:  # fmt: skip
    """The page before sending, where the net found something. Not for what is sent already, nor asked twice."""
    found = scan(text)
    if not found.interrupts or ANYWAY in request.POST or queries.is_sent(viewer, send_key):
        return None
    data = typed_in(form, request.POST)
    actions.interrupt(by=viewer, place=place, data=data, signs=found.codes, thread_id=thread_id)
    context = {
        **_said(found),
        **_when(viewer),
        "typed": _as_sent(request, form),
        "go_back": presenters.place_url(viewer, place),
    }
    return render(request, "messaging/patient/net.html", context)


def _said(found: Scan) -> dict[str, Any]:
    return {
        "topics": [topic_words(topic) for topic in found.topics],
        "is_emergency": found.is_emergency,
        "is_crisis": found.is_crisis,
    }


def _when(viewer: Viewer) -> dict[str, Any]:
    """Who reads it, and when: before anything is sent."""
    now = timezone.now()
    try:
        goes = where_to(viewer, Kind.QUESTION, now=now, flag=Flag.URGENT)
        opens = read_next(viewer, now=now)
    except Unroutable:  # the form says so itself
        return {}
    return {
        "goes_to": presenters.team_words(goes.patient_name),
        "is_staffed": opens == now,
        "opens": near_words(viewer, opens, is_inside=True),
        "promise": near_words(viewer, goes.promised.at, is_inside=True),
    }


def _as_sent(request: HttpRequest, form: Form) -> list[tuple[str, str]]:
    """The whole form once more, hidden: the page works without a script, and its key stays the same."""
    return [(name, value) for name in form.base_fields for value in request.POST.getlist(name)]
