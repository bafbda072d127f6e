"""When a session is over. Source: security.md SE-01 (idle, and twelve hours in any case); NIST SP 800-63B-4, 2.2.3.
The warning before it: WCAG 2.2.1 (at least twenty seconds to ask for more time)."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    IDLE = "idle"
    TWELVE_HOURS = "twelve-hours"


@dataclass(frozen=True, slots=True)
class Over:
    why: Why | None

    def __bool__(self) -> bool:
        return self.why is not None


def is_over(*, begun_at: int, seen_at: int, idle: int, longest: int, now: int) -> Over:
    """All in seconds. The longer limit wins the reason: it would have ended even with use."""
    if now - begun_at > longest:
        return Over(Why.TWELVE_HOURS)
    return Over(Why.IDLE if now - seen_at > idle else None)


def grain(idle: int) -> int:
    """The moment of last use is written at most this often: reading pages should not write the session each time."""
    return min(60, idle // 20)


def seconds_left(*, seen_at: int, idle: int, now: int) -> int:
    """Until it ends without use."""
    return max(0, idle - (now - seen_at))


def warns_at(idle: int) -> int:
    """The person is warned when so many seconds are left."""
    return min(60, idle // 2)
