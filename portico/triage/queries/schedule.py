"""What the schedule looks for: idle claims, and promises that passed."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from portico.core.models import in_effect
from portico.core.viewer import Viewer
from portico.triage.models import Step, WorkItem, overdue
from portico.triage.rules.item import IDLE

OVERDUE = "overdue"  # the step that says that the promise passed
STILL = "still"  # the step that says so again, a working day later


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
