"""Reads of the worklist. Staff see the items of their pools; the other side sees nothing of it but its state."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from portico.clinic.queries import closures_at, pools_at
from portico.core.models import in_effect
from portico.core.viewer import Viewer
from portico.people.queries import person
from portico.triage.models import WorkItem
from portico.triage.rules.promise import Calendar, Promise, promise
from portico.triage.rules.route import PoolFacts, Routed, route

PAGE = 50


def open_items(viewer: Viewer, *, now: datetime, pool_id: UUID | None = None) -> QuerySet[WorkItem]:
    """What waits in the viewer's pools, most urgent first."""
    rows = WorkItem.objects.filter(in_effect(now), pool_id__in=viewer.pools).exclude(
        state=WorkItem.State.CLOSED
    )
    rows = rows.filter(pool_id=pool_id) if pool_id else rows
    return rows.select_related("patient", "pool", "claimed_by").order_by("due_at", "id")


def pool_counts(viewer: Viewer, *, now: datetime) -> list[dict[str, Any]]:
    """For each of the viewer's pools with open work: how much, and when the oldest is due."""
    rows = open_items(viewer, now=now).order_by().values("pool_id", "pool__name")
    counted = rows.annotate(waiting=Count("id"), oldest_due=Min("due_at")).order_by("pool__name")
    return [dict(row) for row in counted]


def item(viewer: Viewer, item_id: UUID, *, now: datetime) -> WorkItem:
    """One item of the patient whom the URL names, in one of the viewer's pools."""
    rows = WorkItem.objects.visible_to(viewer).filter(in_effect(now), pool_id__in=viewer.pools)
    found: WorkItem = rows.select_related("patient", "pool", "claimed_by").get(pk=item_id)
    return found


def belongs(viewer: Viewer, item_id: UUID, source_kind: str, source_id: UUID) -> bool:
    """Is this the item of this source, in one of the viewer's pools?"""
    rows = WorkItem.objects.visible_to(viewer).filter(pool_id__in=viewer.pools)
    return rows.filter(pk=item_id, source_kind=source_kind, source_id=source_id).exists()


def items_for(viewer: Viewer, source_kind: str, source_ids: Collection[UUID]) -> dict[UUID, WorkItem]:
    """The items behind the viewer's own sources (messages, forms …), by source id."""
    rows = WorkItem.objects.visible_to(viewer).filter(source_kind=source_kind, source_id__in=source_ids)
    return {row.source_id: row for row in rows}


def where_to(viewer: Viewer, kind: str, *, now: datetime) -> tuple[Routed, str, Promise]:
    """Before anything is sent: the pool, its name as patients read it, and the promised time."""
    site = person(viewer).site
    pools = pools_at(viewer, site.pk)
    routed = route(kind, [PoolFacts(p.pk, p.name, tuple(p.kinds)) for p in pools])
    name = next(p.patient_name for p in pools if p.pk == routed.pool.id)
    calendar = Calendar(site.zone, site.hours, closures_at(viewer, site.pk))
    return routed, name, promise(kind, now, calendar)
