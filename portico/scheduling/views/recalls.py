"""One recall: set it from the chart, read it, put it off, say that it was done or is not wanted."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.presenters import page_url
from portico.core.pressing import is_of_this_patient, press
from portico.core.viewer import Viewer
from portico.scheduling import actions, presenters, queries
from portico.scheduling.forms import ReasonForm, RecallForm, SnoozeForm
from portico.scheduling.models import Recall
from portico.scheduling.permissions import SchedulingVerb
from portico.scheduling.rules.recall import State
from portico.scheduling.views.tickets import whose

MARKS: dict[str, Any] = {"staff": True, "patient": True}


@door(SchedulingVerb.RECALL, opens="recall", methods=FORM, **MARKS)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = RecallForm(request.POST or None)
    why = ""
    if request.method == "POST":
        is_theirs = is_of_this_patient(request, viewer)
        why = "" if is_theirs else presenters.why_words("another-patient")
        if is_theirs and form.is_valid():
            try:
                actions.recall(by=viewer, **form.cleaned_data)
                messages.success(request, _("Noted. It comes onto the list thirty days before it is due."))
                return HttpResponseRedirect(page_url("desk:patient", viewer.patient_id))
            except Refused as refusal:
                form.add_error("due_on", presenters.why_words(str(refusal)))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "why": why, **whose(viewer)}
    return render(request, "scheduling/staff/recall_new.html", context, status=status)


@door(SchedulingVerb.RECALL, opens="recall", **MARKS)
def recall(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return _shown(request, viewer, opened(viewer, item), SnoozeForm())


def opened(viewer: Viewer, recall_id: UUID) -> Recall:
    try:
        return queries.recall(viewer, recall_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def _shown(
    request: HttpRequest, viewer: Viewer, found: Recall, snooze: SnoozeForm, *, status: int = 200
) -> HttpResponse:
    state, tone = presenters.recall_state(found, viewer)
    context = {
        "recall": found,
        "facts": presenters.recall_facts(found, viewer),
        "state": state,
        "tone": tone,
        "is_open": found.state == State.OPEN,
        "snooze": snooze,
        "finish": ReasonForm(auto_id="finish_%s"),
        "cancel": ReasonForm(auto_id="cancel_%s"),
        "may_offer": viewer.may(SchedulingVerb.OFFER),
        **whose(viewer),
    }
    return render(request, "scheduling/staff/recall.html", context, status=status)


@door(SchedulingVerb.RECALL, methods=POST, **MARKS)
def snoozing(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        return _shown(request, viewer, opened(viewer, item), form, status=422)
    until = form.cleaned_data["until"]
    said = _("Put off. It comes back onto the list on that day.")
    return _done(request, viewer, item, lambda: actions.snooze(by=viewer, recall_id=item, until=until), said)


@door(SchedulingVerb.RECALL, methods=POST, **MARKS)
def finishing(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")[:500]
    said = _("Done. It leaves the list.")
    return _done(
        request, viewer, item, lambda: actions.finish(by=viewer, recall_id=item, reason=reason), said
    )


@door(SchedulingVerb.RECALL, methods=POST, **MARKS)
def cancelling(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")[:500]
    said = _("Cancelled, with your reason.")
    return _done(
        request, viewer, item, lambda: actions.cancel(by=viewer, recall_id=item, reason=reason), said
    )


def _done(
    request: HttpRequest, viewer: Viewer, item: UUID, do: Callable[[], object], said: str
) -> HttpResponse:
    opened(viewer, item)
    there = page_url("scheduling-team:recall", viewer.patient_id, item)
    return press(request, viewer, do, said=said, why=presenters.why_words, then=there)
