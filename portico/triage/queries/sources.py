"""What the other rooms ask about the items of what is theirs, by its id."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from portico.core.viewer import Viewer
from portico.triage.models import WorkItem, live
from portico.triage.queries.whose import paged_now
from portico.triage.rules.several import answering


def others_of(viewer: Viewer, item: WorkItem) -> QuerySet[WorkItem]:
    """What else the same source asks for, in whichever pool."""
    rows = WorkItem.objects.filter(patient__site_id__in=viewer.sites, patient_id=item.patient_id)
    rows = rows.filter(live(), source_kind=item.source_kind, source_id=item.source_id)
    return rows.exclude(pk=item.pk)


def items_for(viewer: Viewer, source_kind: str, source_ids: Collection[UUID]) -> dict[UUID, WorkItem]:
    """The items behind the viewer's own sources (messages, forms …), by source id; of several, the one that a word of
    the patient would come to first."""
    rows = WorkItem.objects.visible_to(viewer).filter(
        live(), source_kind=source_kind, source_id__in=source_ids
    )
    each: dict[UUID, list[WorkItem]] = {}
    for row in rows:
        each.setdefault(row.source_id, []).append(row)
    return {source: answering(items)[0] for source, items in each.items()}


def sources_seen(viewer: Viewer, source_kind: str, *, now: datetime) -> set[UUID]:
    """Of the patient in the URL: what somebody of the team has seen, or the on-call ladder called this one about. A
    physician reads no other conversation."""
    rows = WorkItem.objects.visible_to(viewer).filter(source_kind=source_kind)
    rows = rows.filter(Q(seen_at__isnull=False) | paged_now(viewer, now))
    return set(rows.values_list("source_id", flat=True))


def open_sources(viewer: Viewer, source_kind: str) -> QuerySet[Any, Any]:
    """Of the patient in the URL: what is not closed; a subquery of their ids."""
    rows = WorkItem.objects.visible_to(viewer).filter(live(), source_kind=source_kind)
    return rows.exclude(state="closed").values("source_id")


def open_kinds(viewer: Viewer) -> QuerySet[Any, Any]:
    """Of the patient in the URL: what is not closed, in whichever pool, the most urgent first."""
    rows = WorkItem.objects.visible_to(viewer).filter(live()).exclude(state="closed").order_by("due_at", "id")
    return rows.values("kind", "source_kind", "source_id")


def waiting_sources(viewer: Viewer, source_kind: str) -> QuerySet[Any, Any]:
    """Of the patient in the URL: what waits for the patient; a subquery of their ids."""
    rows = WorkItem.objects.visible_to(viewer).filter(live(), source_kind=source_kind, state="waiting")
    return rows.values("source_id")
