"""Opening hours as people write them: "Mon-Fri 08:00-17:00, Sat 09:00-12:00".

Source: house rule; the answer is what clinic.Site.hours holds, weekday "0" (Monday) -> [opens, closes].
"""

import re
from datetime import time

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PART = re.compile(
    r"(?P<first>[a-z]{3})[a-z]*(?:\s*-\s*(?P<last>[a-z]{3})[a-z]*)?\s+(?P<from>\S+?)\s*-\s*(?P<to>\S+)"
)


def hours_from(text: str) -> dict[str, list[str]]:
    """ValueError with a sentence for what can't be read."""
    hours: dict[str, list[str]] = {}
    for part in text.lower().split(","):
        found = _PART.fullmatch(part.strip())
        days = _days(found["first"], found["last"]) if found else []
        if not found or not days:
            raise ValueError(
                f"“{part.strip()}” is not understood. Write: Mon-Fri 08:00-17:00, Sat 09:00-12:00."
            )
        opens, closes = _time(found["from"]), _time(found["to"])
        if opens >= closes:
            raise ValueError(f"“{part.strip()}” closes before it opens.")
        for day in days:
            hours[str(day)] = [f"{opens:%H:%M}", f"{closes:%H:%M}"]
    return hours


def _days(first: str, last: str | None) -> list[int]:
    if first not in DAYS or (last or first) not in DAYS:
        return []
    return list(range(DAYS.index(first), DAYS.index(last or first) + 1))


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        raise ValueError(f"“{text}” is not a time. Write it like 08:00.") from None
