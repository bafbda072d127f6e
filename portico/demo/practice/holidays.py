"""Days on which the practice is closed, by rule: so that there is always a next one, and two years of past ones."""

from collections.abc import Iterator
from datetime import date, timedelta

MONDAY, THURSDAY = 0, 3
BEFORE, AHEAD = timedelta(days=800), timedelta(days=400)


def closures(today: date) -> list[tuple[date, str]]:
    """Each closed day from two years back to a year ahead, with its name."""
    years = range((today - BEFORE).year, (today + AHEAD).year + 1)
    days = sorted(found for year in years for found in _of_year(year))
    return [(day, name) for day, name in days if today - BEFORE <= day <= today + AHEAD]


def _of_year(year: int) -> Iterator[tuple[date, str]]:
    yield _observed(date(year, 1, 1)), "New Year's Day"
    yield _last(year, 5, MONDAY), "Memorial Day"
    yield _observed(date(year, 7, 4)), "Independence Day"
    yield _nth(year, 9, MONDAY, 1), "Labor Day"
    yield _nth(year, 11, THURSDAY, 4), "Thanksgiving"
    yield _observed(date(year, 12, 25)), "Christmas Day"


def _observed(day: date) -> date:
    """On a Saturday it is kept the day before, on a Sunday the day after."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _last(year: int, month: int, weekday: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
