"""The list: what waits, in which order, how much of it; and what one keeps of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Min, Q, QuerySet, When

from portico.clinic.rules.roles import PHYSICIANS
from portico.core.models import in_effect
from portico.core.together import Counting
from portico.core.viewer import Viewer
from portico.triage.models import SavedFilter, WorkItem, overdue
from portico.triage.queries.whose import open_to, reachable

COUNTED_UP_TO = 100
SHOWN = (
    "id", "patient_id", "kind", "source_id", "state", "flag", "due_at", "closed_at", "waiting_since", "patient__given",
    "patient__family", "claimed_by_id", "claimed_by__name", "asked_of_id", "asked_of__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list shows. `whose`: "", mine, nobody, asked (of me). `state`: open, waiting or closed."""

    pool: UUID | None = None
    whose: str = ""
    kind: str = ""
    state: str = "open"
    is_flagged: bool = False
    is_late: bool = False


def items(viewer: Viewer, wanted: Wanted, *, now: datetime) -> QuerySet[WorkItem]:
    """The list: open ones most urgent first, closed ones newest first."""
    rows = WorkItem.objects.filter(in_effect(now)).filter(open_to(viewer, now))
    is_closed = wanted.state == "closed"
    rows = rows.filter(state="closed") if is_closed else rows.exclude(state="closed")
    if wanted.state == "waiting":
        rows = rows.filter(state="waiting")
    if wanted.pool:
        rows = rows.filter(pool_id=wanted.pool)
    whose = {
        "mine": Q(claimed_by_id=viewer.staff_id),
        "nobody": Q(state="queued"),
        "asked": Q(state="asked"),
    }
    rows = rows.filter(whose.get(wanted.whose, Q()))
    rows = rows.filter(kind=wanted.kind) if wanted.kind else rows
    rows = rows.exclude(flag="") if wanted.is_flagged else rows
    rows = rows.filter(overdue(now)) if wanted.is_late else rows
    rows = rows.select_related("patient", "pool", "claimed_by", "asked_of")
    return rows.order_by("-closed_at", "-id") if is_closed else rows.order_by("due_at", "id")


def open_items(viewer: Viewer, *, now: datetime, pool_id: UUID | None = None) -> QuerySet[WorkItem]:
    """What waits in the viewer's pools, most urgent first."""
    return items(viewer, Wanted(pool=pool_id), now=now)


def parts(
    viewer: Viewer, wanted: Wanted, *, now: datetime, nth: int | None = None
) -> list[QuerySet[WorkItem, Any]]:
    """The list of what waits, pool by pool: each has an index in its order. One part where it is one already.

    `nth`: of one's pools in order of their keys, one alone. With all of them named too, SQLite takes another index."""
    if wanted.whose == "mine" or viewer.role in PHYSICIANS:
        each = [viewer]
    else:
        pools = sorted(viewer.pools)
        each = [
            replace(viewer, pools=frozenset({pool}))
            for pool in (pools if nth is None else pools[nth : nth + 1])
        ]
    rows = [items(one, wanted, now=now) for one in each]
    return [some.select_related(None).values(*SHOWN) for some in rows]


def lines(viewer: Viewer, keys: Collection[UUID], *, now: datetime) -> QuerySet[Any, Any]:
    """The items of these keys, what the list shows of them; those of one's pools alone."""
    rows = WorkItem.objects.filter(in_effect(now)).filter(open_to(viewer, now), pk__in=keys)
    return rows.order_by("due_at", "id").values(*SHOWN)


def counting(viewer: Viewer, *, now: datetime) -> dict[str, Counting]:
    """How many wait, up to a hundred, and the oldest due: of each pool in order of its key, mine, nobody, asked,
    waiting."""
    # What waits for its patient has no time that could pass: its clock stands.
    runs_until = Case(When(waiting_since=None, then=F("due_at")))
    waiting = WorkItem.objects.filter(in_effect(now)).exclude(state="closed").annotate(runs_until=runs_until)
    rows, ordered = waiting.filter(open_to(viewer, now)), waiting.order_by("due_at", "id")
    by_pool = {f"pool{n}": ordered.filter(pool_id=pool) for n, pool in enumerate(sorted(viewer.pools))}
    more = {name: rows.filter(state=name).order_by() for name in ("asked", "waiting")}
    mine = rows.filter(claimed_by_id=viewer.staff_id).order_by()
    every = {**by_pool, **more, "mine": mine}
    counted = {name: Counting(some[:COUNTED_UP_TO], "runs_until") for name, some in every.items()}
    return {**counted, "nobody": _nobodys(list(by_pool.values()), rows)}


def _nobodys(by_pool: list[QuerySet[WorkItem]], rows: QuerySet[WorkItem]) -> Counting:
    """Most of what waits is nobody's yet: pool by pool it is read in order, and no further than it is counted."""
    lists = [some.filter(state="queued")[:COUNTED_UP_TO] for some in by_pool]
    if not lists:
        return Counting(rows.filter(state="queued").order_by()[:COUNTED_UP_TO], "runs_until")
    return Counting(lists, "runs_until", at_most=COUNTED_UP_TO)


def counts(viewer: Viewer, found: Mapping[str, list[Any]]) -> dict[str, tuple[int, datetime | None]]:
    """What was counted, by the pool's id as text, mine, nobody, asked, waiting."""
    names = {f"pool{n}": str(pool) for n, pool in enumerate(sorted(viewer.pools))}
    every = (*names, "mine", "nobody", "asked", "waiting")
    return {names.get(name, name): found[name][0] if found[name] else (0, None) for name in every}


def standing(viewer: Viewer, *, now: datetime) -> QuerySet[Any, Any]:
    """How much waits in each pool of one's sites, and since when it should be done; nothing about whom. For whoever
    runs the practice and works in no pool."""
    rows = WorkItem.objects.filter(in_effect(now), pool__site_id__in=viewer.sites).exclude(state="closed")
    return rows.values("pool_id").annotate(
        waiting=Count("pk"),
        nobody=Count("pk", filter=Q(state="queued")),
        late=Count("pk", filter=overdue(now)),
        oldest=Min("due_at", filter=Q(waiting_since=None)),
    )


def items_behind(
    viewer: Viewer, source_kind: str, source_ids: Collection[UUID], *, now: datetime
) -> dict[UUID, dict[str, Any]]:
    """The items of some sources that this member of staff may open, what the list shows of them, by source id; of
    several, what is open, and soonest due."""
    rows = reachable(viewer, now=now).filter(source_kind=source_kind, source_id__in=source_ids)
    closed_first = rows.annotate(is_open=Q(closed_at=None)).order_by("is_open", "-due_at", "-id")
    return {row["source_id"]: row for row in closed_first.values(*SHOWN)}


def chosen(viewer: Viewer, item_ids: Collection[UUID], *, now: datetime) -> list[WorkItem]:
    """Of what was picked in the list: what this viewer may act on, most urgent first. The rest is not there."""
    rows = reachable(viewer, now=now).filter(pk__in=item_ids)
    return list(rows.select_related("patient", "claimed_by").order_by("due_at", "id"))


def saved_filters(viewer: Viewer) -> list[SavedFilter]:
    return list(kept_filters(viewer))


def kept_filters(viewer: Viewer) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(staff_id=viewer.staff_id).order_by("name")
