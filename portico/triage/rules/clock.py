"""Working time of a site: how much of it lies between two moments, and when so much of it has passed.

Source: domain.md 4.1, invariant 7 (the practice's calendar; the clock stands while the patient is waited for);
4.3 (red flags: the nurses have it within 15 to 30 minutes of opening hours).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from portico.routing.rules.route import Unroutable
from portico.triage.rules.item import Flag
from portico.triage.rules.promise import LONGEST_CLOSURE, Calendar, Promise, promise, same_day

NOTHING = timedelta(0)
URGENT_WITHIN = timedelta(minutes=30)


def working_time(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Open hours between two moments; nothing when `end` is not later."""
    total = NOTHING
    for opens, closes in _open(start, calendar):
        if opens >= end:
            break
        total += max(min(closes, end) - max(opens, start), NOTHING)
    return total


def after(start: datetime, time: timedelta, calendar: Calendar) -> datetime:
    """The moment at which so much working time has passed."""
    left = time
    for opens, closes in _open(start, calendar):
        begin = max(opens, start)
        if closes - begin >= left:
            return begin + left
        left -= max(closes - begin, NOTHING)
    raise Unroutable("This site has no opening hours.")


def urgent(kind: str, sent_at: datetime, calendar: Calendar) -> Promise:
    """For what the net found: half an hour of opening hours, whatever the kind."""
    minutes = int(URGENT_WITHIN.total_seconds() // 60)
    at = after(sent_at, URGENT_WITHIN, calendar)
    return Promise(at, 0, (), f"{kind} is urgent: {minutes} minutes of opening hours")


def by_when(
    flag: Flag, kind: str, sent_at: datetime, calendar: Calendar, *, days: int | None = None
) -> Promise:
    """What is promised of a kind, or of the row of the routing table that says how many working days; what is flagged
    sooner."""
    if flag == Flag.NONE:
        return promise(kind, sent_at, calendar, days=days)
    return (same_day if flag == Flag.SAME_DAY else urgent)(kind, sent_at, calendar)


def next_staffed(now: datetime, calendar: Calendar) -> datetime:
    """When somebody reads what is written now: at once, or when the site opens next."""
    for opens, _closes in _open(now, calendar):
        return max(opens, now)
    raise Unroutable("This site has no opening hours.")


def resumed(due_at: datetime, waiting_since: datetime, now: datetime, calendar: Calendar) -> datetime:
    """When it is due after a wait: as much working time later as there was left. What was late stays late."""
    if due_at <= waiting_since:
        return due_at
    # Due when a day opens is as late as when the day before closes: a promise never moves forward.
    return max(due_at, after(now, working_time(waiting_since, due_at, calendar), calendar))


def _open(start: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """The opening hours from a day on, in order; compared as moments, so a change of clocks moves nothing."""
    zone = ZoneInfo(calendar.zone)
    first, closed = start.astimezone(zone).date(), 0
    day = first
    while closed < LONGEST_CLOSURE:
        hours = calendar.opening(day)
        closed = 0 if hours else closed + 1
        if hours:
            opens, closes = (datetime.combine(day, time, zone).astimezone(start.tzinfo) for time in hours)
            if closes > start:
                yield opens, closes
        day += timedelta(days=1)
