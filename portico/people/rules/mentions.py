"""Names and birth dates in a text, to notice that it may be about somebody else.

Source: house rule (wrong-patient guard). A guard asks; it never claims to have read the text.
"""

import re
from collections.abc import Iterator
from datetime import date

from portico.lib.words import normalise

MONTHS = {
    **{name: n for n, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)},
    "ene": 1, "abr": 4, "ago": 8, "dic": 12,
}  # fmt: skip
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_US = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]{3,})\.?,?\s+(?:de\s+)?(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
BETWEEN = 2  # words that may stand between a given and a family name


def dates(text: str) -> set[date]:
    """Every day that is written out in full, in the ways of the United States and of Spanish."""
    return {day for day in _dates(text) if day is not None}


def _dates(text: str) -> Iterator[date | None]:
    for year, month, day in _ISO.findall(text):
        yield _day(int(year), int(month), int(day))
    for month, day, year in _US.findall(text):
        for century in (1900, 2000) if len(year) == 2 else (0,):
            yield _day(int(year) + century, int(month), int(day))
    for day, name, year in _DAY_FIRST.findall(text):
        yield _day(int(year), _month(name), int(day))
    for name, day, year in _MONTH_FIRST.findall(text):
        yield _day(int(year), _month(name), int(day))


def _month(name: str) -> int:
    return MONTHS.get(name.lower()[:3], 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def family_names(text: str) -> set[str]:
    """What could be a family name, of one word to three, as names are written."""
    words = _WORD.findall(text)[:400]
    found: set[str] = set()
    for n in range(1, 4):
        for start in range(len(words) - n + 1):
            name = " ".join(words[start : start + n])
            found |= {name, name.title(), name.capitalize()}
    return found


def is_named(text: str, *, given: str, family: str) -> bool:
    """Whether a given and a family name stand beside each other, in either order."""
    words, first, last = normalise(text), normalise(given)[:1], normalise(family)
    if not first or not last:
        return False
    places = [n for n in range(len(words)) if words[n : n + len(last)] == last]
    after = len(last) + BETWEEN
    return any(
        first[0] in words[max(0, n - 1 - BETWEEN) : n] or first[0] in words[n + len(last) : n + after]
        for n in places
    )
