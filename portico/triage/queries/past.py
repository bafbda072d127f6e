"""What was filed in some days, for a routing table that is tried: nobody reads it, what comes of it are counts."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from portico.core.viewer import Purpose, Viewer
from portico.triage.models import WorkItem

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


def _filed(viewer: Viewer, source_kind: str, since: datetime, until: datetime) -> QuerySet[WorkItem]:
    if viewer.purpose is not Purpose.TRY_ROUTING:
        return WorkItem.objects.none()
    return WorkItem.objects.filter(
        source_kind=source_kind, withdrawn_at=None, effective_at__gte=since, effective_at__lt=until
    )
