"""Several of the same within ten minutes become one "something new". Source: the practice's wish for quiet phones.

What still waits takes the new one along. Where one has just gone, the next waits until the ten minutes are over and
then goes for all that came meanwhile. Nothing is lost: the person hears after the last of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Bundled:
    """`joins`: it is told by one that still waits. Otherwise it goes, not before `at`."""

    joins: bool
    at: datetime


def bundle(now: datetime, *, is_one_waiting: bool, last_went: datetime | None) -> Bundled:
    """Both speak of notices of the same words to the same account by the same channel."""
    if is_one_waiting:
        return Bundled(True, now)
    if last_went is not None and now < last_went + WINDOW:
        return Bundled(False, last_went + WINDOW)
    return Bundled(False, now)
