"""Take an item, put it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.viewer import Viewer
from portico.triage import actions
from portico.triage.permissions import TriageVerb


@door(TriageVerb.WORK, staff=True, patient=True, methods=POST)
def claim(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        actions.claim(by=viewer, item_id=item)
    except Refused as refusal:
        messages.error(request, _why(str(refusal)))
    return HttpResponseRedirect(reverse("desk:item", args=[viewer.patient_id, item]))


@door(TriageVerb.WORK, staff=True, patient=True, methods=POST)
def release(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        actions.release(by=viewer, item_id=item)
    except Refused as refusal:
        messages.error(request, _why(str(refusal)))
    return HttpResponseRedirect(reverse("desk:item", args=[viewer.patient_id, item]))


def _why(refusal: str) -> str:
    return {
        "taken": _("Somebody else has this now."),
        "closed": _("This was answered or closed meanwhile."),
    }.get(refusal, _("That did not work. Please look at it again."))
