"""The team asks for a visit, beside a message or from the chart; the front desk offers times, enters the chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.clinic.queries import sites
from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.presenters import day_words, page_url, today
from portico.core.pressing import is_of_this_patient, press
from portico.core.viewer import Viewer
from portico.lib.days import age_on
from portico.people.queries import person
from portico.scheduling import actions, presenters, queries
from portico.scheduling.forms import VIDEO, ExtendForm, ReasonForm, TicketForm, TimesForm
from portico.scheduling.models import Ticket
from portico.scheduling.permissions import SchedulingVerb
from portico.scheduling.rules.ticket import ENDED_WITHOUT, WITH_PATIENT, State
from portico.scheduling.rules.visit_types import VISIT_TYPES
from portico.triage.presenters import as_id
from portico.triage.queries import item as work_item

MARKS: dict[str, Any] = {"staff": True, "patient": True}


@door(SchedulingVerb.OFFER, opens="work-item", methods=FORM, **MARKS)
def visit(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Beside a message: a visit instead of advice."""
    try:
        work_item(viewer, item, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    place = Place(item, page_url("desk:item", viewer.patient_id, item), after="say=visit")
    return asked(request, viewer, place)


@door(SchedulingVerb.OFFER, opens="ticket", methods=FORM, **MARKS)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """From the chart, or for what is due (`recall` in the address)."""
    recall = as_id(request.GET.get("recall", ""))
    back = page_url("scheduling-team:recall", viewer.patient_id, recall) if recall else ""
    place = Place(None, back or page_url("desk:patient", viewer.patient_id), recall=recall)
    return asked(request, viewer, place)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ticket is written: beside an item, or none; where one goes afterwards."""

    item: UUID | None
    back: str
    recall: UUID | None = None
    after: str = ""


def asked(request: HttpRequest, viewer: Viewer, place: Place) -> HttpResponse:
    form = TicketForm(request.POST or None, today=today(viewer), first=_due(viewer, place.recall))
    if request.method != "POST":
        return _form_shown(request, viewer, place, form)
    if not is_of_this_patient(request, viewer):
        return _form_shown(request, viewer, place, form, "another-patient")
    if not form.is_valid():
        return _form_shown(request, viewer, place, form, "form")
    said = dict(form.cleaned_data)
    try:
        made = actions.issue(
            by=viewer, send_key=said.pop("send_key"), item_id=place.item, recall_id=place.recall,
            wanted=actions.Wanted(**said),
        )  # fmt: skip
    except Refused as refusal:
        return _form_shown(request, viewer, place, form, str(refusal))
    if place.item is None:
        messages.success(request, _("Asked for. Offer times now, or leave it to the front desk."))
        return HttpResponseRedirect(page_url("scheduling-team:ticket", viewer.patient_id, made.pk))
    messages.success(
        request, _("The visit is asked for: the front desk offers times. Tell the patient here.")
    )
    return HttpResponseRedirect(f"{place.back}?{place.after}")


def _due(viewer: Viewer, recall: UUID | None) -> dict[str, Any]:
    if recall is None:
        return {}
    try:
        return {"why": queries.recall(viewer, recall).what}
    except ObjectDoesNotExist:
        raise Http404 from None


def _form_shown(
    request: HttpRequest, viewer: Viewer, place: Place, form: TicketForm, why: str = ""
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "why": presenters.why_words(why) if why and why != "form" else "", "back": place.back,
        "title": _("Offer a visit"), **whose(viewer),
        "around": "portico/part.html" if request.headers.get("HX-Request") else "portico/desk.html",
    }  # fmt: skip
    return render(request, "scheduling/staff/ask.html", context, status=422 if why else 200)


def whose(viewer: Viewer) -> dict[str, Any]:
    """The person whom the page is about, at its head."""
    patient = person(viewer)
    born = patient.birth_date
    return {
        "patient": patient,
        "age": age_on(born, today(viewer)),
        "born": day_words(born) if born else "",
    }


@door(SchedulingVerb.OFFER, opens="ticket", **MARKS)
def ticket(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return shown(request, viewer, opened(viewer, item))


def opened(viewer: Viewer, ticket_id: UUID) -> Ticket:
    try:
        return queries.ticket(viewer, ticket_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def shown(
    request: HttpRequest, viewer: Viewer, found: Ticket, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """`forms`: those that come back with what was typed."""
    state, tone = presenters.staff_state(found)
    context = {
        "ticket": found,
        "said": presenters.for_patient(found, viewer),
        "state": state,
        "tone": tone,
        "steps": presenters.history(queries.steps(viewer, found.pk), viewer),
        **whose(viewer),
        "times": _times(viewer, found, None) if found.state in WITH_PATIENT else None,
        "extend": ExtendForm(initial={"to_day": found.to_day, "choose_by": found.choose_by}),
        "aside": ReasonForm(),
        "may_extend": found.state in WITH_PATIENT | ENDED_WITHOUT,
        "may_take_down": found.state == State.OFFERED,
        "may_enter": found.state == State.CHOSEN and found.entered_at is None,
        **forms,
    }
    return render(request, "scheduling/staff/ticket.html", context, status=status)


def _times(viewer: Viewer, found: Ticket, data: Any) -> TimesForm:
    usual = VISIT_TYPES[found.visit_type]
    here = found.patient.site
    places = [here.name, *(site.name for site in sites(viewer) if site.pk != here.pk)]
    first = {
        "minutes": usual.minutes,
        "clinician": found.clinician,
        "place": VIDEO if usual.is_video else here.name,
    }
    return TimesForm(data, zone=here.zone, places=places, first=first)


@door(SchedulingVerb.OFFER, methods=POST, **MARKS)
def offering(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = opened(viewer, item)
    form = _times(viewer, found, request.POST)
    if not form.is_valid():
        return shown(request, viewer, found, times=form, status=422)
    said = form.cleaned_data
    is_video = said["place"] == VIDEO
    times = [
        actions.Time(
            starts_at=start, minutes=said["minutes"], clinician=said["clinician"], is_video=is_video,
            place="" if is_video else said["place"],
        )
        for start in said["starts"]
    ]  # fmt: skip
    try:
        actions.offer(by=viewer, ticket_id=item, times=times)
    except Refused as refusal:
        form.add_error(None, presenters.why_words(str(refusal)))
        return shown(request, viewer, opened(viewer, item), times=form, status=422)
    messages.success(request, _("Offered. The patient is told that something is new."))
    return HttpResponseRedirect(page_url("scheduling-team:ticket", viewer.patient_id, item))


@door(SchedulingVerb.OFFER, methods=POST, **MARKS)
def by_phone(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    offer = as_id(request.POST.get("offer", "")) or item
    said = _("Taken down. Enter it in the record system now.")
    return done(
        request,
        viewer,
        item,
        lambda: actions.chosen_by_phone(by=viewer, ticket_id=item, offer_id=offer),
        said,
    )


@door(SchedulingVerb.OFFER, methods=POST, **MARKS)
def going(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    said = _("The patient is told. Offer other times now.")
    return done(request, viewer, item, lambda: actions.gone(by=viewer, ticket_id=item), said)


@door(SchedulingVerb.OFFER, methods=POST, **MARKS)
def entry(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    said = _("Entered. The patient reads that it is booked.")
    return done(request, viewer, item, lambda: actions.enter(by=viewer, ticket_id=item), said)


@door(SchedulingVerb.OFFER, methods=POST, **MARKS)
def extension(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    form = ExtendForm(request.POST)
    if not form.is_valid():
        return shown(request, viewer, opened(viewer, item), extend=form, status=422)
    said = _("There is more time now.")
    return done(
        request, viewer, item, lambda: actions.extend(by=viewer, ticket_id=item, **form.cleaned_data), said
    )


@door(SchedulingVerb.OFFER, methods=POST, **MARKS)
def setting_aside(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")[:500]
    said = _("Set aside, with your reason.")
    return done(
        request, viewer, item, lambda: actions.set_aside(by=viewer, ticket_id=item, reason=reason), said
    )


def done(
    request: HttpRequest, viewer: Viewer, item: UUID, do: Callable[[], object], said: str
) -> HttpResponse:
    opened(viewer, item)
    there = page_url("scheduling-team:ticket", viewer.patient_id, item)
    return press(request, viewer, do, said=said, why=presenters.why_words, then=there)
