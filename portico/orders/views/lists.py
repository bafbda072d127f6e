"""The lists of orders: to sign, returned and drafts, to enter; and the protocol with its adoption."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.paging import page, soonest
from portico.core.viewer import Viewer
from portico.orders import actions, presenters, queries
from portico.orders.permissions import OrdersVerb
from portico.orders.views.signing import signed_toast

SIZE = 40


@door(OrdersVerb.VIEW, staff=True, opens="orders")
def orders(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = request.GET.get("list", "")
    places = _places(viewer)
    current = asked if asked in places else next(iter(places))
    rows, older = _rows(request, viewer, current)
    context = {
        "places": [
            {"key": key, "title": title, "is_current": key == current} for key, title in places.items()
        ],
        "current": current,
        "title": places[current],
        "cards": [presenters.card(row, viewer) for row in rows],
        "older": older,
        "toast": signed_toast(request),
    }
    return render(request, "orders/staff/orders.html", context)


def _places(viewer: Viewer) -> dict[str, str]:
    """What waits for this person first."""
    places = {"sign": _("To sign")} if viewer.may(OrdersVerb.SIGN) else {}
    if viewer.may(OrdersVerb.PREPARE):
        places |= {"correct": _("Returned and drafts"), "sent": _("Waiting for a signature")}
    if viewer.may(OrdersVerb.ENTER):
        places["enter"] = _("To be entered")
    return {**places, "entered": _("Entered lately")}


def _rows(request: HttpRequest, viewer: Viewer, current: str) -> tuple[list[Any], str]:
    after = request.GET.get("after", "")[:100]
    now = timezone.now()
    if current == "entered":
        found = page(queries.entered_lately(viewer, now=now), after, time="entered_at", size=SIZE)
        return found.rows, found.older
    rows, time = {
        "sign": (queries.to_sign(viewer, now=now), "sent_at"),
        "sent": (queries.sent(viewer), "sent_at"),
        "correct": (queries.to_correct(viewer), "drafted_at"),
        "enter": (queries.to_enter(viewer), "handed_at"),
    }[current]
    found = soonest(rows, after, time=time, size=SIZE)
    return found.rows, found.older


@door(OrdersVerb.VIEW, staff=True)
def protocol(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "orders/staff/protocol.html", presenters.protocol_page(
        queries.table(viewer), queries.adoptions(viewer).first(), viewer
    ))  # fmt: skip


@door(OrdersVerb.ADOPT, staff=True, fresh=True, methods=POST)
def adoption(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A licensed person takes the table that stands on the page for the practice's own."""
    try:
        actions.adopt(by=viewer, mark=request.POST.get("mark", "")[:64])
        messages.success(request, _("Adopted. Renewals that meet it may be signed under it from now on."))
    except Refused as refusal:
        messages.error(request, presenters.why_words(str(refusal)))
    return HttpResponseRedirect(reverse("orders-lists:protocol"))
