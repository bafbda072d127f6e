"""One order: read it, sign it, return it with a reason, say that it is entered. One after the other, by keyboard."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.presenters import day_words, today
from portico.core.viewer import Viewer
from portico.lib.days import age_on
from portico.lib.undo import UNDO
from portico.orders import actions, presenters, queries
from portico.orders.forms import ReturnForm
from portico.orders.models import Order
from portico.orders.permissions import OrdersVerb
from portico.orders.rules.order import State, why_not_theirs
from portico.orders.views.preparing import done, opened
from portico.triage.presenters import as_id


@door(OrdersVerb.VIEW, staff=True, patient=True, opens="order")
def order(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return _shown(request, viewer, opened(viewer, item), ReturnForm())


def _shown(
    request: HttpRequest, viewer: Viewer, found: Order, form: ReturnForm, *, status: int = 200
) -> HttpResponse:
    patient = found.patient
    context = {
        "order": found,
        "said": presenters.shown(found, viewer),
        "patient": patient,
        "age": age_on(patient.birth_date, today(viewer)),
        "born": day_words(patient.birth_date) if patient.birth_date else "",
        "steps": presenters.history(queries.steps(viewer, found.pk), viewer),
        "form": form,
        **_may(viewer, found),
        **_neighbors(viewer, found),
        "toast": signed_toast(request),
    }
    return render(request, "orders/staff/order.html", context, status=status)


def _may(viewer: Viewer, found: Order) -> dict[str, Any]:
    """Which buttons there are. The rule decides again when one is pressed."""
    may_prepare, state = viewer.may(OrdersVerb.PREPARE), found.state
    why_not = why_not_theirs(found.facts(), queries.who(viewer), now=timezone.now())
    return {
        "may_sign": viewer.may(OrdersVerb.SIGN) and not why_not,
        "not_yet": presenters.why_words(why_not)
        if viewer.may(OrdersVerb.SIGN) and why_not == "not-yet"
        else "",
        "fingerprint": found.fingerprint(),
        "may_correct": may_prepare and state in {State.DRAFTED, State.RETURNED},
        "may_take_back": may_prepare and state == State.TO_SIGN,
        "may_enter": viewer.may(OrdersVerb.ENTER)
        and found.handed_at is not None
        and found.entered_at is None,
        "may_open_item": viewer.may("triage.work"),
    }


def _neighbors(viewer: Viewer, found: Order) -> dict[str, Any]:
    """On the signing list: which of how many, and the ways to the ones beside."""
    if not viewer.may(OrdersVerb.SIGN):
        return {}
    before, after, place, count = queries.after(viewer, found.pk, now=timezone.now())
    return {
        "before": reverse("orders:order", args=before) if before else "",
        "after": reverse("orders:order", args=after) if after else "",
        "place": _("%(n)d of %(count)d to sign") % {"n": place, "count": count} if place else "",
    }


def signed_toast(request: HttpRequest) -> dict[str, Any] | None:
    """After a signature: ten seconds to take it back."""
    key, person = as_id(request.GET.get("signed", "")), as_id(request.GET.get("person", ""))
    if key is None or person is None:
        return None
    url = reverse("orders:unsigning", args=[person, key])
    return {"text": _("Signed."), "action": url, "seconds": int(UNDO.total_seconds())}


@door(OrdersVerb.SIGN, staff=True, patient=True, fresh=True, methods=POST)
def signature(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Sign what was seen, and go on to the next."""
    found = opened(viewer, item)
    _before, after, _place, _count = queries.after(viewer, found.pk, now=timezone.now())
    here = reverse("orders:order", args=[viewer.patient_id, item])
    if as_id(request.POST.get("item", "")) != item:
        messages.error(request, presenters.why_words("another-item"))
        return HttpResponseRedirect(here)
    try:
        actions.sign(by=viewer, order_id=item, seen=request.POST.get("seen", "")[:64])
    except Refused as refusal:
        messages.error(request, presenters.why_words(str(refusal)))
        return HttpResponseRedirect(here)
    there = reverse("orders:order", args=after) if after else reverse("orders-lists:orders")
    return HttpResponseRedirect(f"{there}?{urlencode({'signed': item, 'person': viewer.patient_id})}")


@door(OrdersVerb.SIGN, staff=True, patient=True, methods=POST)
def unsigning(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    opened(viewer, item)
    try:
        actions.unsign(by=viewer, order_id=item)
        messages.success(request, _("Taken back: it is not signed."))
    except Refused as refusal:
        messages.error(request, presenters.why_words(str(refusal)))
    return HttpResponseRedirect(reverse("orders:order", args=[viewer.patient_id, item]))


@door(OrdersVerb.SIGN, staff=True, patient=True, opens="order", methods=FORM)
def returning(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Not signed, with what has to change; then the next one."""
    found = opened(viewer, item)
    form = ReturnForm(request.POST or None)
    if request.method != "POST":
        return _shown(request, viewer, found, form)
    _before, after, _place, _count = queries.after(viewer, found.pk, now=timezone.now())
    try:
        if as_id(request.POST.get("item", "")) != item:
            raise Refused("another-item")
        said = form.cleaned_data["reason"] if form.is_valid() else ""
        actions.send_back(by=viewer, order_id=item, reason=said)
    except Refused as refusal:
        if not form.errors:
            form.add_error("reason", presenters.why_words(str(refusal)))
        return _shown(request, viewer, opened(viewer, item), form, status=422)
    messages.success(request, _("Returned: the team has it again, with your reason."))
    return HttpResponseRedirect(
        reverse("orders:order", args=after) if after else reverse("orders-lists:orders")
    )


@door(OrdersVerb.ENTER, staff=True, patient=True, methods=POST)
def entry(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    said = _("Entered. It leaves the list.")
    return done(request, viewer, item, lambda: actions.enter(by=viewer, order_id=item), said)
