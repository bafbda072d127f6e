"""One move of one order: lock it, let the rule decide, write it with a step. Every action of the room ends here."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from portico.core.actions import Act, NotAllowed, Refused
from portico.orders.models import Order, Step
from portico.orders.permissions import OrdersVerb
from portico.orders.queries import who
from portico.orders.rules.order import Move, Stopped, may

NOTHING: Mapping[str, Any] = {}


def locked(act: Act, order_id: UUID) -> Order:
    """An order of the patient whom the URL names. Else it is not there."""
    rows = Order.objects.visible_to(act.by).select_for_update(of=("self",))
    found: Order | None = rows.filter(pk=order_id).first()
    if found is None:
        raise NotAllowed(OrdersVerb.VIEW)
    return found


def move(
    act: Act, order: Order, what: Move, *, called: str, reason: str = "", columns: Mapping[str, Any] = NOTHING
) -> Order:
    """Do it, or say in one word why not. `columns`: what is written with it."""
    outcome = may(order.facts(), what, who(act.by), now=act.now)
    if isinstance(outcome, Stopped):
        raise Refused(outcome.why)
    for name, value in columns.items():
        setattr(order, name, value)
    order.become(outcome.order)
    step(act, order, called, reason)
    return order


def step(act: Act, order: Order, called: str, reason: str = "") -> None:
    Step.objects.create(
        order=order,
        what=called,
        staff_id=act.by.staff_id,
        reason=reason[:1000],
        said=order.words(),
        at=act.now,
    )
    act.about("order", order.pk, patient=order.patient_id)


def staff_of(act: Act) -> UUID:
    if act.by.staff_id is None:
        raise NotAllowed(OrdersVerb.PREPARE)
    return act.by.staff_id
