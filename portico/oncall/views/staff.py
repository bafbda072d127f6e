"""Who is paged while a clinic is closed: read it, write it, sign that a physician is first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.clinic.queries import sites
from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.viewer import Viewer
from portico.oncall import actions, presenters, queries
from portico.oncall.forms import LadderForm
from portico.oncall.permissions import OnCallVerb


@door(OnCallVerb.VIEW, staff=True)
def ladders(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _shown(request, viewer)


def _shown(request: HttpRequest, viewer: Viewer, tried: LadderForm | None = None) -> HttpResponse:
    """Each clinic of one's own with its ladder. `tried`: a form that comes back with what was typed."""
    at = tried["site"].value() if tried else ""
    found = [
        _of_site(viewer, n, site, tried if str(site.pk) == str(at) else None)
        for n, site in enumerate(sites(viewer))
    ]
    context = {
        "sites": found,
        "may_write": viewer.may(OnCallVerb.WRITE),
        "may_sign": viewer.may(OnCallVerb.SIGN),
    }
    return render(request, "oncall/staff/ladders.html", context, status=422 if tried else 200)


def _of_site(viewer: Viewer, n: int, site: Any, tried: LadderForm | None) -> dict[str, Any]:
    people = queries.may_be_named(viewer, site.pk)
    names = {one.pk: presenters.person_words(one) for one in people}
    rows, current = queries.versions(viewer, site.pk), queries.in_force(viewer, site.pk)
    form = tried or _form(viewer, site.pk, n, rows)
    return {
        "site": site,
        "current": presenters.shown(current, names, viewer, is_current=True) if current else None,
        "rows": [
            presenters.shown(row, names, viewer, is_current=row == current) for row in rows if row != current
        ],
        "form": form,
        "is_tried": tried is not None,
    }


def _form(viewer: Viewer, site_id: UUID, n: int, rows: list[Any], data: Any = None) -> LadderForm:
    people = [(str(one.pk), presenters.person_words(one)) for one in queries.may_be_named(viewer, site_id)]
    initial = {"site": site_id, "seen": rows[0].number if rows else 0}
    form = LadderForm(data, people=people, first=rows[0].facts() if rows else (), initial=initial)
    form.auto_id = f"site{n}_%s"
    return form


@door(OnCallVerb.WRITE, staff=True, methods=POST)
def writing(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = request.POST.get("site", "")
    found = [(n, site) for n, site in enumerate(sites(viewer)) if str(site.pk) == asked]
    if not found:
        raise Http404
    n, site = found[0]
    form = _form(viewer, site.pk, n, queries.versions(viewer, site.pk), request.POST)
    if not form.is_valid():
        return _shown(request, viewer, form)
    said = form.cleaned_data
    try:
        row = actions.write(
            by=viewer, site_id=site.pk, rungs=form.rungs(), seen=said["seen"], form_key=said["form_key"]
        )
    except Refused as refusal:
        form.refuse(str(refusal))
        return _shown(request, viewer, form)
    saved = _("Saved, and in force.")
    waits = _("Saved. It names a physician first: it holds when a physician of yours has signed for it.")
    messages.success(request, saved if row.is_in_force else waits)
    return HttpResponseRedirect(reverse("oncall:ladders"))


@door(OnCallVerb.SIGN, staff=True, fresh=True, methods=POST)
def signature(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        queries.ladder(viewer, item)
    except ObjectDoesNotExist:
        raise Http404 from None
    try:
        actions.sign(by=viewer, ladder_id=item)
        messages.success(request, _("Signed, and in force: a physician is paged first."))
    except Refused as refusal:
        messages.error(request, presenters.why_words(str(refusal)))
    return HttpResponseRedirect(reverse("oncall:ladders"))
