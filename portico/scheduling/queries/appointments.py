"""Reads of appointments."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from portico.core.viewer import Viewer
from portico.scheduling.models import Appointment

COMING = ("booked", "pending", "proposed", "waitlist", "arrived", "checked-in")
FIXED = ("booked", "arrived", "checked-in")


def upcoming(viewer: Viewer, *, now: datetime) -> QuerySet[Appointment]:
    """Soonest first; what has no time yet comes last."""
    lies_ahead = Q(happened_at__gte=now) | Q(happened_at=None)
    rows = Appointment.objects.visible_to(viewer).filter(lies_ahead, status__in=COMING)
    return rows.order_by(F("happened_at").asc(nulls_last=True), "id")


def next_visit(viewer: Viewer, *, now: datetime) -> Appointment | None:
    """The next one that is sure to take place."""
    found: Appointment | None = sure_visits(viewer, now=now).first()
    return found


def sure_visits(viewer: Viewer, *, now: datetime) -> QuerySet[Appointment]:
    """What is sure to take place, soonest first."""
    return upcoming(viewer, now=now).filter(status__in=FIXED).exclude(happened_at=None)


def past(viewer: Viewer, *, now: datetime) -> QuerySet[Appointment]:
    """What is over, and what was cancelled, whenever it would have been."""
    rows = Appointment.objects.visible_to(viewer)
    return rows.exclude(pk__in=upcoming(viewer, now=now).values("pk"))


def appointment(viewer: Viewer, item: UUID) -> Appointment:
    found: Appointment = Appointment.objects.visible_to(viewer).get(pk=item)
    return found
