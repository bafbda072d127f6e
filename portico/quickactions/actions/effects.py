"""What one click does beside the answer: visits offered, what is due, orders on the signing list; and its undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ObjectDoesNotExist

from portico.core.actions import Act, Refused, action
from portico.core.presenters import today
from portico.core.viewer import Viewer
from portico.letters import actions as letter_actions
from portico.letters import presenters as letters
from portico.lib.days import age_on
from portico.messaging.queries import body_of, headed
from portico.orders import actions as orders
from portico.orders import queries as order_queries
from portico.orders.rules.order import Kind
from portico.orders.rules.protocol import Answer, Verdict
from portico.people.queries import person
from portico.quickactions.models import Effect, Put, Use
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.rules.also import Also, Do
from portico.scheduling import actions as scheduling
from portico.triage.presenters import as_id


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happens. `key`: of the form; with what is done it makes the key of each part, so that twice is once."""

    act: Act
    item: Any
    thread_id: UUID
    key: UUID

    @property
    def by(self) -> Viewer:
        return self.act.by

    def part(self, do: str) -> UUID:
        return uuid5(self.key, do)


def do_also(act: Act, used: Use, item: Any, thread_id: UUID, also: Sequence[Also], *, send_key: UUID) -> None:
    """In the transaction of the click: where one part can't be done, nothing is."""
    place = Place(act, item, thread_id, send_key)
    rows = [Effect(use=used, do=one.do, target=_DO[one.do](place, one)) for one in also]
    Effect.objects.bulk_create(rows)


def _visit(place: Place, one: Also) -> UUID:
    day = today(place.by)
    last = day + timedelta(days=one.days)
    wanted = scheduling.Wanted(
        visit_type=one.what, from_day=day, to_day=last, choose_by=last, why=one.why.strip()
    )
    key = place.part(one.do)
    ticket = scheduling.issue(by=place.by, wanted=wanted, send_key=key, item_id=place.item.pk)
    return UUID(str(ticket.pk))


def _recall(place: Place, one: Also) -> UUID:
    due = today(place.by) + timedelta(days=one.days)
    row = scheduling.recall(
        by=place.by, due_on=due, what=one.what, note=one.why, send_key=place.part(one.do), item_id=place.item.pk
    )  # fmt: skip
    return UUID(str(row.pk))


def _order(place: Place, one: Also) -> UUID:
    words = {"what": one.what, "reason": one.why, "priority": "routine"}
    return _sent(place, one, Kind(one.do), words, None)


def _renewal(place: Place, one: Also) -> UUID:
    """As it was ordered last, or thirty days of it; `is_checked`: only what meets the refill check."""
    key = _medicine(place.act, place.thread_id)
    words = order_queries.as_ordered(place.by, key, days=one.days) if key else {}
    if not words.get("quantity") or not words.get("directions"):
        raise Refused("no-medicine")
    said = checked(place.act, place.thread_id)
    if said is None or said.verdict is Verdict.EXCLUDED:
        raise Refused("never")
    if one.is_checked and not said.is_met:
        raise Refused("not-met")
    return _sent(place, one, Kind.RENEWAL, words, key)


def _sent(place: Place, one: Also, kind: Kind, words: dict[str, Any], medicine: UUID | None) -> UUID:
    order = orders.draft(
        by=place.by, item_id=place.item.pk, kind=kind, words=words, send_key=place.part(one.do), medicine_id=medicine
    )  # fmt: skip
    orders.send(by=place.by, order_id=order.pk, waits_from=place.act.undo_until)
    return UUID(str(order.pk))


def _letter(place: Place, one: Also) -> UUID:
    """A draft in the patient's language, with its blanks: somebody fills it in."""
    words = letters.beginning(one.what, person(place.by), phone=place.by.phone)
    row = letter_actions.draft(
        by=place.by, kind=one.what, words=words, send_key=place.part(one.do), item_id=place.item.pk
    )
    return UUID(str(row.pk))


_DO: dict[str, Callable[[Place, Also], UUID]] = {
    Do.VISIT: _visit, Do.RECALL: _recall, Do.RENEWAL: _renewal, Do.LABORATORY: _order, Do.REFERRAL: _order,
    Do.LETTER: _letter,
}  # fmt: skip


def _medicine(act: Act, thread_id: UUID) -> UUID | None:
    """What the message asks for, from the patient's own list."""
    try:
        found = headed(act.by, thread_id, now=act.now)
    except ObjectDoesNotExist:
        return None
    return as_id(str(found.details.get("medicine") or ""))


def checked(act: Act, thread_id: UUID) -> Answer | None:
    """What the refill check says to the medicine that was asked about; None where it names none of the list."""
    by = act.by
    key = _medicine(act, thread_id)
    words = order_queries.as_ordered(by, key) if key else {}
    if not words or not by.may("orders.view"):
        return None
    age = age_on(person(by).birth_date, today(by))
    found = order_queries.found_in_chart(by, words["what"], key, now=act.now, age=age)
    return order_queries.answer(by, found, now=act.now)


@action(QuickVerb.TAKE_BACK)
def take_back(act: Act, *, by: Viewer, step_id: UUID) -> None:
    """The move of a click was taken back: what it did beside goes with it, unless somebody has worked on it."""
    act.about("quick-action", step_id)
    for used in Use.objects.filter(step_id=step_id, item__patient_id=by.patient):
        _note_text(act, used)
    for effect in Effect.objects.filter(use__step_id=step_id, use__item__patient_id=by.patient):
        _UNDO[effect.do](by, effect.target)


def _note_text(act: Act, used: Use) -> None:
    """A click that was taken back left its text in the box."""
    text = body_of(act.by, step_id=used.step_id)
    if text:
        Put.objects.create(
            action_id=used.action_id, number=used.number, staff_id=used.staff_id, item_id=used.item_id, text=text,
            at=act.now,
        )  # fmt: skip


_UNDO: dict[str, Callable[[Viewer, UUID], None]] = {
    Do.VISIT: lambda by, key: scheduling.take_back(by=by, ticket_id=key),
    Do.LETTER: lambda by, key: letter_actions.undo(by=by, letter_id=key),
    Do.RECALL: lambda by, key: scheduling.take_back_recall(by=by, recall_id=key),
    **dict.fromkeys(
        (Do.RENEWAL, Do.LABORATORY, Do.REFERRAL), lambda by, key: orders.undo(by=by, order_id=key)
    ),
}
