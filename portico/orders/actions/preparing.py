"""The team prepares: a draft beside a work item, corrected, sent to be signed, taken back, withdrawn."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from portico.clinic.queries import physician_on_duty
from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.presenters import today
from portico.core.viewer import Viewer
from portico.lib.days import age_on
from portico.orders import events
from portico.orders.actions.moving import locked, move, staff_of, step
from portico.orders.models import WORDS, Order
from portico.orders.permissions import OrdersVerb
from portico.orders.queries import adoptions, answer, found_in_chart
from portico.orders.rules.order import Correct, Kind, Moved, Send, TakeBack, Withdraw, list_for, undone
from portico.orders.rules.protocol import Answer, Reason
from portico.people.queries import person
from portico.triage.queries import item as work_item


@action(OrdersVerb.PREPARE)
def draft(
    act: Act, *, by: Viewer, item_id: UUID, kind: Kind, words: Mapping[str, Any], send_key: UUID,
    medicine_id: UUID | None = None,
) -> Order:  # fmt: skip
    """Beside an item that this person may open, of the patient in the URL. The same form sent twice is one draft."""
    try:
        item = work_item(by, item_id, now=act.now)
    except ObjectDoesNotExist:
        raise NotAllowed(OrdersVerb.PREPARE) from None
    existing: Order | None = Order.objects.filter(send_key=send_key).first()
    if existing is not None:
        if (existing.patient_id, existing.item_id, existing.drafted_by_id) != (
            by.patient,
            item.pk,
            by.staff_id,
        ):
            raise Refused("another-item")
        act.about("order", existing.pk)
        return existing
    order: Order = Order.objects.create(
        patient_id=by.patient, item=item, kind=kind, medicine_id=medicine_id, drafted_by_id=staff_of(act),
        drafted_at=act.now, send_key=send_key, **_words(words),
    )  # fmt: skip
    step(act, order, "drafted")
    drafted = events.OrderDrafted(
        patient_id=by.patient, order_id=order.pk, item_id=item.pk, kind=kind, staff_id=staff_of(act)
    )
    act.publish(drafted)
    return order


def _words(words: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: words[name] for name in WORDS if name in words}
    if not str(said.get("what", "")).strip():
        raise Refused("empty")
    return said


@action(OrdersVerb.PREPARE)
def correct(act: Act, *, by: Viewer, order_id: UUID, words: Mapping[str, Any]) -> Order:
    """Other words in a draft, or in what came back."""
    order = locked(act, order_id)
    return move(act, order, Correct(), called="corrected", columns=_words(words))


@action(OrdersVerb.PREPARE)
def send(
    act: Act, *, by: Viewer, order_id: UUID, physician_id: UUID | None = None, waits_from: datetime | None = None
) -> Order:  # fmt: skip
    """To be signed: the protocol is asked now, and says on whose list. `physician_id`: whom one wants to sign it, or
    who stands in; without one any physician of the clinic may. `waits_from`: it stands on no list before."""
    order = locked(act, order_id)
    said = checked(act, order) if order.kind == Kind.RENEWAL else None
    waits_on = list_for(
        Kind(order.kind), is_met=bool(said and said.is_met), is_adopted=adoptions(by).exists()
    )
    asked = None
    if physician_id is not None:
        asked = physician_on_duty(by, physician_id, site_id=order.item.site_id)
        if asked is None:
            raise Refused("no-physician")
    kept: dict[str, Any] = {"answer": _kept(said)} if said else {}
    to_sign = Send(waits_on, asked.pk if asked else None, waits_from)
    move(act, order, to_sign, called="sent", columns=kept)
    sent = events.OrderSent(
        patient_id=order.patient_id, order_id=order.pk, kind=order.kind, staff_id=staff_of(act), waits_on=waits_on,
        asked_of=asked.pk if asked else None, verdict=said.verdict if said else "",
        protocol=said.version if said else "",
    )  # fmt: skip
    act.publish(sent)
    return order


def checked(act: Act, order: Order) -> Answer:
    """What the protocol says to this renewal at this moment."""
    age = age_on(person(act.by).birth_date, today(act.by))
    found = found_in_chart(
        act.by, order.what, order.medicine_id, now=act.now, age=age, but=order.pk, directions=order.directions
    )
    return answer(act.by, found, now=act.now)


def _kept(said: Answer) -> dict[str, Any]:
    """As it was when it was sent: for whoever signs, and for later."""
    reasons, met = ([_plain(reason) for reason in part] for part in (said.reasons, said.met))
    return {
        "verdict": said.verdict, "version": said.version, "rows": list(said.rows), "reasons": reasons, "met": met,
    }  # fmt: skip


def _plain(reason: Reason) -> dict[str, Any]:
    return {
        "code": reason.code, "row": reason.row, "what": reason.what, "number": reason.number,
        "needed": reason.needed, "day": reason.day.isoformat() if reason.day else "",
    }  # fmt: skip


@action(OrdersVerb.PREPARE)
def take_back(act: Act, *, by: Viewer, order_id: UUID) -> Order:
    """Before anybody signed it: a draft again, to correct or to send to somebody else."""
    order = move(act, locked(act, order_id), TakeBack(), called="taken-back")
    act.publish(events.OrderTakenBack(patient_id=order.patient_id, order_id=order.pk, staff_id=staff_of(act)))
    return order


@action(OrdersVerb.UNDO)
def undo(act: Act, *, by: Viewer, order_id: UUID) -> None:
    """The move that it came with was taken back: withdrawn, unless somebody signed it by then."""
    order = Order.objects.select_for_update(of=("self",)).filter(pk=order_id, patient_id=by.patient).first()
    act.about("order", order_id)
    outcome = undone(order.facts()) if order else None
    if order is None or not isinstance(outcome, Moved):
        return
    order.become(outcome.order)
    step(act, order, "undone")
    act.publish(events.OrderUndone(patient_id=order.patient_id, order_id=order.pk))


@action(OrdersVerb.PREPARE)
def withdraw(act: Act, *, by: Viewer, order_id: UUID) -> Order:
    """It is not wanted any more; it is kept, with who withdrew it."""
    order = move(act, locked(act, order_id), Withdraw(), called="withdrawn")
    act.publish(events.OrderWithdrawn(patient_id=order.patient_id, order_id=order.pk, staff_id=staff_of(act)))
    return order
