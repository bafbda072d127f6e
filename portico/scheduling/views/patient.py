"""The patient's visits: what is to be chosen, those to come, and those that are over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portico.clinic.rules.features import Feature
from portico.core.doors import door
from portico.core.paging import page
from portico.core.presenters import day_words
from portico.core.viewer import DataClass, Viewer
from portico.scheduling import presenters, queries
from portico.scheduling.permissions import SchedulingVerb


@door(
    SchedulingVerb.VIEW,
    patient=True,
    data_class=DataClass.VISITS,
    feature=Feature.VISITS,
    opens="appointments",
)
def visits(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    now = timezone.now()
    over = page(queries.past(viewer, now=now), request.GET.get("after", ""))
    context = {
        "tickets": [presenters.for_patient(row, viewer) for row in queries.of_patient(viewer, now=now)],
        "due": [{"what": row.what, "day": day_words(row.due_on)} for row in queries.due_for_patient(viewer)],
        "coming": [presenters.visit(row, viewer) for row in queries.upcoming(viewer, now=now)[:50]],
        "past": [presenters.visit(row, viewer, is_over=True) for row in over.rows],
        "older": over.older,
    }
    return render(request, "scheduling/patient/visits.html", context)
