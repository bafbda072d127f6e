"""The kinds beneath the plain ones, each with its form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portico.core.doors import FORM, door
from portico.core.viewer import Viewer
from portico.messaging import presenters
from portico.messaging.forms import more as forms
from portico.messaging.permissions import MessagingVerb
from portico.messaging.rules.kinds import Kind
from portico.messaging.views.patient_compose import MARKS, Asking, composed
from portico.messaging.views.patient_kinds import medicine_choices, medicines_of


@door(MessagingVerb.SEND, **MARKS)
def more(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    context = {"choices": presenters.more_choices(viewer), "is_more": True}
    return render(request, "messaging/patient/new.html", context)


def _what(details: dict[str, Any]) -> str:
    return str(details["what"])


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def medicine(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    rows, name = medicines_of(viewer)
    asking = Asking(
        kind=Kind.MEDICINE, form=forms.MedicineForm, title=_("Ask about a medicine"), subject=name,
        choices={"medicine": medicine_choices(rows, viewer)},
    )  # fmt: skip
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def readings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    title = _("Tell us what you measured")
    asking = Asking(kind=Kind.READINGS, form=forms.ReadingsForm, title=title, subject=_what)
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def authorization(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    title = _("Ask for an approval by your insurer")
    asking = Asking(kind=Kind.AUTHORIZATION, form=forms.AuthorizationForm, title=title, subject=_what)
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def billing(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    title = _("Ask about a bill or your insurance")
    asking = Asking(kind=Kind.BILLING, form=forms.BillingForm, title=title, subject=_what)
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def paper(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    title = _("Ask for a form or a letter")
    asking = Asking(kind=Kind.FORM, form=forms.PaperForm, title=title, subject=_what)
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def records(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    title = _("Ask for a copy or a correction")
    asking = Asking(kind=Kind.RECORDS, form=forms.RecordsForm, title=title, subject=_what)
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def details(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    title = _("Tell us what has changed")
    asking = Asking(kind=Kind.DETAILS, form=forms.DetailsForm, title=title, subject=_what)
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def technical(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    title = _("Ask for help with the portal")
    asking = Asking(kind=Kind.TECHNICAL, form=forms.TechnicalForm, title=title, subject=_what)
    return composed(request, viewer, asking)
