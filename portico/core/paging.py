"""Lists by key, never by number: the next page starts after the last row shown, however long the list is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
        rest = Q(**{f"{time}__isnull": True, "id__lt": key})
        if at is not None:
            rest = Q(**{f"{time}__lt": at}) | Q(**{time: at, "id__lt": key}) | Q(**{f"{time}__isnull": True})
        ordered = ordered.filter(rest)
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


def later(
    part: QuerySet[Any], at: datetime | None, key: UUID | None, *, time: str = "due_at"
) -> QuerySet[Any]:
    """Of a list out of several parts that each have an index of their own: one of them, from the cursor on."""
    ordered = part.order_by(time, "id")
    return (
        ordered if at is None else ordered.filter(Q(**{f"{time}__gt": at}) | Q(**{time: at, "id__gt": key}))
    )


def cut(found: Sequence[Mapping[str, Any]], *, time: str = "due_at", size: int = SIZE) -> Page:
    """As `soonest`, of the values of at most one row more than the page has."""
    shown, is_more = list(found[:size]), len(found) > size
    return Page(shown, _cursor_at(shown[-1][time], shown[-1]["id"]) if is_more else "")


def _write(row: Any, time: str) -> str:
    at = getattr(row, time)
    if isinstance(at, date) and not isinstance(at, datetime):  # lists by day, such as what is due
        at = datetime(at.year, at.month, at.day, tzinfo=UTC)
    return _cursor_at(at, row.pk)


def _cursor_at(at: datetime | None, key: UUID) -> str:
    return f"{at.isoformat() if at else ''}~{key.hex}"


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
