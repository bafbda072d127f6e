"""By when a message is answered: working days of the site, in its own zone, less the days it is closed.

Source: domain.md 4.1, the targets to close of its table, and invariant 7 (practice calendar).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portico.clinic.rules.kinds import kind_of
from portico.routing.rules.route import Unroutable

# A site that is never open can't keep a promise; a year of closed days is a fault of its settings.
LONGEST_CLOSURE = 366


@dataclass(frozen=True, slots=True)
class Calendar:
    """`hours`: weekday "0" (Monday) to "6" -> ["08:00", "17:00"], absent when closed."""

    zone: str
    hours: Mapping[str, Sequence[str]]
    closures: Collection[date] = frozenset()

    def opening(self, day: date) -> tuple[time, time] | None:
        hours = self.hours.get(str(day.weekday()))
        if not hours or day in self.closures:
            return None
        return time.fromisoformat(hours[0]), time.fromisoformat(hours[1])


@dataclass(frozen=True, slots=True)
class Promise:
    at: datetime
    days: int
    closed_days: tuple[date, ...]  # weekdays on the way on which the site is closed
    reason: str


def promise(kind: str, sent_at: datetime, calendar: Calendar, *, days: int | None = None) -> Promise:
    """The end of the opening hours of the last target day. The day of sending counts only from the next one on. `days`:
    working days, where they are not those of the kind."""
    days = days or kind_of(kind).days
    zone = ZoneInfo(calendar.zone)
    local = sent_at.astimezone(zone)
    day, left = _first_counted_from(local, calendar), days
    for _ in range(LONGEST_CLOSURE):
        day += timedelta(days=1)
        hours = calendar.opening(day)
        left -= hours is not None
        if hours and left == 0:
            at = datetime.combine(day, hours[1], zone)
            return Promise(at, days, _closed(local.date(), day, calendar), f"{days} working days for {kind}")
    raise Unroutable("This site has no opening hours.")


def same_day(kind: str, sent_at: datetime, calendar: Calendar) -> Promise:
    """For what can't wait: the end of this opening day; when the site is closed, of the next one."""
    day = _first_counted_from(sent_at.astimezone(ZoneInfo(calendar.zone)), calendar)
    hours = calendar.opening(day)
    if hours is None:
        raise Unroutable("This site has no opening hours.")
    return Promise(datetime.combine(day, hours[1], ZoneInfo(calendar.zone)), 0, (), f"{kind} can't wait")


def next_working_day(at: datetime, calendar: Calendar) -> datetime:
    """The same time of day on the next day that the site is open. A site that is never open has none: a week later."""
    local = at.astimezone(ZoneInfo(calendar.zone))
    for n in range(1, LONGEST_CLOSURE):
        if calendar.opening((local + timedelta(days=n)).date()):
            return local + timedelta(days=n)
    return local + timedelta(days=7)


def _closed(first: date, last: date, calendar: Calendar) -> tuple[date, ...]:
    days = (first + timedelta(days=n) for n in range((last - first).days))
    return tuple(day for day in days if day in calendar.closures and str(day.weekday()) in calendar.hours)


def _first_counted_from(local: datetime, calendar: Calendar) -> date:
    """Sent after closing time or on a closed day: it is as if sent on the next open day."""
    hours = calendar.opening(local.date())
    if hours and local.time() < hours[1]:
        return local.date()
    day = local.date()
    for _ in range(LONGEST_CLOSURE):
        day += timedelta(days=1)
        if calendar.opening(day):
            return day
    return day
