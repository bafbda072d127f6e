"""Beside a message the team prepares an order; it corrects, takes back, withdraws."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.chart.queries import medicine_orders
from portico.clinic.queries import physicians, stand_ins
from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.presenters import day_words, today
from portico.core.viewer import Viewer
from portico.lib.days import age_on
from portico.orders import actions, presenters, queries
from portico.orders.forms import FORMS, OrderForm
from portico.orders.models import WORDS, Order
from portico.orders.permissions import OrdersVerb
from portico.orders.rules.order import Kind, State
from portico.triage.presenters import as_id
from portico.triage.queries import item as work_item

BRIDGE_DAYS = 30  # of supply until a visit; domain.md 4.2


@door(OrdersVerb.PREPARE, staff=True, patient=True, opens="work-item", methods=FORM)
def renewal(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return _prepared(request, viewer, item, Kind.RENEWAL)


@door(OrdersVerb.PREPARE, staff=True, patient=True, opens="work-item", methods=FORM)
def laboratory(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return _prepared(request, viewer, item, Kind.LABORATORY)


@door(OrdersVerb.PREPARE, staff=True, patient=True, opens="work-item", methods=FORM)
def referral(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return _prepared(request, viewer, item, Kind.REFERRAL)


def _prepared(request: HttpRequest, viewer: Viewer, item: UUID, kind: Kind) -> HttpResponse:
    try:
        found = work_item(viewer, item, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    initial = {"send_key": uuid4(), **(_from_chart(request, viewer) if kind is Kind.RENEWAL else {})}
    form = _form(request, viewer, kind, found.site_id, initial)
    page = _Page(
        request, viewer, found.patient, kind, reverse("desk:item", args=[viewer.patient_id, item]), item
    )

    def do(said: dict[str, Any]) -> Order:
        return actions.draft(
            by=viewer, item_id=item, kind=kind, words=_words(said), send_key=said["send_key"],
            medicine_id=_of_chart(viewer, said.get("medicine")),
        )  # fmt: skip

    return page.answered(form, do)


def _from_chart(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    """The medicine that the message asks for, as it was last ordered; for a bridge, thirty days of it."""
    key = as_id(request.GET.get("medicine", ""))
    days = BRIDGE_DAYS if request.GET.get("bridge") == "1" else 0
    return queries.as_ordered(viewer, key, days=days) if key else {}


def _of_chart(viewer: Viewer, key: UUID | None) -> UUID | None:
    """A row of this patient's chart, or none."""
    return next((row.pk for row in medicine_orders(viewer) if row.pk == key), None) if key else None


def _form(
    request: HttpRequest, viewer: Viewer, kind: Kind, site_id: UUID, initial: dict[str, Any]
) -> OrderForm:
    people: dict[str, Any] = {"physicians": physicians(viewer, site_id), "away": stand_ins(viewer)}
    return FORMS[kind](request.POST or None, initial=initial, **people)


def _words(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in WORDS if name in said}


class _Page:
    """A form of an order, on a page of its own; the desk shows it beside the conversation."""

    def __init__(
        self, request: HttpRequest, viewer: Viewer, patient: Any, kind: Kind, back: str, holder: UUID
    ) -> None:
        self.request, self.viewer, self.patient, self.kind = request, viewer, patient, kind
        self.back, self.holder = back, holder

    def answered(self, form: OrderForm, do: Callable[[dict[str, Any]], Order]) -> HttpResponse:
        """Kept, and sent where that was asked; or why not, with everything that was typed."""
        if self.request.method != "POST":
            return self.shown(form)
        if as_id(self.request.POST.get("item", "")) != self.holder:
            return self.shown(form, "another-item")
        if not form.is_valid():
            return self.shown(form, "form")
        try:
            order = do(form.cleaned_data)
        except Refused as refusal:
            return self.shown(form, str(refusal))
        self._sent(order, as_id(form.cleaned_data["physician"]))
        return HttpResponseRedirect(self.back)

    def _sent(self, order: Order, physician: UUID | None) -> None:
        kept = _("The draft is kept.")
        if order.state == State.TO_SIGN:  # the same form again
            messages.success(self.request, presenters.sent_words(order))
            return
        if self.request.POST.get("then") == "keep":
            messages.success(self.request, kept)
            return
        try:
            sent = actions.send(by=self.viewer, order_id=order.pk, physician_id=physician)
            messages.success(self.request, presenters.sent_words(queries.order(self.viewer, sent.pk)))
        except Refused as refusal:
            messages.error(self.request, f"{presenters.why_words(str(refusal))} {kept}")

    def shown(self, form: OrderForm, why: str = "") -> HttpResponse:
        born = self.patient.birth_date
        context = {
            "title": presenters.prepare_words(self.kind), "form": form, "why": presenters.why_words(why) if why else "",
            "back": self.back, "holder": self.holder, "patient": self.patient,
            "age": age_on(born, today(self.viewer)), "born": day_words(born) if born else "",
            "is_renewal": self.kind is Kind.RENEWAL,
            "around": "portico/part.html" if self.request.headers.get("HX-Request") else "portico/desk.html",
        }  # fmt: skip
        return render(self.request, "orders/staff/form.html", context, status=422 if why else 200)


def opened(viewer: Viewer, order_id: UUID) -> Order:
    try:
        return queries.order(viewer, order_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@door(OrdersVerb.PREPARE, staff=True, patient=True, opens="order", methods=FORM)
def correction(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = opened(viewer, item)
    initial = {**found.words(), "medicine": found.medicine_id, "send_key": found.send_key}
    form = _form(request, viewer, Kind(found.kind), found.item.site_id, initial)
    page = _Page(
        request,
        viewer,
        found.patient,
        Kind(found.kind),
        reverse("orders:order", args=[viewer.patient_id, item]),
        item,
    )
    return page.answered(form, lambda said: actions.correct(by=viewer, order_id=item, words=_words(said)))


@door(OrdersVerb.PREPARE, staff=True, patient=True, methods=POST)
def taking_back(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return done(
        request, viewer, item, lambda: actions.take_back(by=viewer, order_id=item), _("It is a draft again.")
    )


@door(OrdersVerb.PREPARE, staff=True, patient=True, methods=POST)
def withdrawal(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return done(request, viewer, item, lambda: actions.withdraw(by=viewer, order_id=item), _("Withdrawn."))


def done(
    request: HttpRequest, viewer: Viewer, item: UUID, do: Callable[[], object], said: str
) -> HttpResponse:
    """One press: done, or a sentence why not; then the order again."""
    opened(viewer, item)
    if as_id(request.POST.get("item", "")) != item:
        messages.error(request, presenters.why_words("another-item"))
    else:
        try:
            do()
            messages.success(request, said)
        except Refused as refusal:
            messages.error(request, presenters.why_words(str(refusal)))
    return HttpResponseRedirect(reverse("orders:order", args=[viewer.patient_id, item]))
