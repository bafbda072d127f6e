"""The life of a letter: the team writes it, whoever may sign signs it, then it stands in the patient's documents.

Source: domain.md 4.1 ("forms, letters, paperwork": a clerk's copy letters go out as they are, what needs judgement is
signed, in one signing list) and docs/adr/0023. Every refusal is one word of presenters.why_words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from portico.clinic.rules.roles import PHYSICIANS, is_licensed
from portico.lib.undo import UNDO


class State(StrEnum):
    DRAFTED = "drafted"
    TO_SIGN = "to-sign"
    RETURNED = "returned"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"  # never issued
    REVOKED = "revoked"  # issued, and no longer valid: it stays readable, and says so


class Needs(StrEnum):
    """Whose signature."""

    NOBODY = ""
    LICENSED = "licensed"
    PHYSICIAN = "physician"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    needs: Needs
    state: State = State.DRAFTED
    sent_at: datetime | None = None
    signed_by: UUID | None = None
    issued_by: UUID | None = None
    issued_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    staff: UUID
    role: str


@dataclass(frozen=True, slots=True)
class Correct:
    """Other words in it."""


@dataclass(frozen=True, slots=True)
class Send:
    """To be signed; what needs no signature is issued by it. `is_open`: something in it is still to be filled in."""

    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    pass


@dataclass(frozen=True, slots=True)
class TakeBack:
    """One's own issuing or signature within ten seconds; before a signature, what was sent."""


@dataclass(frozen=True, slots=True)
class Return:
    reason: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """It is not wanted any more; it was never issued."""


@dataclass(frozen=True, slots=True)
class Revoke:
    """Issued, and wrong: the patient reads that it is no longer valid, and why."""

    reason: str


Move = Correct | Send | Sign | TakeBack | Return | Withdraw | Revoke


@dataclass(frozen=True, slots=True)
class Moved:
    letter: Letter


@dataclass(frozen=True, slots=True)
class Stopped:
    why: str


Outcome = Moved | Stopped
_OPEN = frozenset({State.DRAFTED, State.RETURNED})
_UNISSUED: dict[str, Any] = {"signed_by": None, "issued_by": None, "issued_at": None}


def may(letter: Letter, move: Move, who: Who, *, now: datetime) -> Outcome:
    return _MOVES[type(move)](letter, move, who, now)


def may_sign(needs: Needs, role: str) -> bool:
    """A physician signs all; a nurse or pharmacist what asks for a licence alone."""
    return role in PHYSICIANS or (needs is not Needs.PHYSICIAN and is_licensed(role))


def _correct(letter: Letter, _move: Correct, _who: Who, _now: datetime) -> Outcome:
    if letter.state not in _OPEN:
        return Stopped("not-open")
    return Moved(replace(letter, state=State.DRAFTED))


def _send(letter: Letter, move: Send, who: Who, now: datetime) -> Outcome:
    if letter.state not in _OPEN:
        return Stopped("not-open")
    if move.is_open:
        return Stopped("to-fill-in")
    sent = replace(letter, sent_at=now, reason="")
    if letter.needs is not Needs.NOBODY:
        return Moved(replace(sent, state=State.TO_SIGN))
    return Moved(replace(sent, state=State.ISSUED, issued_by=who.staff, issued_at=now))


def _sign(letter: Letter, _move: Sign, who: Who, now: datetime) -> Outcome:
    if letter.state is not State.TO_SIGN:
        return Stopped("not-waiting")
    if not may_sign(letter.needs, who.role):
        return Stopped("not-licensed" if letter.needs is Needs.LICENSED else "for-physician")
    return Moved(replace(letter, state=State.ISSUED, signed_by=who.staff, issued_by=who.staff, issued_at=now))


def _take_back(letter: Letter, _move: TakeBack, who: Who, now: datetime) -> Outcome:
    if letter.state is State.TO_SIGN:
        return Moved(replace(letter, state=State.DRAFTED, sent_at=None))
    if letter.state is not State.ISSUED or letter.issued_by != who.staff:
        return Stopped("not-yours")
    if letter.issued_at is None or now - letter.issued_at >= UNDO:
        return Stopped("too-late")
    before = State.TO_SIGN if letter.signed_by else State.DRAFTED
    return Moved(replace(letter, state=before, **_UNISSUED))


def _return(letter: Letter, move: Return, who: Who, _now: datetime) -> Outcome:
    if letter.state is not State.TO_SIGN:
        return Stopped("not-waiting")
    if not may_sign(letter.needs, who.role):
        return Stopped("for-physician")
    if not move.reason.strip():
        return Stopped("no-reason")
    return Moved(replace(letter, state=State.RETURNED, sent_at=None, reason=move.reason.strip()))


def _withdraw(letter: Letter, _move: Withdraw, _who: Who, _now: datetime) -> Outcome:
    if letter.state not in {*_OPEN, State.TO_SIGN}:
        return Stopped("not-open")
    return Moved(replace(letter, state=State.WITHDRAWN, sent_at=None))


def _revoke(letter: Letter, move: Revoke, who: Who, now: datetime) -> Outcome:
    if letter.state is not State.ISSUED or letter.issued_at is None:
        return Stopped("not-issued")
    if now - letter.issued_at < UNDO and letter.issued_by == who.staff:
        return Stopped("take-back")
    if not move.reason.strip():
        return Stopped("no-reason")
    return Moved(replace(letter, state=State.REVOKED, reason=move.reason.strip()))


_MOVES: dict[type, Callable[[Letter, Any, Who, datetime], Outcome]] = {
    Correct: _correct, Send: _send, Sign: _sign, TakeBack: _take_back, Return: _return, Withdraw: _withdraw,
    Revoke: _revoke,
}  # fmt: skip
