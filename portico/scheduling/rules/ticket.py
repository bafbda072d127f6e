"""The life of a booking ticket: the team asks for a visit, the front desk offers times, the patient chooses one.

Source: domain.md 3.1 ("ticket": this visit type and window only) and 4.4 (conversion to a visit). What ends without a
visit waits for somebody of the team, who says what becomes of it: nothing is dropped. Every refusal is one word of
presenters.why_words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

TIMES_AT_MOST = 5
AHEAD = timedelta(hours=1)  # an offered time lies at least so far ahead, or nobody could come
WINDOW_AT_MOST = timedelta(days=366)


class State(StrEnum):
    TO_OFFER = "to-offer"
    OFFERED = "offered"
    CHOSEN = "chosen"
    DECLINED = "declined"  # the patient wants no visit; waits for the team to say what becomes of it
    EXPIRED = "expired"  # nobody chose in time; waits for the team as well
    WITHDRAWN = "withdrawn"


WITH_PATIENT = frozenset({State.TO_OFFER, State.OFFERED})
ENDED_WITHOUT = frozenset({State.DECLINED, State.EXPIRED})


@dataclass(frozen=True, slots=True)
class Slot:
    key: UUID
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """`from_day`..`to_day`: when the visit may be, in the practice's zone, both included. `choose_by`: the last day on
    which a time may be chosen. `slots`: what is offered now. `words`: what the patient said when none fitted."""

    zone: str
    from_day: date
    to_day: date
    choose_by: date
    state: State = State.TO_OFFER
    slots: tuple[Slot, ...] = ()
    chosen: UUID | None = None
    is_entered: bool = False
    words: str = ""
    reason: str = ""

    def slot(self, key: UUID | None) -> Slot | None:
        return next((slot for slot in self.slots if slot.key == key), None)


@dataclass(frozen=True, slots=True)
class Offer:
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    slot: UUID


@dataclass(frozen=True, slots=True)
class NoneFits:
    """Other times, please."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Decline:
    """No visit is wanted."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """The chosen time was taken meanwhile: other times have to be offered."""


@dataclass(frozen=True, slots=True)
class Enter:
    """The chosen time stands in the record system."""


@dataclass(frozen=True, slots=True)
class Extend:
    to_day: date
    choose_by: date


@dataclass(frozen=True, slots=True)
class SetAside:
    """The team ends it, and says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Lapse:
    """Time goes by: what was offered lies in the past, or the last day to choose is over."""


Move = Offer | Choose | NoneFits | Decline | Gone | Enter | Extend | SetAside | Lapse


@dataclass(frozen=True, slots=True)
class Moved:
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Stopped:
    why: str


Outcome = Moved | Stopped


def window_fault(from_day: date, to_day: date, choose_by: date, *, today: date) -> str:
    """Why these days make no ticket; "" where they do."""
    if to_day < from_day or from_day < today:
        return "window"
    if to_day - today > WINDOW_AT_MOST:
        return "window-long"
    return "" if today <= choose_by <= to_day else "choose-by"


def may(ticket: Ticket, move: Move, *, now: datetime) -> Outcome:
    """What becomes of it, or why not."""
    return _MOVES[type(move)](ticket, move, now)


def _today(ticket: Ticket, now: datetime) -> date:
    return now.astimezone(ZoneInfo(ticket.zone)).date()


def _is_over(ticket: Ticket, now: datetime) -> bool:
    return _today(ticket, now) > ticket.choose_by


def _offer(ticket: Ticket, move: Offer, now: datetime) -> Outcome:
    if ticket.state not in WITH_PATIENT or _is_over(ticket, now):
        return Stopped("not-open")
    if not 1 <= len(move.slots) <= TIMES_AT_MOST:
        return Stopped("how-many")
    starts = [slot.starts_at for slot in move.slots]
    if len(set(starts)) < len(starts):
        return Stopped("twice")
    if min(starts) < now + AHEAD:
        return Stopped("too-soon")
    days = [start.astimezone(ZoneInfo(ticket.zone)).date() for start in starts]
    if min(days) < ticket.from_day or max(days) > ticket.to_day:
        return Stopped("outside-window")
    return Moved(replace(ticket, state=State.OFFERED, slots=move.slots, words=""))


def _choose(ticket: Ticket, move: Choose, now: datetime) -> Outcome:
    if ticket.state is State.CHOSEN:
        return Stopped("chosen-already")
    if ticket.state is not State.OFFERED or _is_over(ticket, now):
        return Stopped("not-offered")
    slot = ticket.slot(move.slot)
    if slot is None:
        return Stopped("not-offered")
    if slot.starts_at <= now:
        return Stopped("past")
    return Moved(replace(ticket, state=State.CHOSEN, chosen=slot.key))


def _none_fits(ticket: Ticket, move: NoneFits, now: datetime) -> Outcome:
    if ticket.state is not State.OFFERED:
        return Stopped("not-offered")
    return Moved(replace(ticket, state=State.TO_OFFER, slots=(), words=move.words.strip()))


def _decline(ticket: Ticket, move: Decline, now: datetime) -> Outcome:
    if ticket.state not in WITH_PATIENT:
        return Stopped("not-open")
    return Moved(replace(ticket, state=State.DECLINED, slots=(), words=move.words.strip()))


def _gone(ticket: Ticket, move: Gone, now: datetime) -> Outcome:
    if ticket.state is not State.CHOSEN or ticket.is_entered:
        return Stopped("not-chosen")
    return Moved(replace(ticket, state=State.TO_OFFER, slots=(), chosen=None))


def _enter(ticket: Ticket, move: Enter, now: datetime) -> Outcome:
    if ticket.state is not State.CHOSEN or ticket.is_entered:
        return Stopped("not-chosen")
    return Moved(replace(ticket, is_entered=True))


def _extend(ticket: Ticket, move: Extend, now: datetime) -> Outcome:
    if ticket.state not in WITH_PATIENT | ENDED_WITHOUT:
        return Stopped("not-open")
    today = _today(ticket, now)
    fault = window_fault(max(ticket.from_day, today), move.to_day, move.choose_by, today=today)
    if fault:
        return Stopped(fault)
    state = State.TO_OFFER if ticket.state in ENDED_WITHOUT else ticket.state
    return Moved(replace(ticket, state=state, to_day=move.to_day, choose_by=move.choose_by))


def _set_aside(ticket: Ticket, move: SetAside, now: datetime) -> Outcome:
    if ticket.state not in WITH_PATIENT | ENDED_WITHOUT:
        return Stopped("not-open")
    if not move.reason.strip():
        return Stopped("no-reason")
    return Moved(replace(ticket, state=State.WITHDRAWN, slots=(), reason=move.reason.strip()))


def _lapse(ticket: Ticket, move: Lapse, now: datetime) -> Outcome:
    if ticket.state in WITH_PATIENT and _is_over(ticket, now):
        return Moved(replace(ticket, state=State.EXPIRED, slots=()))
    if ticket.state is State.OFFERED and all(slot.starts_at <= now for slot in ticket.slots):
        return Moved(replace(ticket, state=State.TO_OFFER, slots=()))
    return Stopped("in-time")


_MOVES: dict[type, Callable[[Ticket, Any, datetime], Outcome]] = {
    Offer: _offer, Choose: _choose, NoneFits: _none_fits, Decline: _decline, Gone: _gone, Enter: _enter,
    Extend: _extend, SetAside: _set_aside, Lapse: _lapse,
}  # fmt: skip
