"""The on-call ladder of a site: who is paged while it is closed, one after the other, until somebody takes it.

Source: domain.md 4.1 invariant 1 (never a physician first) with its one named exception: a physician is paged from the
second rung on, or first only where a physician of the practice has signed for it. Pure: the caller brings the clock.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from portico.clinic.rules.roles import PHYSICIANS, is_licensed

RUNGS_AT_MOST = 6
MINUTES = (5, 120)
ONE_NIGHT = timedelta(hours=12)  # what was paged about earlier is another night's


@dataclass(frozen=True, slots=True)
class Rung:
    """`minutes`: how long to wait for them before the next is paged."""

    staff: UUID
    role: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Paged:
    rung: int
    at: datetime


def faults(rungs: Sequence[Rung]) -> Iterator[str]:
    if not rungs:
        yield "empty"
    if len(rungs) > RUNGS_AT_MOST:
        yield "long"
    if len({rung.staff for rung in rungs}) < len(rungs):
        yield "twice"
    if any(not is_licensed(rung.role) for rung in rungs):
        yield "not-licensed"
    if any(not MINUTES[0] <= rung.minutes <= MINUTES[1] for rung in rungs):
        yield "minutes"


def needs_signature(rungs: Sequence[Rung]) -> bool:
    """A physician would be the first set of eyes."""
    return bool(rungs) and rungs[0].role in PHYSICIANS


def is_in_force(rungs: Sequence[Rung], *, is_signed: bool) -> bool:
    return bool(rungs) and (is_signed or not needs_signature(rungs))


def due(rungs: Sequence[Rung], paged: Sequence[Paged], *, now: datetime) -> int | None:
    """Which rung is to be paged now, if any: the first at once, each next when the one before had its minutes, and
    after the last the first again. `paged`: of this item since somebody last saw to it, oldest first."""
    if not rungs:
        return None
    if not paged or paged[-1].rung >= len(rungs) or now - paged[-1].at >= ONE_NIGHT:
        return 0
    last = paged[-1]
    if now - last.at < timedelta(minutes=rungs[last.rung].minutes):
        return None
    return (last.rung + 1) % len(rungs)


def still_called(paged_at: datetime, opens_at: datetime | None, wrote_at: datetime, *, now: datetime) -> bool:
    """Whether who was paged may still see to it: until the site opens (None: it never does), and after that as long as
    the patient has not written again. What comes then is for the team to see first."""
    return opens_at is None or now < opens_at or wrote_at <= paged_at
