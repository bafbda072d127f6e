"""A work item as the rules see it, the moves that people make, and what must hold of it at all times.

Source: domain.md 9 (states) and 4.1 (invariants).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from portico.clinic.rules.roles import may_be_first_eyes

REOPEN = timedelta(days=14)
IDLE = timedelta(hours=4)


class State(StrEnum):
    QUEUED = "queued"  # in its pool, nobody on it
    CLAIMED = "claimed"  # somebody of the team works on it
    ASKED = "asked"  # a physician was asked; whoever asked keeps it
    WAITING = "waiting"  # for the patient
    CLOSED = "closed"


class Flag(StrEnum):
    NONE = ""
    SAME_DAY = "same-day"  # a medicine runs out, or must not be missed
    URGENT = "urgent"  # the net under messages found a sign of danger, or somebody of the team marked it


class Reason(StrEnum):
    """Why something is closed without a reply or an action."""

    THANKS = "thanks"
    DUPLICATE = "duplicate"
    VISIT_BOOKED = "visit-booked"
    NOT_REACHED = "not-reached"
    NOT_FOR_US = "not-for-us"
    OTHER = "other"  # in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`seen_at`, `replied_at`, `acted_at`: since the patient last wrote. `due_at` stands while `waiting_since` does."""

    state: State
    kind: str
    pool: UUID
    due_at: datetime
    claimed_by: UUID | None = None
    claimed_as: str = ""
    active_at: datetime | None = None
    seen_at: datetime | None = None
    replied_at: datetime | None = None
    acted_at: datetime | None = None
    asked_of: UUID | None = None
    asked_at: datetime | None = None
    waiting_since: datetime | None = None
    closed_at: datetime | None = None
    closed_how: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody of the team. `covers`: physicians in whose place this one answers today."""

    staff: UUID
    role: str
    pools: frozenset[UUID] = frozenset()
    covers: frozenset[UUID] = frozenset()


class Then(StrEnum):
    """What becomes of the item with a reply."""

    CLOSE = "close"
    WAIT = "wait"
    KEEP = "keep"


def faults(item: Item) -> Iterator[str]:
    """What must never be; each sentence names the invariant. The tables of triage hold most of them too."""
    if item.claimed_by and not may_be_first_eyes(item.claimed_as):
        yield "a physician holds an item of a pool"
    if (item.state is State.CLAIMED or item.state is State.ASKED) != bool(item.claimed_by):
        yield "claimed without a claimer, or a claimer without a claim"
    if (item.state is State.ASKED) != bool(item.asked_of and item.asked_at):
        yield "asked without a physician, or a physician without being asked"
    if item.asked_of and not item.seen_at:
        yield "a physician sees what nobody of the team has seen"
    if item.waiting_since and item.flag:
        yield "the clock of a flagged item stands"
    if item.waiting_since and item.state is not State.WAITING:
        yield "the clock stands while nobody waits for the patient"
    if (item.state is State.CLOSED) != bool(item.closed_at and item.closed_how):
        yield "closed without saying how, or open with an end"


def is_overdue(item: Item, now: datetime) -> bool:
    """Open past its promise, with the clock running. For the tables: `overdue` in models.py says the same."""
    return item.state is not State.CLOSED and item.waiting_since is None and item.due_at < now


_KEYS = {"pool", "claimed_by", "asked_of"}
_WORDS = {"kind", "claimed_as", "closed_how", "flag"}


def to_data(item: Item) -> dict[str, str | None]:
    """Plain values, to keep beside a step."""
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat()
    return None if value is None else str(value)


def from_data(data: dict[str, Any]) -> Item:
    return Item(**{name: _read(name, value) for name, value in data.items()})


def _read(name: str, value: str | None) -> Any:
    if value is None or name in _WORDS:
        return value
    if name == "state":
        return State(value)
    return UUID(value) if name in _KEYS else datetime.fromisoformat(value)


MEANT = ("routed", "asked", "advised", "called", "noted", "replied")


def signature(steps: list[str], how: str) -> str:
    """What was done, in order and each once, and how it ended: the same twice is the same way of working."""
    done = list(dict.fromkeys(step for step in steps if step in MEANT))
    return ">".join([*done, f"closed:{how}"])
