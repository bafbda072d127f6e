"""How much is written, about what, and when.

Source: domain.md 6.3. 18.9 messages to the team per 100 patients and month (Vanderbilt); kinds as in 1,000 threads of
VA primary care (Shimada 2017), whose shares add up to 109.3 % because a thread may be about two things: here it has
one kind, so they are brought to 100. 2.7 posts a thread, 68.5 % answered within a working day (MGB 2021).
"""

import random
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PER_100_A_MONTH = 18.9
MONTHS, DAYS = 24, 730
FOUND = {
    "refill": 47.2,
    "appointment": 17.6,
    "question": 12.9 + 12.7,
    "referral": 7.0,
    "other": 6.5,
    "result": 5.4,
}
SHARES = {kind: share / sum(FOUND.values()) for kind, share in FOUND.items()}
POSTS_A_THREAD = 2.7
WITHIN_A_DAY = 0.685
# Two years of growing use: at the end twice as much as at the beginning.
FIRST, LAST = 0.67, 1.33
WEEKDAYS = (1.5, 1.1, 1.0, 1.0, 0.92, 0.4, 0.46)  # Monday first
AFTER_A_HOLIDAY, ON_A_HOLIDAY = 1.35, 0.45
HOURS = (
    1,
    0,
    0,
    0,
    0,
    1,
    3,
    7,
    11,
    13,
    12,
    11,
    10,
    10,
    9,
    9,
    9,
    8,
    7,
    8,
    9,
    8,
    5,
    2,
)  # by the clock of the site


def threads(patients: int) -> int:
    return round(PER_100_A_MONTH * patients / 100 * MONTHS)


def days(dice: random.Random, today: date, count: int, closed: Collection[date]) -> list[date]:
    """On which day each is sent; today only a part of a day."""
    every = [today - timedelta(days=n) for n in reversed(range(DAYS))]
    return dice.choices(every, [_weight(day, n, closed) for n, day in enumerate(every)], k=count)


def _weight(day: date, n: int, closed: Collection[date]) -> float:
    weight = WEEKDAYS[day.weekday()] * (FIRST + (LAST - FIRST) * n / DAYS)
    if day in closed:
        return weight * ON_A_HOLIDAY
    return weight * AFTER_A_HOLIDAY if day - timedelta(days=1) in closed else weight


def moment(dice: random.Random, day: date, zone: str) -> datetime:
    hour = dice.choices(range(24), HOURS)[0]
    clock = time(hour, dice.randint(0, 59), dice.randint(0, 59), dice.randint(0, 999) * 1000)
    return datetime.combine(day, clock, ZoneInfo(zone))
