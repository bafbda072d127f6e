"""Reads of recalls: what is due, across patients and of one."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from portico.core.viewer import Viewer
from portico.scheduling.models import Recall
from portico.scheduling.rules.recall import SOON, State

LATELY = timedelta(days=14)
SHOWN_AT_MOST = 20


def _open(viewer: Viewer) -> QuerySet[Recall]:
    rows: QuerySet[Recall] = Recall.objects.of_sites(viewer).filter(state=State.OPEN)
    return rows.select_related("patient", "set_by")


def listed_recalls(viewer: Viewer, *, today: date) -> QuerySet[Recall]:
    """Due within thirty days or overdue, and not put off; as rules/recall.is_listed."""
    is_quiet = Q(quiet_until__gt=today)
    return _open(viewer).filter(due_on__lte=today + SOON).exclude(is_quiet)


def waiting_recalls(viewer: Viewer, *, today: date) -> QuerySet[Recall]:
    """The others that are open: due later, or put off."""
    return _open(viewer).filter(Q(due_on__gt=today + SOON) | Q(quiet_until__gt=today))


def ended_recalls(viewer: Viewer, *, now: datetime) -> QuerySet[Recall]:
    """Done or cancelled in the last fourteen days."""
    rows: QuerySet[Recall] = Recall.objects.of_sites(viewer).filter(ended_at__gt=now - LATELY)
    return rows.select_related("patient", "set_by", "ended_by")


def recall(viewer: Viewer, recall_id: UUID) -> Recall:
    """Not there or of another patient: DoesNotExist."""
    found: Recall = (
        Recall.objects.visible_to(viewer).select_related("patient", "set_by", "ended_by").get(pk=recall_id)
    )
    return found


def due_for_patient(viewer: Viewer) -> QuerySet[Recall]:
    """What is due for the patient in the address, soonest first."""
    rows: QuerySet[Recall] = Recall.objects.visible_to(viewer).filter(state=State.OPEN)
    return rows.order_by("due_on", "id")[:SHOWN_AT_MOST]
