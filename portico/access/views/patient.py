"""The patient's page "who looked at my record" (6.04)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portico.access.permissions import AccessVerb
from portico.access.presenters import looked
from portico.audit.queries import rows_about
from portico.clinic.rules.features import Feature
from portico.core.doors import door
from portico.core.viewer import Viewer

SIZE = 40
NEVER_SHOWN = ("system",)


@door(AccessVerb.VIEW_OWN_LOG, patient=True, feature=Feature.WHO_LOOKED, opens="who-looked")
def who_looked(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Newest first, by key. Names stand only where the practice has switched them on; roles always."""
    rows = rows_about(viewer).exclude(role__in=NEVER_SHOWN)
    before = request.GET.get("before", "")
    if before.isdigit():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: SIZE + 1])
    shown = found[:SIZE]
    context: dict[str, Any] = {
        "rows": [looked(row, viewer) for row in shown],
        "older": shown[-1].pk if len(found) > SIZE else "",
    }
    return render(request, "access/patient/who_looked.html", context)
