"""The routing table that is being written: its rows one by one, the dry run, publishing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.viewer import Viewer
from portico.routing import actions, presenters, queries
from portico.routing.forms import RowForm
from portico.routing.permissions import RoutingVerb
from portico.routing.rules.table import Row, from_data, mark

LONGEST_NOTE = 300


@door(RoutingVerb.WRITE, staff=True)
def draft(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "routing/staff/draft.html", _draft(viewer))


def _draft(viewer: Viewer) -> dict[str, Any]:
    """The draft, or what is in force while nobody has begun one; with what is wrong and what a dry run found."""
    rows, stamp = _rows(viewer)
    live, places = queries.in_force(viewer), queries.places(viewer)
    faults = queries.faults_of(viewer, rows)
    run = queries.dry_run(viewer, mark(rows), live.number) if stamp else None
    found = presenters.found(run, places) if run else None
    return {
        "rows": presenters.shown(rows, presenters.names(places, queries.teams(viewer)), faults),
        "faults": presenters.whole_faults(faults),
        "has_faults": bool(faults),
        "stamp": stamp,
        "is_changed": rows != live.rows,
        "is_begun": stamp > 0,
        "found": found,
        "is_running": found is not None and not found.is_done,
        "may_publish": bool(stamp and found and found.is_done and not faults and rows != live.rows),
        "author": (kept := queries.draft(viewer)) and kept.author_name,
    }


def _rows(viewer: Viewer) -> tuple[tuple[Row, ...], int]:
    kept = queries.draft(viewer)
    return (from_data(kept.rows), kept.stamp) if kept else (queries.in_force(viewer).rows, 0)


@door(RoutingVerb.WRITE, staff=True, methods=FORM)
def new_row(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _written(request, viewer, None, None)


@door(RoutingVerb.WRITE, staff=True, methods=FORM)
def row(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    rows, _stamp = _rows(viewer)
    if not 1 <= number <= len(rows):
        raise Http404
    return _written(request, viewer, number, rows[number - 1])


def _written(request: HttpRequest, viewer: Viewer, number: int | None, was: Row | None) -> HttpResponse:
    _now, stamp = _rows(viewer)
    form = RowForm(
        request.POST or None, places=queries.places(viewer), teams=queries.teams(viewer), stamp=stamp, row=was
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.put(by=viewer, stamp=form.cleaned_data["stamp"], row=form.row(), number=number)
        except Refused as refusal:
            form.add_error(None, presenters.refused_words(str(refusal)))
        else:
            return HttpResponseRedirect(reverse("routing:draft"))
    context = {"form": form, "number": number}
    return render(request, "routing/staff/row.html", context, status=422 if form.errors else 200)


@door(RoutingVerb.WRITE, staff=True, methods=POST)
def place(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    def moved(stamp: int) -> None:
        actions.move(by=viewer, stamp=stamp, number=number, is_up="up" in request.POST)

    return _done(request, moved)


@door(RoutingVerb.WRITE, staff=True, methods=POST)
def removal(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    return _done(request, lambda stamp: actions.remove(by=viewer, stamp=stamp, number=number))


@door(RoutingVerb.WRITE, staff=True, methods=POST)
def thrown_away(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _done(
        request, lambda stamp: actions.throw_away(by=viewer, stamp=stamp), _("Thrown away."), "table"
    )


@door(RoutingVerb.WRITE, staff=True, methods=FORM)
def dry_run(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Begin one; and, asked again and again by the page, how far it is."""
    if request.method == "POST":
        return _done(request, lambda stamp: actions.try_out(by=viewer, stamp=stamp))
    return render(request, "routing/staff/parts/found.html", _draft(viewer))


@door(RoutingVerb.WRITE, staff=True, methods=POST)
def publication(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    said = request.POST.get("note", "").replace("\x00", "").strip()[:LONGEST_NOTE]
    done = _("Published. New messages go by it from now on.")
    return _done(request, lambda stamp: actions.publish(by=viewer, stamp=stamp, note=said), done, "table")


def _done(
    request: HttpRequest, do: Callable[[int], object], said: str = "", then: str = "draft"
) -> HttpResponse:
    stamp = request.POST.get("stamp", "")
    try:
        do(int(stamp) if stamp.isascii() and stamp.isdigit() and len(stamp) < 8 else -1)
    except Refused as refusal:
        messages.error(request, presenters.refused_words(str(refusal)))
        return HttpResponseRedirect(reverse("routing:draft"))
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(reverse(f"routing:{then}"))
