"""The routing table in force and its versions; an earlier one again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.viewer import Viewer
from portico.routing import actions, presenters, queries
from portico.routing.permissions import RoutingVerb

DIGITS = 8


@door(RoutingVerb.VIEW, staff=True)
def table(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    live = queries.newest(viewer)
    known = presenters.names(queries.places(viewer), queries.teams(viewer))
    rows = queries.versions(viewer, before=_number(request.GET.get("before", "")))
    listed = rows[: queries.VERSIONS_SHOWN]
    versions = presenters.past(listed, viewer, known, live.number if live else 0)
    context = {
        "live": presenters.past([live], viewer, known, live.number)[0] if live else None,
        "versions": versions,
        "older": listed[-1].number if len(rows) > len(listed) else 0,
        "has_draft": queries.draft(viewer) is not None,
        "may_write": viewer.may(RoutingVerb.WRITE),
    }
    return render(request, "routing/staff/table.html", context)


@door(RoutingVerb.WRITE, staff=True, methods=POST)
def go_back(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    number = _number(request.POST.get("number", ""))
    if number is None:
        raise Http404
    try:
        made = actions.go_back(by=viewer, number=number)
    except Refused as refusal:
        messages.error(request, presenters.refused_words(str(refusal)))
    else:
        messages.success(
            request,
            _("Version %(earlier)d is in force again, as version %(number)d.")
            % {"earlier": number, "number": made.number},
        )
    return HttpResponseRedirect(reverse("routing:table"))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < DIGITS else None
