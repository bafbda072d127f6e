"""Out of hours: urgent items that nobody has taken, who was paged about them, and who may be."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from portico.clinic.queries import on_duty
from portico.clinic.rules.roles import PHYSICIANS
from portico.core.models import in_effect
from portico.core.viewer import Viewer
from portico.oncall.rules.ladder import ONE_NIGHT, Paged, Rung
from portico.triage.models import Page, Step, WorkItem
from portico.triage.queries.whose import paged_for
from portico.triage.rules.item import Flag

# Steps by which somebody saw to it: what the patient writes after one is paged about from the first rung.
SAW_TO_IT = ("claimed", "advised", "replied", "called", "closed")


def untaken(viewer: Viewer, site_id: UUID, *, now: datetime) -> QuerySet[WorkItem]:
    """For the schedule: urgent, open, and since the patient last wrote nobody has it before them, answered, or wrote
    down what was done. Who took it before that has gone home."""
    rows = WorkItem.objects.filter(
        in_effect(now), flag=Flag.URGENT, site_id=site_id, replied_at=None, acted_at=None
    )
    wrote = Step.objects.filter(item=OuterRef("pk"), what="patient-wrote").order_by("-at").values("at")[:1]
    rows = rows.exclude(state="closed").annotate(wrote_at=Coalesce(Subquery(wrote), F("created_at")))
    has_it = Q(claimed_by__isnull=False, active_at__gte=F("wrote_at"))
    return rows.exclude(has_it).select_related("site").order_by("due_at", "id")


def paged(viewer: Viewer, item_id: UUID, *, now: datetime) -> list[Paged]:
    """Tonight, since somebody last saw to it, oldest first."""
    seen_to = Step.objects.filter(
        item_id=OuterRef("item_id"), what__in=SAW_TO_IT, withdrawn_at=None, at__gte=OuterRef("at")
    )
    rows = Page.objects.filter(~Exists(seen_to), item_id=item_id, at__gt=now - ONE_NIGHT).order_by("at", "id")
    return [Paged(row.rung, row.at) for row in rows]


def to_reach(viewer: Viewer, rung: Rung, item: WorkItem) -> Any:
    """The member of staff, or who stands in for them today; None where they are gone or away, or could not open it: a
    physician answers for a physician, anybody else is of the pool."""
    person = on_duty(viewer, rung.staff, item.site)
    if person is None or (person.role in PHYSICIANS) != (rung.role in PHYSICIANS):
        return None
    return person if rung.role in PHYSICIANS or person.pools.filter(pk=item.pool_id).exists() else None


def is_paged(viewer: Viewer, item_id: UUID, *, now: datetime) -> bool:
    return paged_for(viewer, now).filter(item_id=item_id).exists()
