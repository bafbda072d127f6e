"""Reads of appointments."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from portico.core.viewer import Viewer
from portico.scheduling.models import Appointment

COMING = ("booked", "pending", "proposed", "arrived", "checked-in")


def upcoming(viewer: Viewer, *, now: datetime) -> QuerySet[Appointment]:
    rows = Appointment.objects.visible_to(viewer).filter(status__in=COMING, happened_at__gte=now)
    return rows.order_by("happened_at", "id")


def next_visit(viewer: Viewer, *, now: datetime) -> Appointment | None:
    found: Appointment | None = (
        upcoming(viewer, now=now).filter(status__in=("booked", "arrived", "checked-in")).first()
    )
    return found


def past(viewer: Viewer, *, now: datetime) -> QuerySet[Appointment]:
    """What is over, and what was cancelled, whenever it would have been."""
    rows = Appointment.objects.visible_to(viewer)
    return rows.exclude(pk__in=upcoming(viewer, now=now).values("pk"))


def appointment(viewer: Viewer, item: UUID) -> Appointment:
    found: Appointment = Appointment.objects.visible_to(viewer).get(pk=item)
    return found
