"""Lists across patients: tickets in the order in which the front desk works, and what is to be recalled."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.doors import door
from portico.core.paging import Page, page, soonest
from portico.core.presenters import today
from portico.core.viewer import Viewer
from portico.scheduling import presenters, queries
from portico.scheduling.permissions import SchedulingVerb

SIZE = 40


@door(SchedulingVerb.OFFER, staff=True, opens="tickets")
def tickets(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    places = {
        "offer": _("To offer"),
        "enter": _("To enter"),
        "ended": _("Ended without a visit"),
        "offered": _("With the patient"),
        "lately": _("Lately"),
    }
    current = _current(request, places)
    rows, after = (
        queries.TICKET_LISTS[current](viewer, now=timezone.now()),
        request.GET.get("after", "")[:100],
    )
    turn = page if current == "lately" else soonest
    found = turn(rows, after, time="changed_at", size=SIZE)
    context = {
        **_places(places, current),
        "cards": [presenters.card(row, viewer) for row in found.rows],
        "older": found.older,
        "which": "tickets",
    }
    return render(request, "scheduling/staff/lists.html", context)


@door(SchedulingVerb.RECALL, staff=True, opens="recalls")
def recalls(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    places = {"due": _("Due and overdue"), "later": _("Later"), "ended": _("Ended lately")}
    current = _current(request, places)
    found = _recalls(viewer, current, request.GET.get("after", "")[:100])
    context = {
        **_places(places, current),
        "cards": [presenters.recall_card(row, viewer) for row in found.rows],
        "older": found.older,
        "which": "recalls",
    }
    return render(request, "scheduling/staff/lists.html", context)


def _recalls(viewer: Viewer, current: str, after: str) -> Page:
    if current == "ended":
        return page(queries.ended_recalls(viewer, now=timezone.now()), after, time="ended_at", size=SIZE)
    rows = queries.listed_recalls if current == "due" else queries.waiting_recalls
    return soonest(rows(viewer, today=today(viewer)), after, time="due_on", size=SIZE)


def _current(request: HttpRequest, places: dict[str, str]) -> str:
    asked = request.GET.get("list", "")
    return asked if asked in places else next(iter(places))


def _places(places: dict[str, str], current: str) -> dict[str, object]:
    return {
        "places": [
            {"key": key, "title": title, "is_current": key == current} for key, title in places.items()
        ],
        "current": current,
        "title": places[current],
    }
