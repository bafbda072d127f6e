"""FHIR date, dateTime and instant (https://hl7.org/fhir/R4/datatypes.html#dateTime) to one Moment."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from portico.lib.fhir.errors import FhirError
from portico.lib.fhir.shapes import Moment, Precision
from portico.lib.fhir.taking import Json, one, word

WRITTEN = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
LEAP_SECOND = 60
WIDEST_ZONE = timedelta(hours=14)


def moment(text: Any, place: str) -> Moment:
    """Read one written date or time; an impossible one raises FhirError with its place."""
    found = WRITTEN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise FhirError(place, "This is not a date or time as FHIR writes it.")
    try:
        return _built(found, place)
    except (ValueError, OverflowError) as impossible:
        if isinstance(impossible, FhirError):
            raise
        raise FhirError(place, f"There is no such date or time as {text}.") from impossible


def _built(found: re.Match[str], place: str) -> Moment:
    year, month, day, hour, *_rest, zone = found.groups()
    if hour is not None and zone is not None:
        return Moment(_clock(found, _zone(zone, place)).astimezone(UTC), Precision.TIME)
    if hour is not None:
        # A time without its zone names no instant. Its day is certain, so the day is what we keep.
        _clock(found, UTC)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return Moment(datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC), precision)


def _clock(found: re.Match[str], zone: timezone) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    # Python has no second 60: the leap second is the second after 59.
    leap = timedelta(seconds=1) if second == LEAP_SECOND else timedelta(0)
    micro = int((found[7] or "0").ljust(6, "0")[:6])
    return datetime(year, month, day, hour, minute, 59 if leap else second, micro, zone) + leap


def _zone(text: str, place: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes >= 60 or offset > WIDEST_ZONE:
        raise FhirError(place, f"There is no time zone {text}.")
    return timezone(-offset if text[0] == "-" else offset)


def moment_at(parent: Json, key: str, place: str) -> Moment | None:
    """The moment written in `parent[key]`, None where absent."""
    text = parent.get(key)
    return None if text is None else moment(text, f"{place}.{key}")


def period(parent: Json, key: str, place: str) -> tuple[Moment | None, Moment | None]:
    """Start and end of a Period."""
    found = one(parent, key, place)
    here = f"{place}.{key}"
    return moment_at(found, "start", here), moment_at(found, "end", here)


def started(parent: Json, stem: str, place: str) -> Moment | None:
    """The first moment of a choice such as effective[x]: DateTime, Instant, Period or Timing."""
    for kind in ("DateTime", "Instant"):
        if parent.get(f"{stem}{kind}") is not None:
            return moment_at(parent, f"{stem}{kind}", place)
    if parent.get(f"{stem}Period") is not None:
        start, end = period(parent, f"{stem}Period", place)
        return start or end
    events = one(parent, f"{stem}Timing", place).get("event") if f"{stem}Timing" in parent else None
    if isinstance(events, list) and events:
        return moment(events[0], f"{place}.{stem}Timing.event[0]")
    return None


def written_period(parent: Json, key: str, place: str) -> str:
    """A Period as written: "2019-05-01 to 2019-05-03"."""
    start, end = period(parent, key, place)
    found, here = one(parent, key, place), f"{place}.{key}"
    if start and end:
        return f"{word(found, 'start', here)} to {word(found, 'end', here)}"
    if start:
        return f"from {word(found, 'start', here)}"
    return f"until {word(found, 'end', here)}" if end else ""
