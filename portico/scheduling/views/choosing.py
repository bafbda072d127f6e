"""The patient's side of a booking ticket: choose a time, ask for others, want no visit."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from portico.clinic.rules.features import Feature
from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.presenters import page_url
from portico.core.viewer import DataClass, Viewer
from portico.scheduling import actions, presenters, queries
from portico.scheduling.forms import AnswerForm
from portico.scheduling.models import Ticket
from portico.scheduling.permissions import SchedulingVerb
from portico.triage.presenters import as_id

MARKS: dict[str, Any] = {"patient": True, "data_class": DataClass.VISITS, "feature": Feature.VISITS}


@door(SchedulingVerb.CHOOSE, opens="ticket", **MARKS)
def ticket(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = presenters.for_patient(opened(viewer, item), viewer)
    return render(request, "scheduling/patient/ticket.html", {"ticket": found, "form": AnswerForm()})


def opened(viewer: Viewer, ticket_id: UUID) -> Ticket:
    try:
        return queries.ticket(viewer, ticket_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@door(SchedulingVerb.CHOOSE, methods=POST, **MARKS)
def choice(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    offer = as_id(request.POST.get("offer", ""))
    if offer is None:
        opened(viewer, item)
        messages.error(request, presenters.why_words("not-offered"))
        return HttpResponseRedirect(page_url("scheduling:ticket", viewer.patient_id, item))
    said = _("Thank you. The clinic has your time.")
    return _done(
        request, viewer, item, lambda: actions.choose(by=viewer, ticket_id=item, offer_id=offer), said
    )


@door(SchedulingVerb.CHOOSE, methods=POST, **MARKS)
def other_times(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    said = _("The clinic looks for other times and offers them to you here.")
    words = request.POST.get("words", "")[:500]
    return _done(
        request, viewer, item, lambda: actions.none_fits(by=viewer, ticket_id=item, words=words), said
    )


@door(SchedulingVerb.CHOOSE, methods=POST, **MARKS)
def declining(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    said = _("The care team knows that you want no visit.")
    words = request.POST.get("words", "")[:500]
    return _done(request, viewer, item, lambda: actions.decline(by=viewer, ticket_id=item, words=words), said)


def _done(
    request: HttpRequest, viewer: Viewer, item: UUID, do: Callable[[], object], said: str
) -> HttpResponse:
    opened(viewer, item)
    try:
        do()
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, presenters.why_words(str(refusal)))
    return HttpResponseRedirect(page_url("scheduling:ticket", viewer.patient_id, item))
