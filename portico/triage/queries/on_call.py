"""Out of hours: urgent items that nobody has taken, who was paged about them, and who may be."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from portico.clinic.queries import licensed_at, physician_on_duty
from portico.clinic.rules.roles import PHYSICIANS
from portico.core.models import in_effect
from portico.core.viewer import Viewer
from portico.oncall.rules.ladder import Paged, Rung
from portico.triage.models import Page, WorkItem
from portico.triage.queries.whose import paged_for
from portico.triage.rules.item import Flag

ONE_NIGHT = timedelta(hours=12)  # an item that is open another night is paged about anew


def untaken(viewer: Viewer, site_id: UUID, *, now: datetime) -> QuerySet[WorkItem]:
    """For the schedule: urgent, open, and nobody has taken it, answered, or written down what was done."""
    rows = WorkItem.objects.filter(in_effect(now)).filter(
        flag=Flag.URGENT, site_id=site_id, claimed_by=None, replied_at=None, acted_at=None
    )
    return rows.exclude(state="closed").order_by("due_at", "id")


def paged(viewer: Viewer, item_id: UUID, *, now: datetime) -> list[Paged]:
    """Tonight, oldest first."""
    rows = Page.objects.filter(item_id=item_id, at__gt=now - ONE_NIGHT).order_by("at", "id")
    return [Paged(row.rung, row.at) for row in rows]


def to_reach(viewer: Viewer, rung: Rung, item: WorkItem) -> Any:
    """The member of staff, or who stands in for a physician; None where they are gone, away, or not in the pool."""
    if rung.role in PHYSICIANS:
        return physician_on_duty(viewer, rung.staff, site_id=item.site_id)
    there = licensed_at(viewer, item.site_id).exclude(role__in=PHYSICIANS)
    return there.filter(pk=rung.staff, pools=item.pool_id).first()


def is_paged(viewer: Viewer, item_id: UUID) -> bool:
    return paged_for(viewer).filter(item_id=item_id).exists()
