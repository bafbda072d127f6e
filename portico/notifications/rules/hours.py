"""When a text may arrive: by day, where the patient's clinic is. A text outside waits for the next opening.

Source: TCPA, 47 CFR 64.1200(c)(1) forbids 9 pm to 8 am at the called party's place; we keep well inside of it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Arrival:
    """`at`: when it may go; `is_now` where that is at once."""

    at: datetime
    is_now: bool


def may_arrive(now: datetime, zone: str, hours: tuple[time, time]) -> Arrival:
    """By the wall clock of the zone, so that the hour the clocks go forward or back changes nothing for the reader."""
    opens, closes = hours
    place = ZoneInfo(zone)
    local = now.astimezone(place)
    wall = local.time()
    if opens <= wall < closes:
        return Arrival(now, True)
    day = local.date() if wall < opens else local.date() + timedelta(days=1)
    # By way of UTC: arithmetic between two local times would miss the hour that a change of clocks adds or takes.
    return Arrival(datetime.combine(day, opens, tzinfo=place).astimezone(UTC), False)
