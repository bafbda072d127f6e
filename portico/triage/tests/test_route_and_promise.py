"""Where a message goes and by when it is answered, over ten years of random calendars."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.routing.rules.route import PoolFacts, Unroutable, route
from portico.triage.rules.promise import Calendar, Promise, promise

ZONES = [
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/New_York",
    "Pacific/Honolulu",
    "UTC",
]
USUAL = {str(day): ["08:00", "17:00"] for day in range(5)}
CHICAGO = ZoneInfo("America/Chicago")


def pool(number: int, *kinds: str) -> PoolFacts:
    return PoolFacts(UUID(int=number), f"Pool {number}", kinds)


REFILLS, ADVICE, BOTH = pool(1, "refill"), pool(2, "*"), pool(3, "refill", "*")


@pytest.mark.parametrize(
    ("kind", "pools", "expected"),
    [
        ("refill", [REFILLS, ADVICE], REFILLS),
        ("refill", [ADVICE, REFILLS], REFILLS),
        ("question", [REFILLS, ADVICE], ADVICE),
        ("refill", [BOTH, REFILLS], BOTH),
        ("question", [ADVICE, BOTH], ADVICE),
    ],
)
def test_a_pool_of_the_kind_goes_before_one_that_takes_everything(
    kind: str, pools: list[PoolFacts], expected: PoolFacts
) -> None:
    routed = route(kind, pools)
    assert routed.pool == expected
    assert expected.name in routed.reason


@pytest.mark.parametrize("pools", [[], [REFILLS], [pool(4)]])
def test_where_no_pool_takes_it_it_says_so(pools: list[PoolFacts]) -> None:
    with pytest.raises(Unroutable, match="No pool takes question"):
        route("question", pools)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    hours = {}
    for day in draw(st.sets(st.integers(0, 6), min_size=1)):
        opens, closes = sorted(draw(st.lists(st.integers(0, 95), min_size=2, max_size=2, unique=True)))
        hours[str(day)] = [f"{q // 4:02d}:{q % 4 * 15:02d}" for q in (opens, closes)]
    start = date(2024, 1, 1)
    closed = draw(st.sets(st.integers(0, 3660), max_size=40)) | {
        first + n for first in draw(st.sets(st.integers(0, 3660), max_size=3)) for n in range(14)
    }
    return Calendar(draw(st.sampled_from(ZONES)), hours, frozenset(start + timedelta(days=n) for n in closed))


moments = st.datetimes(datetime(2024, 1, 1), datetime(2033, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # strategy


@settings(max_examples=400, deadline=None)
@given(sent=moments, calendar=calendars(), kind=st.sampled_from(["refill", "question", "other"]))
def test_a_promise_is_the_closing_time_of_an_open_day_enough_days_ahead(
    sent: datetime, calendar: Calendar, kind: str
) -> None:
    made = promise(kind, sent, calendar)
    local = made.at.astimezone(ZoneInfo(calendar.zone))
    opening = calendar.opening(made.at.date())
    assert made.at > sent
    assert opening is not None
    assert made.at.time() == opening[1]
    assert made.days == {"refill": 2}.get(kind, 3)
    # A wall clock that skips the closing hour on a day in March shows an hour later.
    assert local - made.at in (timedelta(0), timedelta(hours=1))
    assert open_days_between(sent, made, calendar) == made.days
    assert set(made.closed_days) <= set(calendar.closures)


def open_days_between(sent: datetime, made: Promise, calendar: Calendar) -> int:
    """Counted another way: open days up to the promise, less the day on which the message counts as sent."""
    local = sent.astimezone(ZoneInfo(calendar.zone))
    days = [local.date() + timedelta(days=n) for n in range((made.at.date() - local.date()).days + 1)]
    still_open = [
        day
        for day in days
        if (hours := calendar.opening(day)) and (day > local.date() or local.time() < hours[1])
    ]
    return len(still_open) - 1


@settings(max_examples=60, deadline=None)
@given(sent=moments, calendar=calendars())
def test_who_writes_later_is_never_promised_an_earlier_answer(sent: datetime, calendar: Calendar) -> None:
    promised = [promise("refill", sent + timedelta(hours=7 * n), calendar).at for n in range(12)]
    assert promised == sorted(promised)


def madison(*closed: date) -> Calendar:
    return Calendar("America/Chicago", USUAL, frozenset(closed))


def in_madison(*facts: int) -> datetime:
    return datetime(*facts, tzinfo=CHICAGO)  # type: ignore[arg-type, misc]  # year, month, day, hour, minute


THANKSGIVING = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("sent", "due", "closed"),
    [
        ((2026, 11, 23, 9, 0), (2026, 11, 25), ()),
        ((2026, 11, 23, 16, 59), (2026, 11, 25), ()),
        ((2026, 11, 23, 17, 0), (2026, 11, 27), (THANKSGIVING,)),
        ((2026, 11, 25, 9, 0), (2026, 11, 30), (THANKSGIVING,)),
        ((2026, 11, 25, 18, 0), (2026, 12, 1), (THANKSGIVING,)),
        ((2026, 11, 26, 9, 0), (2026, 12, 1), (THANKSGIVING,)),
        ((2026, 11, 28, 9, 0), (2026, 12, 2), ()),
    ],
)
def test_a_refill_asked_for_around_thanksgiving(
    sent: tuple[int, ...], due: tuple[int, ...], closed: tuple[date, ...]
) -> None:
    made = promise("refill", in_madison(*sent), madison(THANKSGIVING))
    assert (made.at, made.closed_days) == (in_madison(*due, 17, 0), closed)


def test_the_clock_change_moves_no_promise() -> None:
    before, after = in_madison(2026, 3, 6, 9, 0), in_madison(2026, 3, 10, 17, 0)
    made = promise("refill", before, madison())
    assert made.at == after
    assert made.at.utcoffset() == timedelta(hours=-5)


def test_a_site_that_is_never_open_says_what_to_set() -> None:
    with pytest.raises(Unroutable, match="no opening hours"):
        promise("refill", in_madison(2026, 11, 23, 9, 0), Calendar("UTC", {}, ()))


def test_a_site_closed_for_ever_says_so_too() -> None:
    closed = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(1200))
    with pytest.raises(Unroutable, match="no opening hours"):
        promise("refill", in_madison(2026, 11, 23, 9, 0), Calendar("UTC", USUAL, closed))


def test_hours_are_read_as_written() -> None:
    assert madison().opening(date(2026, 11, 23)) == (time(8), time(17))
    assert madison().opening(date(2026, 11, 22)) is None
    assert madison(THANKSGIVING).opening(THANKSGIVING) is None
