"""What stands in the list, and the numbers beside it: what waits in one question, what is closed page by page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from portico.clinic.queries import pools_of
from portico.clinic.rules.roles import PHYSICIANS
from portico.core.paging import cursor, cut, later, page
from portico.core.together import Merged
from portico.core.viewer import Viewer
from portico.desk.presenters.rows import Row, row
from portico.messaging import queries as messaging
from portico.triage import queries as triage
from portico.triage.queries import Wanted

# Twice what a screen shows: the next page is one key away, and a phone loads half as much.
ON_A_PAGE = 25
UNREAD = "unread"  # answers that nobody has read: a list of its own


@dataclass(frozen=True, slots=True)
class Found:
    """`beside`: pools, kept views, one's last move, counts; `more`: the cursor of the next page."""

    beside: Mapping[str, list[Any]]
    rows: list[Row]
    more: str = ""


def find(viewer: Viewer, asked: Wanted, after: str, *, now: datetime, query: str) -> Found:
    """`query`: the address of this list, which each row carries along."""
    if query == f"whose={UNREAD}":
        return Found(_numbers(viewer, now), _unread(viewer, now, query))
    if asked.state == "closed":
        return _closed(viewer, asked, after, now, query)
    return _waiting(viewer, asked, after, now, query)


def _numbers(viewer: Viewer, now: datetime) -> Mapping[str, list[Any]]:
    return triage.read_of(viewer)(_beside, viewer, now=now)


def _beside(viewer: Viewer, *, now: datetime) -> dict[str, Any]:
    return {
        "pools": pools_of(viewer),
        "views": triage.kept_filters(viewer),
        "moves": triage.last_moves(viewer, now=now),
        **triage.counting(viewer, now=now),
    }


def _waiting(viewer: Viewer, asked: Wanted, after: str, now: datetime, query: str) -> Found:
    """Of a pool that one is not in, or that has nothing to do with what is asked of one: nothing."""
    pools, nth, (at, key) = sorted(viewer.pools), None, cursor(after)
    if asked.pool and viewer.role not in PHYSICIANS and asked.whose != "mine":
        if asked.pool not in pools:
            return Found(_numbers(viewer, now), [])
        nth, asked = pools.index(asked.pool), replace(asked, pool=None)
    pool, wanted = asked.pool, replace(asked, pool=None)
    read = triage.read_of(viewer)
    found = read(_first, viewer, now=now, wanted=wanted, nth=nth, pool=pool, at=at, key=key)
    shown = cut(found["first"], size=ON_A_PAGE)
    return Found(found, _rows(viewer, shown.rows, now, query), shown.older)


def _first(
    viewer: Viewer,
    *,
    now: datetime,
    wanted: Wanted,
    nth: int | None,
    pool: UUID | None,
    at: datetime | None,
    key: UUID | None,
) -> dict[str, Any]:
    parts = triage.parts(viewer, replace(wanted, pool=pool), now=now, nth=nth)
    first = Merged([later(part, at, key) for part in parts], by=("due_at", "id"), size=ON_A_PAGE + 1)
    return {**_beside(viewer, now=now), "first": first}


def _closed(viewer: Viewer, asked: Wanted, after: str, now: datetime, query: str) -> Found:
    chosen = page(triage.items(viewer, asked, now=now), after, time="closed_at", size=ON_A_PAGE)
    keys = tuple(item.pk for item in chosen.rows)
    lines = {line["id"]: line for line in triage.read_of(viewer)(_lines, viewer, now=now, keys=keys)["lines"]}
    rows = _rows(viewer, [lines[key] for key in keys if key in lines], now, query)
    return Found(_numbers(viewer, now), rows, chosen.older)


def _lines(viewer: Viewer, *, now: datetime, keys: tuple[UUID, ...]) -> dict[str, Any]:
    return {"lines": triage.lines(viewer, keys, now=now)}


def _unread(viewer: Viewer, now: datetime, query: str) -> list[Row]:
    """Own answers that the patient has not read, as far as their items are in one's pools."""
    posts = messaging.not_read(viewer, now=now)
    items = triage.items_behind(viewer, messaging.SOURCE, [post.thread_id for post in posts], now=now)
    threads = dict.fromkeys(post.thread_id for post in posts)
    return _rows(viewer, [items[thread] for thread in threads if thread in items], now, query)


def _rows(viewer: Viewer, items: Iterable[Mapping[str, Any]], now: datetime, query: str) -> list[Row]:
    items = list(items)
    sources = tuple(dict.fromkeys(item["source_id"] for item in items))  # one message may have several items
    found = triage.read_of(viewer)(_subjects, viewer, sources=sources)["subjects"] if sources else []
    subjects = {subject["pk"]: subject for subject in found}
    return [
        row(item, viewer, now=now, subject=subjects.get(item["source_id"]), query=query) for item in items
    ]


def _subjects(viewer: Viewer, *, sources: tuple[UUID, ...]) -> dict[str, Any]:
    return {"subjects": messaging.subjects(viewer, sources)}
