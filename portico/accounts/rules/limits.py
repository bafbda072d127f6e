"""When a session is over. Source: security.md SE-01 (idle, and twelve hours in any case); NIST SP 800-63B-4, 2.2.3."""

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
