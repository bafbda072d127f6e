"""The life of an order: who may do what with it, and what becomes of it.

Source: domain.md 4.1 (the table: an assistant may prepare and never authorizes; a nurse or pharmacist signs under a
standing order; invariant 5) and house rule (docs/adr/0017). Every answer carries its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from portico.clinic.rules.roles import PHYSICIANS, is_licensed
from portico.lib.undo import UNDO


class Kind(StrEnum):
    RENEWAL = "renewal"
    LABORATORY = "laboratory"
    REFERRAL = "referral"


class State(StrEnum):
    DRAFTED = "drafted"
    TO_SIGN = "to-sign"
    RETURNED = "returned"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


class SigningList(StrEnum):
    """Whose list it waits on: licensed people under the protocol, or physicians."""

    PROTOCOL = "protocol"
    PHYSICIANS = "physicians"


class Basis(StrEnum):
    """On what a signature rests."""

    NONE = ""
    PROTOCOL = "protocol"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    kind: Kind
    state: State = State.DRAFTED
    waits_on: SigningList = SigningList.PHYSICIANS
    asked_of: UUID | None = None
    sent_at: datetime | None = None
    signed_by: UUID | None = None
    signed_at: datetime | None = None
    basis: Basis = Basis.NONE
    handed_at: datetime | None = None
    entered_by: UUID | None = None
    entered_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """`covers`: in whose place this one signs today."""

    staff: UUID
    role: str
    covers: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Correct:
    """Other words in it."""


@dataclass(frozen=True, slots=True)
class Send:
    """`waits_from`: what comes with a click that can be taken back waits for nobody before that is over."""

    waits_on: SigningList
    asked_of: UUID | None = None
    waits_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Before anybody signed: it is the team's draft again."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """It is not wanted any more."""


@dataclass(frozen=True, slots=True)
class Sign:
    """`is_met`: the protocol, asked again at this moment, and adopted by the practice."""

    is_met: bool = False


@dataclass(frozen=True, slots=True)
class Unsign:
    """One's own signature, within ten seconds."""


@dataclass(frozen=True, slots=True)
class Return:
    reason: str


@dataclass(frozen=True, slots=True)
class Enter:
    """Somebody entered it in the record system."""


Move = Correct | Send | TakeBack | Withdraw | Sign | Unsign | Return | Enter


@dataclass(frozen=True, slots=True)
class Moved:
    order: Order


@dataclass(frozen=True, slots=True)
class Stopped:
    """`why` is one word of presenters.why_words."""

    why: str


Outcome = Moved | Stopped


def list_for(kind: Kind, *, is_met: bool, is_adopted: bool) -> SigningList:
    """A renewal that meets an adopted protocol may be signed under it; everything else is a physician's."""
    is_by_protocol = kind is Kind.RENEWAL and is_met and is_adopted
    return SigningList.PROTOCOL if is_by_protocol else SigningList.PHYSICIANS


def may(order: Order, move: Move, who: Who, *, now: datetime) -> Outcome:
    return _MOVES[type(move)](order, move, who, now)


_OPEN = frozenset({State.DRAFTED, State.RETURNED})
_UNSENT: dict[str, Any] = {"sent_at": None, "asked_of": None}


def _correct(order: Order, _move: Correct, who: Who, _now: datetime) -> Outcome:
    why = _why_not_prepared(order, who)
    return Stopped(why) if why else Moved(replace(order, state=State.DRAFTED))


def _why_not_prepared(order: Order, who: Who) -> str:
    """The team prepares; physicians sign what the team prepared."""
    if who.role in PHYSICIANS:
        return "physician"
    return "" if order.state in _OPEN else _where(order)


def _where(order: Order) -> str:
    return {State.SIGNED: "signed", State.WITHDRAWN: "withdrawn", State.TO_SIGN: "waits"}.get(
        order.state, "not-sent"
    )


def _send(order: Order, move: Send, who: Who, now: datetime) -> Outcome:
    why = _why_not_prepared(order, who)
    if why:
        return Stopped(why)
    at = max(now, move.waits_from or now)
    sent = {"waits_on": move.waits_on, "asked_of": move.asked_of, "sent_at": at, "reason": ""}
    return Moved(replace(order, state=State.TO_SIGN, **sent))  # type: ignore[arg-type]  # fields of Order


def _take_back(order: Order, _move: TakeBack, who: Who, _now: datetime) -> Outcome:
    if who.role in PHYSICIANS:
        return Stopped("physician")
    if order.state is not State.TO_SIGN:
        return Stopped(_where(order))
    return Moved(replace(order, state=State.DRAFTED, **_UNSENT))


def _withdraw(order: Order, _move: Withdraw, who: Who, _now: datetime) -> Outcome:
    if who.role in PHYSICIANS:
        return Stopped("physician")
    if order.state in {State.SIGNED, State.WITHDRAWN}:
        return Stopped(_where(order))
    return Moved(replace(order, state=State.WITHDRAWN, **_UNSENT))


def why_not_theirs(order: Order, who: Who, *, now: datetime) -> str:
    """Whose signature it waits for: of a physician by name, or who stands in; of any physician; under the protocol of
    anybody licensed."""
    if order.state is not State.TO_SIGN:
        return _where(order)
    if order.sent_at is not None and order.sent_at > now:
        return "not-yet"
    if not is_licensed(who.role):
        return "not-licensed"
    if who.role not in PHYSICIANS:
        return "" if order.waits_on is SigningList.PROTOCOL else "for-physician"
    is_asked = order.asked_of is None or order.asked_of in {who.staff, *who.covers}
    return "" if is_asked else "of-another"


def _sign(order: Order, move: Sign, who: Who, now: datetime) -> Outcome:
    why = why_not_theirs(order, who, now=now)
    if why:
        return Stopped(why)
    is_physician = who.role in PHYSICIANS
    if not is_physician and not move.is_met:
        return Stopped("not-met")
    basis = Basis.JUDGEMENT if is_physician else Basis.PROTOCOL
    return Moved(replace(order, state=State.SIGNED, signed_by=who.staff, signed_at=now, basis=basis))


def _unsign(order: Order, _move: Unsign, who: Who, now: datetime) -> Outcome:
    if order.state is not State.SIGNED or order.signed_by != who.staff:
        return Stopped("not-yours")
    if order.handed_at is not None or order.signed_at is None or now - order.signed_at > UNDO:
        return Stopped("too-late")
    unsigned = {"signed_by": None, "signed_at": None, "basis": Basis.NONE}
    return Moved(replace(order, state=State.TO_SIGN, **unsigned))  # type: ignore[arg-type]  # fields of Order


def _return(order: Order, move: Return, who: Who, now: datetime) -> Outcome:
    why = why_not_theirs(order, who, now=now)
    if why:
        return Stopped(why)
    if not move.reason.strip():
        return Stopped("no-reason")
    return Moved(replace(order, state=State.RETURNED, reason=move.reason.strip(), **_UNSENT))


def handed_over(order: Order, *, now: datetime) -> Outcome:
    """To the record system, when the signature can no longer be taken back; nobody does it, the clock does."""
    if order.state is not State.SIGNED or order.signed_at is None:
        return Stopped(_where(order))
    if now - order.signed_at < UNDO:
        return Stopped("too-early")
    return Moved(order if order.handed_at else replace(order, handed_at=now))


def undone(order: Order) -> Outcome:
    """The move that it came with was taken back; what somebody signed by then stays signed."""
    if order.state in {State.SIGNED, State.WITHDRAWN}:
        return Stopped(_where(order))
    return Moved(replace(order, state=State.WITHDRAWN, **_UNSENT))


def _enter(order: Order, _move: Enter, who: Who, now: datetime) -> Outcome:
    if order.handed_at is None:
        return Stopped("not-handed")
    if order.entered_at is not None:
        return Stopped("entered")
    return Moved(replace(order, entered_by=who.staff, entered_at=now))


_MOVES: dict[type, Callable[[Order, Any, Who, datetime], Outcome]] = {
    Correct: _correct, Send: _send, TakeBack: _take_back, Withdraw: _withdraw, Sign: _sign, Unsign: _unsign,
    Return: _return, Enter: _enter,
}  # fmt: skip
