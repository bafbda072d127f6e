"""A recall: something of a patient is due on a day and must not be forgotten. Ends when done or not wanted any more.

Source: domain.md 3.1 (recall list: a follow-up due date without booking ends on the staff's list). Refusals are words
of presenters.why_words.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=30)
FAR_AT_MOST = timedelta(days=366 * 10)
SNOOZE_AT_MOST = timedelta(days=366)


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """`quiet_until`: somebody looked and it can wait; until that day it stands in no list."""

    due_on: date
    state: State = State.OPEN
    quiet_until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    why: str


Outcome = Recall | Stopped


def due_fault(due_on: date, *, today: date) -> str:
    return "" if today <= due_on <= today + FAR_AT_MOST else "due"


def done(recall: Recall, reason: str) -> Outcome:
    return _end(recall, State.DONE, reason)


def cancelled(recall: Recall, reason: str) -> Outcome:
    """Not wanted any more; without a reason nothing is dropped."""
    return _end(recall, State.CANCELLED, reason) if reason.strip() else Stopped("no-reason")


def _end(recall: Recall, state: State, reason: str) -> Outcome:
    if recall.state is not State.OPEN:
        return Stopped("not-open")
    return replace(recall, state=state, reason=reason.strip(), quiet_until=None)


def snoozed(recall: Recall, until: date, *, today: date) -> Outcome:
    if recall.state is not State.OPEN:
        return Stopped("not-open")
    if not today < until <= today + SNOOZE_AT_MOST:
        return Stopped("snooze")
    return replace(recall, quiet_until=until)


def is_overdue(recall: Recall, *, today: date) -> bool:
    return recall.state is State.OPEN and recall.due_on < today


def is_listed(recall: Recall, *, today: date) -> bool:
    """On the staff's list: due within thirty days or overdue, and not put off."""
    is_quiet = recall.quiet_until is not None and today < recall.quiet_until
    return recall.state is State.OPEN and recall.due_on <= today + SOON and not is_quiet
