"""Help for a page and the offer of a tour. No address here names a patient: help is the same for everybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from portico.accounts.actions import settle_tour
from portico.core.doors import POST, door
from portico.core.presenters import page_url
from portico.core.viewer import Viewer
from portico.guide.forms import TourForm
from portico.guide.permissions import GuideVerb
from portico.guide.presenters import TOPICS, topics_for
from portico.guide.presenters.tours import TOURS
from portico.people.queries import records_of


@door(GuideVerb.READ, needs_second_factor=False)
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "guide/index.html", {"topics": topics_for(viewer), "tours": _tours(viewer)})


@door(GuideVerb.READ, needs_second_factor=False)
def topic(request: HttpRequest, viewer: Viewer, topic: str) -> HttpResponse:
    """A page of its own, or its main part for the page that it helps with."""
    found = TOPICS.get(topic)
    if found is None or not found.audience.includes(is_staff=viewer.is_staff):
        raise Http404
    context: dict[str, Any] = {"topic": found, "tours": _tours(viewer)}
    if request.headers.get("HX-Request"):
        return render(request, "guide/part.html", context)
    return render(request, "guide/topic.html", context)


def _tours(viewer: Viewer) -> list[dict[str, Any]]:
    """Where a tour begins: for staff their first page, for others each record that they may open."""
    if viewer.is_staff:
        steps = TOURS.get(viewer.role, ())
        return [{"url": f"{page_url(steps[0].route)}?tour={steps[0].name}"}] if steps else []
    first = TOURS["patient"][0]
    return [
        {
            "url": f"{page_url(first.route, relation.patient_id)}?tour={first.name}",
            "person": "" if relation.kind == "self" else relation.patient.full_name,
        }
        for relation in records_of(viewer)
    ]


@door(GuideVerb.READ, methods=POST, needs_second_factor=False)
def tour(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Taken, ended or declined for good: never offered again. Declined for now: not before the next sign-in."""
    form = TourForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(page_url("guide:index"))
    said, here, first = (form.cleaned_data[name] for name in ("answer", "here", "first"))
    if said == TourForm.LATER:
        request.session["tour_later"] = True
    else:
        settle_tour(by=viewer)
    return HttpResponseRedirect(f"{here}?tour={first}" if said == TourForm.TAKE and first else here)
