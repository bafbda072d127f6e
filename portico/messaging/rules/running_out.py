"""Does this refill wait for its turn, or is it for today?

Source: house rule (compose): days left < days to the promised answer, or a medicine that must not be missed.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Urgency:
    is_same_day: bool
    reason: str


def running_out(*, days_left: int, today: date, promised: date, must_not_miss: str) -> Urgency:
    """`must_not_miss` is the class of the medicine, or ""."""
    to_answer = (promised - today).days
    if days_left < to_answer:
        return Urgency(True, f"{days_left} days left, the answer may take {to_answer}")
    if must_not_miss:
        return Urgency(True, f"{must_not_miss} must not be missed")
    return Urgency(False, f"{days_left} days left are enough for {to_answer}")
