"""Licensed people sign or return; what is signed goes to the record system."""

from uuid import UUID

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Purpose, Viewer
from portico.orders import events
from portico.orders.actions.moving import locked, move, staff_of, step
from portico.orders.actions.preparing import checked
from portico.orders.models import Adoption, Order
from portico.orders.permissions import OrdersVerb
from portico.orders.queries import adoptions, table, who
from portico.orders.record_systems import Signed, record_system
from portico.orders.rules.order import (
    Enter,
    Kind,
    Return,
    Sign,
    SigningList,
    State,
    Stopped,
    Unsign,
    handed_over,
    why_not_theirs,
)
from portico.triage.actions import leave_note


@action(OrdersVerb.SIGN)
def sign(act: Act, *, by: Viewer, order_id: UUID, seen: str) -> Order:
    """`seen`: the fingerprint of what the signer had before them; what was changed since is not signed."""
    order = locked(act, order_id)
    why = why_not_theirs(order.facts(), who(by), now=act.now)
    if why:
        raise Refused(why)
    if order.fingerprint() != seen:
        raise Refused("changed")
    is_met = order.kind == Kind.RENEWAL and order.waits_on == SigningList.PROTOCOL and _is_met(act, order)
    columns = {"signed_as": by.role, "digest": seen}
    move(act, order, Sign(is_met=is_met), called="signed", columns=columns)
    signed = events.OrderSigned(
        patient_id=order.patient_id,
        order_id=order.pk,
        kind=order.kind,
        staff_id=staff_of(act),
        basis=order.basis,
    )
    order.event_key = act.publish(signed, effective_at=act.undo_until)
    order.save(update_fields=["event_key"])
    return order


def _is_met(act: Act, order: Order) -> bool:
    """Asked again: a visit or a result may have changed the answer since it was sent."""
    return adoptions(act.by).exists() and checked(act, order).is_met


@action(OrdersVerb.SIGN)
def unsign(act: Act, *, by: Viewer, order_id: UUID) -> Order:
    """One's own signature, within ten seconds."""
    order = locked(act, order_id)
    key = order.event_key
    unsigned = {"signed_as": "", "digest": "", "event_key": None}
    move(act, order, Unsign(), called="unsigned", columns=unsigned)
    if key:
        act.withdraw(key)
    act.publish(
        events.SignatureTakenBack(patient_id=order.patient_id, order_id=order.pk, staff_id=staff_of(act))
    )
    return order


@action(OrdersVerb.SIGN)
def send_back(act: Act, *, by: Viewer, order_id: UUID, reason: str) -> Order:
    """Not signed, with a reason, which stands as a note of the team beside the message too."""
    order = locked(act, order_id)
    move(act, order, Return(reason), called="returned", reason=reason.strip())
    leave_note(
        by=by.for_purpose(Purpose.FILE_WORK),
        item_id=order.item_id,
        text=reason.strip(),
        send_key=_note_key(order),
    )
    act.publish(events.OrderReturned(patient_id=order.patient_id, order_id=order.pk, staff_id=staff_of(act)))
    return order


def _signed(order: Order) -> Signed:
    if order.signed_by is None or order.signed_at is None:
        raise NotAllowed(OrdersVerb.HAND_OVER)
    return Signed(
        order_id=order.pk, patient_id=order.patient_id, kind=order.kind, words=order.words(),
        signed_by=order.signed_by.name, signed_at=order.signed_at,
    )  # fmt: skip


def _note_key(order: Order) -> UUID:
    """Of the step just written: one note for each return."""
    newest = order.steps.order_by("-at", "-id").values_list("pk", flat=True)
    found: UUID = newest[0]
    return found


@action(OrdersVerb.HAND_OVER)
def hand_over(act: Act, *, by: Viewer, order_id: UUID) -> None:
    """To the record system, when the signature can no longer be taken back. Twice is once."""
    order = Order.objects.select_for_update(of=("self",)).select_related("signed_by").get(
        pk=order_id, patient_id=by.patient
    )  # fmt: skip
    act.about("order", order.pk)
    if order.state != State.SIGNED or order.handed_at is not None:
        return
    outcome = handed_over(order.facts(), now=act.now)
    if isinstance(outcome, Stopped):
        raise Refused(outcome.why)  # too early: the delivery comes again
    order.become(outcome.order)
    if record_system().take(_signed(order)):
        order.entered_at = act.now
        order.save(update_fields=["entered_at"])
    step(act, order, "handed-over")
    act.publish(events.OrderHandedOver(patient_id=order.patient_id, order_id=order.pk))


@action(OrdersVerb.ENTER)
def enter(act: Act, *, by: Viewer, order_id: UUID) -> Order:
    """It stands in the record system now: who entered it, and when."""
    order = move(act, locked(act, order_id), Enter(), called="entered")
    act.publish(events.OrderEntered(patient_id=order.patient_id, order_id=order.pk, staff_id=staff_of(act)))
    return order


@action(OrdersVerb.ADOPT)
def adopt(act: Act, *, by: Viewer, mark: str) -> Adoption:
    """A licensed person takes the table in force for the practice's own; `mark`: of the one that was read."""
    in_force = table(by)
    if not mark or mark != in_force.mark:
        raise Refused("changed")
    found: Adoption | None = adoptions(by).first()
    if found is None:
        found = Adoption.objects.create(
            version=in_force.version, mark=mark, staff_id=staff_of(act), at=act.now
        )
        act.publish(events.ProtocolAdopted(protocol=in_force.version, staff_id=staff_of(act)))
    act.about("refill-protocol", in_force.version)
    return found
