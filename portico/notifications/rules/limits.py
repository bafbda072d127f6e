"""How many texts a person gets about care. Codes that they asked for themselves do not count.

Source: FCC 2015 TCPA order (FCC 15-72, par. 147): calls of a care provider, at most one a day and three a week.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

A_DAY = 1
A_WEEK = 3


class Why(StrEnum):
    DAY = "one-text-a-day"
    WEEK = "three-texts-a-week"


@dataclass(frozen=True, slots=True)
class MayText:
    why_not: Why | None

    def __bool__(self) -> bool:
        return self.why_not is None


def may_text(today: date, texted_on: Collection[date]) -> MayText:
    """`texted_on`: the local day of each text of this account, today's and those of the six days before."""
    if sum(day == today for day in texted_on) >= A_DAY:
        return MayText(Why.DAY)
    since = today - timedelta(days=6)
    if sum(since <= day <= today for day in texted_on) >= A_WEEK:
        return MayText(Why.WEEK)
    return MayText(None)
