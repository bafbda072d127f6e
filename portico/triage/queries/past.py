"""What was filed and finished in some days: for a routing table that is tried, and for habits that are looked for."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from portico.core.viewer import Purpose, Viewer
from portico.lib.batches import batches
from portico.triage.models import Step, WorkItem

NEEDED = (
    "source_id", "patient_id", "site_id", "pool_id", "flag", "effective_at", "closed_at", "due_at",
    "patient__site_id", "patient__team_id", "patient__language", "patient__birth_date", "site__zone", "site__hours",
)  # fmt: skip


def filed(
    viewer: Viewer, source_kind: str, *, since: datetime, until: datetime, after: UUID | None = None
) -> QuerySet[WorkItem]:
    """In the order of their keys, those after one of them; each with its patient and site."""
    rows = _filed(viewer, source_kind, since, until).select_related("patient", "site").only(*NEEDED)
    return (rows.filter(pk__gt=after) if after else rows).order_by("pk")


def how_many_filed(viewer: Viewer, source_kind: str, *, since: datetime, until: datetime) -> int:
    return _filed(viewer, source_kind, since, until).count()


FINISHED = ("replied", "closed", "routed")
BEGUN = ("opened", "claimed")


def finishing(viewer: Viewer, *, since: datetime, whole_pools: bool = False) -> QuerySet[Any, Any]:
    """The moves with which this member of staff, or whoever works in their pools, ended their part of an item; in
    order, as values. What was taken back is none."""
    whose = {"item__pool_id__in": viewer.pools} if whole_pools else {"staff_id": viewer.staff_id}
    rows = Step.objects.filter(
        what__in=FINISHED, at__gt=since, withdrawn_at=None, staff__isnull=False, **whose
    )
    rows = rows.exclude(
        what="closed", reason="reply"
    )  # the close that comes with an answer says nothing more
    return rows.order_by("at", "id").values(
        "id", "item_id", "staff_id", "what", "reason", "at", "item__kind", "item__pool_id", "item__pool__name",
        "item__closed_how", "item__patient__given", "staff__name",
    )  # fmt: skip


def begun(viewer: Viewer, items: Collection[UUID]) -> dict[tuple[UUID, UUID | None], datetime]:
    """When somebody opened or took these items, by item and member of staff; the latest."""
    rows = Step.objects.filter(what__in=BEGUN, item__patient__site_id__in=viewer.sites).order_by("at", "id")
    found: dict[tuple[UUID, UUID | None], datetime] = {}
    for some in batches(items):
        each = rows.filter(item_id__in=some).values_list("item_id", "staff_id", "at")
        found |= {(item, staff): at for item, staff, at in each}
    return found


def _filed(viewer: Viewer, source_kind: str, since: datetime, until: datetime) -> QuerySet[WorkItem]:
    if viewer.purpose is not Purpose.TRY_ROUTING:
        return WorkItem.objects.none()
    return WorkItem.objects.filter(
        source_kind=source_kind,
        split_by=None,
        withdrawn_at=None,
        effective_at__gte=since,
        effective_at__lt=until,
    )
