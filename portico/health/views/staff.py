from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portico.core.doors import door
from portico.core.viewer import Viewer
from portico.health import presenters, queries
from portico.health.permissions import HealthVerb


@door(HealthVerb.VIEW, staff=True)
def health(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What ails the practice now; the ids say where to look, and nobody's name."""
    now = timezone.now()
    found = [presenters.told(ailment, now=now) for ailment in queries.ailments(viewer, now=now)]
    return render(request, "health/staff/health.html", {"ailments": found})
