"""Lists by key, never by number: the next page starts after the last row shown, however long the list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

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


def cursor(after: str) -> tuple[datetime | None, UUID | None]:
    """The moment and the key after which a page of what waits begins; nothing at the beginning."""
    start = _read(after)
    return start if start is not None and start[0] is not None else (None, None)


def first_of(
    part: QuerySet[Any], at: datetime | None, key: UUID | None, *, time: str = "due_at", size: int = SIZE
) -> QuerySet[Any]:
    """Of a list out of several parts that each have an index of their own: the first of one of them."""
    ordered = part.order_by(time, "id")
    if at is not None:
        ordered = ordered.filter(Q(**{f"{time}__gt": at}) | Q(**{time: at, "id__gt": key}))
    return ordered[: size + 1]


def soonest_of(firsts: Sequence[Sequence[Any]], *, time: str = "due_at", size: int = SIZE) -> Page:
    """As `soonest`: the first of each part are merged, so that it costs the same however many wait."""
    found = [row for some in firsts for row in some]
    chosen = sorted(found, key=lambda row: (getattr(row, time), row.pk))[: size + 1]
    return Page(chosen[:size], _write(chosen[size - 1], time) if len(chosen) > size else "")


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
