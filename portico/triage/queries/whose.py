"""Which items a member of staff may act on, and how they are asked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from portico.clinic.queries import covered_by
from portico.clinic.rules.roles import PHYSICIANS
from portico.core.models import in_effect
from portico.core.prepared import asked, prepared
from portico.core.viewer import Viewer
from portico.lib.undo import UNDO
from portico.triage.models import Page, Step, WorkItem
from portico.triage.rules.item import Flag


def reachable(viewer: Viewer, *, now: datetime) -> QuerySet[WorkItem]:
    """What this member of staff may act on: of the patient whom the URL names, else of all patients of their sites."""
    rows = WorkItem.objects.filter(in_effect(now), patient__site_id__in=viewer.sites)
    if viewer.patient_id is not None:
        rows = rows.filter(patient_id=viewer.patient_id)
    return rows.filter(open_to(viewer, now))


def open_to(viewer: Viewer, now: datetime) -> Q:
    """A physician is no member of a pool, and sees what was asked of them, or of whom they stand in for, when it can no
    longer be taken back."""
    if viewer.role not in PHYSICIANS:
        return Q(pool_id__in=viewer.pools)
    asked_of = Q(asked_of_id__in={viewer.staff_id, *covered_by(viewer)}, asked_at__lte=now - UNDO)
    # The one exception: the on-call ladder called them about something urgent (docs/adr/0024).
    return asked_of | paged_now(viewer, now)


def paged_for(viewer: Viewer, now: datetime) -> QuerySet[Page, Any]:
    """The items about which this person was paged and is still called; as oncall/rules/ladder.still_called."""
    wrote = Step.objects.filter(item=OuterRef("item_id"), what="patient-wrote", at__gt=OuterRef("at"))
    is_called = Q(opens_at=None) | Q(opens_at__gt=now) | ~Exists(wrote)
    return Page.objects.filter(is_called, staff_id=viewer.staff_id, is_reached=True).values("item_id")


def paged_now(viewer: Viewer, now: datetime) -> Q:
    """Of those, what is urgent and open."""
    return Q(pk__in=paged_for(viewer, now), flag=Flag.URGENT) & ~Q(state="closed")


def read_of(viewer: Viewer) -> Callable[..., dict[str, list[Any]]]:
    """How the worklist is asked: what a physician may open depends on whom they stand in for, asked on the way."""
    return asked if viewer.role in PHYSICIANS else prepared


def belongs(viewer: Viewer, item_id: UUID, source_kind: str, source_id: UUID, *, now: datetime) -> bool:
    """Is this the item of this source, and this person's to work on?"""
    rows = reachable(viewer, now=now)
    return rows.filter(pk=item_id, source_kind=source_kind, source_id=source_id).exists()
