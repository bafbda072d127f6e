"""Lists by key, never by number: the next page starts after the last row shown, however long the list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from portico.core.together import together

SIZE = 40


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    older: str  # the cursor of the next page, "" at the end


def page(rows: QuerySet[Any], after: str, *, time: str = "happened_at", size: int = SIZE) -> Page:
    """Newest first by `time`; rows without a time come last. `after` is a cursor that an earlier page gave."""
    ordered = rows.order_by(F(time).desc(nulls_last=True), "-id")
    start = _read(after)
    if start is not None:
        at, key = start
        later = Q(**{f"{time}__isnull": True, "id__lt": key})
        if at is not None:
            later = Q(**{f"{time}__lt": at}) | Q(**{time: at, "id__lt": key}) | Q(**{f"{time}__isnull": True})
        ordered = ordered.filter(later)
    found = list(ordered[: size + 1])
    is_more = len(found) > size
    shown = found[:size]
    return Page(shown, _write(shown[-1], time) if is_more else "")


def soonest(rows: QuerySet[Any], after: str, *, time: str = "due_at", size: int = SIZE) -> Page:
    """The other way round, for what waits: soonest first by a time that every row has."""
    ordered = rows.order_by(time, "id")
    start = _read(after)
    if start is not None and start[0] is not None:
        at, key = start
        ordered = ordered.filter(Q(**{f"{time}__gt": at}) | Q(**{time: at, "id__gt": key}))
    found = list(ordered[: size + 1])
    is_more = len(found) > size
    shown = found[:size]
    return Page(shown, _write(shown[-1], time) if is_more else "")


def soonest_of(
    parts: Sequence[QuerySet[Any]], rows: QuerySet[Any], after: str, *, time: str = "due_at", size: int = SIZE
) -> Page:
    """As `soonest`, for a list out of several that each have an index of their own: the first of each are merged,
    so that it costs the same however many wait. `rows`: what is shown of those that were chosen."""
    start, firsts = _read(after), {}
    for number, part in enumerate(parts):
        ordered = part.order_by(time, "id").only("id", time)
        if start is not None and start[0] is not None:
            at, key = start
            ordered = ordered.filter(Q(**{f"{time}__gt": at}) | Q(**{time: at, "id__gt": key}))
        firsts[f"part{number}"] = ordered[: size + 1]
    found = [row for some in together(**firsts).values() for row in some]
    chosen = sorted(found, key=lambda row: (getattr(row, time), row.pk))[: size + 1]
    shown = rows.filter(pk__in=[row.pk for row in chosen[:size]]).order_by(time, "id")
    return Page(list(shown), _write(chosen[size - 1], time) if len(chosen) > size else "")


def _write(row: Any, time: str) -> str:
    at = getattr(row, time)
    return f"{at.isoformat() if at else ''}~{row.pk.hex}"


def _read(cursor: str) -> tuple[datetime | None, UUID] | None:
    """A cursor that was tampered with starts at the beginning."""
    text, _, key = cursor.partition("~")
    try:
        at = datetime.fromisoformat(text.replace(" ", "+")) if text else None
        if at is not None and at.tzinfo is None:
            return None
        return (at.astimezone(UTC) if at else None), UUID(key)
    except (ValueError, OverflowError):
        return None
