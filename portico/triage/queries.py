"""Reads of the worklist. Staff see the items of their pools, physicians what they were asked; the other side sees
nothing of it but its state."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from portico.clinic.queries import closures_at, covered_by, pools_at
from portico.clinic.rules.roles import PHYSICIANS
from portico.core.actions import Refused
from portico.core.models import in_effect
from portico.core.prepared import asked, prepared
from portico.core.together import Counting
from portico.core.viewer import Viewer
from portico.people.queries import person
from portico.triage.models import ALONE, Note, Presence, SavedFilter, Step, WorkItem, overdue
from portico.triage.rules.item import IDLE, Flag
from portico.triage.rules.promise import Calendar, Promise, promise, same_day
from portico.triage.rules.route import PoolFacts, Routed, route

OVERDUE = "overdue"  # the step that says that the promise passed
STILL = "still"  # the step that says so again, a working day later
COUNTED_UP_TO = 100
SHOWN = (
    "id", "patient_id", "kind", "source_id", "state", "flag", "due_at", "closed_at", "waiting_since", "patient__given",
    "patient__family", "claimed_by_id", "claimed_by__name", "asked_of_id", "asked_of__name",
)  # fmt: skip
UNDO = timedelta(seconds=10)  # a physician sees a question when it can no longer be taken back
HERE = timedelta(seconds=45)  # longer without a sign: gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list shows. `whose`: "", mine, nobody, asked (of me). `state`: open, waiting or closed."""

    pool: UUID | None = None
    whose: str = ""
    kind: str = ""
    state: str = "open"
    is_flagged: bool = False
    is_late: bool = False


def reachable(viewer: Viewer, *, now: datetime) -> QuerySet[WorkItem]:
    """What this member of staff may act on: of the patient whom the URL names, else of all patients of their sites."""
    rows = WorkItem.objects.filter(in_effect(now), patient__site_id__in=viewer.sites)
    if viewer.patient_id is not None:
        rows = rows.filter(patient_id=viewer.patient_id)
    return rows.filter(_open_to(viewer, now))


def _open_to(viewer: Viewer, now: datetime) -> Q:
    """A physician is no member of a pool, and sees what was asked of them, or of whom they stand in for."""
    if viewer.role not in PHYSICIANS:
        return Q(pool_id__in=viewer.pools)
    return Q(asked_of_id__in={viewer.staff_id, *covered_by(viewer)}, asked_at__lte=now - UNDO)


def items(viewer: Viewer, wanted: Wanted, *, now: datetime) -> QuerySet[WorkItem]:
    """The list: open ones most urgent first, closed ones newest first."""
    rows = WorkItem.objects.filter(in_effect(now)).filter(_open_to(viewer, now))
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
    rows = WorkItem.objects.filter(in_effect(now)).filter(_open_to(viewer, now), pk__in=keys)
    return rows.order_by("due_at", "id").values(*SHOWN)


def counting(viewer: Viewer, *, now: datetime) -> dict[str, Counting]:
    """How many wait, up to a hundred, and the oldest due: of each pool in order of its key, mine, nobody, asked,
    waiting."""
    # What waits for its patient has no time that could pass: its clock stands.
    runs_until = Case(When(waiting_since=None, then=F("due_at")))
    waiting = WorkItem.objects.filter(in_effect(now)).exclude(state="closed").annotate(runs_until=runs_until)
    rows, ordered = waiting.filter(_open_to(viewer, now)), waiting.order_by("due_at", "id")
    by_pool = {f"pool{n}": ordered.filter(pool_id=pool) for n, pool in enumerate(sorted(viewer.pools))}
    by_state = {"nobody": "queued", "asked": "asked", "waiting": "waiting"}
    more = {name: rows.filter(state=state).order_by() for name, state in by_state.items()}
    mine = rows.filter(claimed_by_id=viewer.staff_id).order_by()
    every = {**by_pool, **more, "mine": mine}
    return {name: Counting(some[:COUNTED_UP_TO], "runs_until") for name, some in every.items()}


def counts(viewer: Viewer, found: Mapping[str, list[Any]]) -> dict[str, tuple[int, datetime | None]]:
    """What was counted, by the pool's id as text, mine, nobody, asked, waiting."""
    names = {f"pool{n}": str(pool) for n, pool in enumerate(sorted(viewer.pools))}
    every = (*names, "mine", "nobody", "asked", "waiting")
    return {names.get(name, name): found[name][0] if found[name] else (0, None) for name in every}


def item(viewer: Viewer, item_id: UUID, *, now: datetime) -> WorkItem:
    """One item of the patient whom the URL names. Not there or not theirs: DoesNotExist."""
    found = read_of(viewer)(_rows_of_item, viewer, now=now, item_id=item_id)["item"]
    if not found:
        raise WorkItem.DoesNotExist
    one: WorkItem = found[0]
    return one


def _rows_of_item(viewer: Viewer, *, now: datetime, item_id: UUID) -> dict[str, QuerySet[WorkItem]]:
    rows = reachable(viewer, now=now).select_related("patient", "pool", "claimed_by", "asked_of")
    return {"item": rows.filter(pk=item_id)}


def item_and_others(viewer: Viewer, item_id: UUID, *, now: datetime) -> tuple[WorkItem, list[Presence]]:
    """One item, and who else has it open. Not there or not theirs: DoesNotExist."""
    found = read_of(viewer)(_rows_of_others, viewer, now=now, item_id=item_id)
    if not found["item"]:
        raise WorkItem.DoesNotExist
    return found["item"][0], found["others"]


def _rows_of_others(viewer: Viewer, *, now: datetime, item_id: UUID) -> dict[str, QuerySet[Any]]:
    here = Presence.objects.filter(item_id=item_id, at__gt=now - HERE, item__patient_id=viewer.patient)
    others = here.exclude(staff_id=viewer.staff_id).select_related("staff").order_by("at")
    return {"item": reachable(viewer, now=now).filter(pk=item_id), "others": others}


def read_of(viewer: Viewer) -> Callable[..., dict[str, list[Any]]]:
    """How the worklist is asked: what a physician may open depends on whom they stand in for, asked on the way."""
    return asked if viewer.role in PHYSICIANS else prepared


def belongs(viewer: Viewer, item_id: UUID, source_kind: str, source_id: UUID, *, now: datetime) -> bool:
    """Is this the item of this source, and this person's to work on?"""
    rows = reachable(viewer, now=now)
    return rows.filter(pk=item_id, source_kind=source_kind, source_id=source_id).exists()


def items_for(viewer: Viewer, source_kind: str, source_ids: Collection[UUID]) -> dict[UUID, WorkItem]:
    """The items behind the viewer's own sources (messages, forms …), by source id."""
    rows = WorkItem.objects.visible_to(viewer).filter(source_kind=source_kind, source_id__in=source_ids)
    return {row.source_id: row for row in rows}


def sources_seen(viewer: Viewer, source_kind: str) -> set[UUID]:
    """Of the patient in the URL: what somebody of the team has seen. A physician reads no other conversation."""
    rows = WorkItem.objects.visible_to(viewer).filter(source_kind=source_kind, seen_at__isnull=False)
    return set(rows.values_list("source_id", flat=True))


def open_sources(viewer: Viewer, source_kind: str) -> QuerySet[Any, Any]:
    """Of the patient in the URL: what is not closed; a subquery of their ids."""
    rows = WorkItem.objects.visible_to(viewer).filter(source_kind=source_kind).exclude(state="closed")
    return rows.values("source_id")


def waiting_sources(viewer: Viewer, source_kind: str) -> QuerySet[Any, Any]:
    """Of the patient in the URL: what waits for the patient; a subquery of their ids."""
    rows = WorkItem.objects.visible_to(viewer).filter(source_kind=source_kind, state="waiting")
    return rows.values("source_id")


def told_beside(viewer: Viewer, item_id: UUID) -> dict[str, QuerySet[Any]]:
    """The team's own notes, without those of a step that was taken back, and what happened; oldest first."""
    notes = Note.objects.visible_to(viewer).filter(Q(step=None) | Q(step__withdrawn_at=None), item_id=item_id)
    steps = Step.objects.filter(item_id=item_id, withdrawn_at=None, item__patient_id=viewer.patient)
    return {
        "notes": notes.order_by("at", "id"),
        "steps": steps.select_related("staff").order_by("at", "id")[:200],
    }


def steps_since_patient_wrote(viewer: Viewer, item_id: UUID) -> list[str]:
    """The names of the moves of this round, in order."""
    rows = Step.objects.filter(item_id=item_id, withdrawn_at=None, item__patient__site_id__in=viewer.sites)
    names = list(rows.order_by("at", "id").values_list("what", flat=True))
    last = max((n for n, name in enumerate(names) if name == "patient-wrote"), default=-1)
    return names[last + 1 :]


def last_step(viewer: Viewer, *, now: datetime) -> Step | None:
    """One's own last move, while it can be taken back."""
    rows = Step.objects.filter(staff_id=viewer.staff_id, withdrawn_at=None, at__gt=now - UNDO)
    undoable = rows.filter(what__in=["routed", "asked", "closed", "replied"])
    return undoable.select_related("item").order_by("-at", "-id").first()


def saved_filters(viewer: Viewer) -> list[SavedFilter]:
    return list(kept_filters(viewer))


def kept_filters(viewer: Viewer) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(staff_id=viewer.staff_id).order_by("name")


def last_moves(viewer: Viewer, *, now: datetime) -> QuerySet[Step]:
    """One's own last move that stands alone, while it can be taken back. A reply is undone with its text."""
    rows = Step.objects.filter(staff_id=viewer.staff_id, withdrawn_at=None, at__gt=now - UNDO)
    alone = rows.filter(what__in=ALONE).exclude(before={})
    return alone.select_related("item__patient").order_by("-at", "-id")[:1]


def items_behind(
    viewer: Viewer, source_kind: str, source_ids: Collection[UUID], *, now: datetime
) -> dict[UUID, dict[str, Any]]:
    """The items of some sources that this member of staff may open, what the list shows of them, by source id."""
    rows = reachable(viewer, now=now).filter(source_kind=source_kind, source_id__in=source_ids)
    return {row["source_id"]: row for row in rows.values(*SHOWN)}


def open_of_patient(viewer: Viewer, *, now: datetime) -> QuerySet[WorkItem]:
    """What else waits for the patient whose record is open, as far as this viewer may open it."""
    return reachable(viewer, now=now).exclude(state="closed").order_by("due_at", "id")


def chosen(viewer: Viewer, item_ids: Collection[UUID], *, now: datetime) -> list[WorkItem]:
    """Of what was picked in the list: what this viewer may act on, most urgent first. The rest is not there."""
    rows = reachable(viewer, now=now).filter(pk__in=item_ids)
    return list(rows.select_related("patient", "claimed_by").order_by("due_at", "id"))


def step_to_take_back(viewer: Viewer, step_id: UUID) -> Step | None:
    """One's own move that stands alone; a reply is taken back with its text (messaging)."""
    rows = Step.objects.filter(pk=step_id, staff_id=viewer.staff_id, withdrawn_at=None)
    found = rows.filter(what__in=ALONE, item__patient_id=viewer.patient).first()
    return found if found and found.before else None


def idle_claims(viewer: Viewer, *, now: datetime) -> QuerySet[WorkItem]:
    """For the schedule: claims without a sign of work for long enough to expire."""
    return WorkItem.objects.filter(state="claimed", active_at__lt=now - IDLE).order_by("id")[:500]


def overdue_untold(viewer: Viewer, *, now: datetime) -> QuerySet[WorkItem]:
    """For the schedule: broken promises that nobody was told of, oldest first; a new promise can be broken anew."""
    told = Step.objects.filter(item=OuterRef("pk"), what=OVERDUE, at__gte=OuterRef("due_at"))
    rows = WorkItem.objects.filter(in_effect(now)).filter(overdue(now), ~Exists(told))
    return rows.order_by("due_at", "id")


def unanswered_still(viewer: Viewer, *, now: datetime) -> QuerySet[WorkItem]:
    """For the schedule: broken promises of which the first was told and the second was not; `told_at`: when."""
    since = Step.objects.filter(item=OuterRef("pk"), at__gte=OuterRef("due_at"))
    told = since.filter(what=OVERDUE).order_by("-at").values("at")[:1]
    rows = WorkItem.objects.filter(in_effect(now)).filter(overdue(now), ~Exists(since.filter(what=STILL)))
    return rows.annotate(told_at=Subquery(told)).exclude(told_at=None).order_by("due_at", "id")


def overdue_item(viewer: Viewer, item_id: UUID | str, *, now: datetime) -> WorkItem | None:
    """For a reaction: the item, where its promise is still broken."""
    rows = WorkItem.objects.visible_to(viewer).filter(in_effect(now)).filter(overdue(now), pk=item_id)
    found: WorkItem | None = rows.first()
    return found


def calendar_of(viewer: Viewer, site: Any) -> Calendar:
    return Calendar(site.zone, site.hours, closures_at(viewer, site.pk))


def pool_facts(viewer: Viewer, site_id: UUID) -> list[PoolFacts]:
    return [PoolFacts(p.pk, p.name, tuple(p.kinds)) for p in pools_at(viewer, site_id)]


def pool_for(viewer: Viewer, item: WorkItem, *, pool_id: UUID | None, kind: str) -> tuple[UUID, str]:
    """Where an item goes: the pool that was named, of its own site; else the one that the routing table has."""
    pools = pool_facts(viewer, item.site_id)
    if pool_id is None:
        routed = route(kind or item.kind, pools)
        return routed.pool.id, routed.reason
    if pool_id not in {pool.id for pool in pools}:
        raise Refused("no-pool")
    return pool_id, ""


def where_to(
    viewer: Viewer, kind: str, *, now: datetime, flag: str = Flag.NONE
) -> tuple[Routed, str, Promise]:
    """Before anything is sent: the pool, its name as patients read it, and the promised time."""
    site = person(viewer).site
    pools = pools_at(viewer, site.pk)
    routed = route(kind, [PoolFacts(p.pk, p.name, tuple(p.kinds)) for p in pools])
    name = next(p.patient_name for p in pools if p.pk == routed.pool.id)
    by_when = same_day if flag == Flag.SAME_DAY else promise
    return routed, name, by_when(kind, now, calendar_of(viewer, site))
