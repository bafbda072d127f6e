"""What is done the same way again and again: seen with its evidence, made a button, or dismissed for good."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.doors import POST, door
from portico.core.viewer import Viewer
from portico.quickactions import actions, queries
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.presenters import words
from portico.quickactions.rules.habits import Habit

SHOWN_AT_MOST = 20


@door(QuickVerb.WRITE_OWN, staff=True)
def listed(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = queries.habits_of(viewer, now=timezone.now())[:SHOWN_AT_MOST]
    rows = [(words.found(number, habit, viewer), habit) for number, habit in enumerate(found, 1)]
    return render(request, "quickactions/staff/habits.html", {"rows": rows})


@door(QuickVerb.WRITE_OWN, staff=True, methods=POST)
def dismissal(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    habit = asked_for(viewer, request.POST.get("way", ""))
    if habit is None:
        messages.error(request, _("This habit is gone: you do it another way by now."))
    else:
        actions.dismiss(by=viewer, kind=habit.kind, end=habit.end, pool=habit.pool, text=habit.said)
        messages.success(request, _("It will not be proposed again."))
    return HttpResponseRedirect(reverse("quickactions:habits"))


def asked_for(viewer: Viewer, way: str) -> Habit | None:
    """Of the habits as they are now, the one that an address or a form names."""
    return next((h for h in queries.habits_of(viewer, now=timezone.now()) if h.way == way), None)
