"""Reads of booking tickets: of one patient, beside an item, and the lists of the front desk."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from portico.core.viewer import Viewer
from portico.scheduling.models import Appointment, Offer, Ticket, TicketStep
from portico.scheduling.rules.ticket import ENDED_WITHOUT, WITH_PATIENT, State

LATELY = timedelta(days=14)
SHOWN_AFTER_END = timedelta(days=30)
SHOWN_AT_MOST = 20
STEPS_SHOWN = 100


def _whole(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    current = Prefetch("offers", Offer.objects.filter(is_current=True).order_by("starts_at", "id"))
    return rows.select_related("patient__site", "chosen", "issued_by").prefetch_related(current)


def of_patient(viewer: Viewer, *, now: datetime) -> QuerySet[Ticket]:
    """What the patient still has to do with, and what ended lately, newest first. What the record system has by now
    stands among the appointments instead."""
    same = Appointment.objects.filter(
        patient_id=OuterRef("patient_id"), happened_at=OuterRef("chosen__starts_at")
    )
    is_live = Q(state__in=sorted(WITH_PATIENT)) | Q(state=State.CHOSEN, chosen__starts_at__gte=now)
    is_lately = Q(changed_at__gt=now - SHOWN_AFTER_END) & ~Q(state=State.CHOSEN)
    rows = Ticket.objects.visible_at(viewer, now=now).filter(is_live | is_lately)
    known = rows.exclude(Q(state=State.CHOSEN) & Exists(same))
    return _whole(known).order_by("-issued_at", "-id")[:SHOWN_AT_MOST]


def to_choose(viewer: Viewer, *, now: datetime) -> QuerySet[Ticket]:
    """Times are offered, and nobody has chosen yet."""
    rows: QuerySet[Ticket] = Ticket.objects.visible_at(viewer, now=now).filter(state=State.OFFERED)
    return rows.order_by("choose_by", "id")[:SHOWN_AT_MOST]


def of_item(viewer: Viewer, item_id: UUID) -> QuerySet[Ticket]:
    """What was asked for beside one item, oldest first."""
    rows = Ticket.objects.visible_to(viewer).filter(item_id=item_id)
    return rows.select_related("patient", "chosen").order_by("issued_at", "id")[:SHOWN_AT_MOST]


def ticket(viewer: Viewer, ticket_id: UUID) -> Ticket:
    """Not there or of another patient: DoesNotExist."""
    found: Ticket = _whole(Ticket.objects.visible_to(viewer)).get(pk=ticket_id)
    return found


def label_of(viewer: Viewer, ticket_id: UUID | str) -> str:
    """What hides it; of the patient whom the viewer is about."""
    labels = Ticket.objects.filter(pk=ticket_id, patient_id=viewer.patient).values_list(
        "sensitivity", flat=True
    )
    return str(labels[0])


def steps(viewer: Viewer, ticket_id: UUID) -> list[TicketStep]:
    rows = TicketStep.objects.filter(ticket_id=ticket_id, ticket__patient_id=viewer.patient)
    return list(rows.select_related("staff").order_by("at", "id")[:STEPS_SHOWN])


def _of_sites(viewer: Viewer) -> QuerySet[Ticket]:
    return _whole(Ticket.objects.of_sites(viewer))


def to_offer(viewer: Viewer, *, now: datetime) -> QuerySet[Ticket]:
    """No times are offered yet, or none fitted."""
    return _of_sites(viewer).filter(state=State.TO_OFFER)


def to_enter(viewer: Viewer, *, now: datetime) -> QuerySet[Ticket]:
    """Chosen, and not in the record system yet."""
    return _of_sites(viewer).filter(state=State.CHOSEN, entered_at=None)


def ended_without(viewer: Viewer, *, now: datetime) -> QuerySet[Ticket]:
    """Declined, or nobody chose in time: somebody says what becomes of it."""
    return _of_sites(viewer).filter(state__in=sorted(ENDED_WITHOUT))


def offered(viewer: Viewer, *, now: datetime) -> QuerySet[Ticket]:
    """The patient is to choose."""
    return _of_sites(viewer).filter(state=State.OFFERED)


def lately(viewer: Viewer, *, now: datetime) -> QuerySet[Ticket]:
    """Entered or set aside in the last fourteen days."""
    is_over = Q(state=State.CHOSEN, entered_at__isnull=False) | Q(state=State.WITHDRAWN)
    return _of_sites(viewer).filter(is_over, changed_at__gt=now - LATELY)


# In the order in which the front desk works.
TICKET_LISTS: dict[str, Callable[..., QuerySet[Ticket]]] = {
    "offer": to_offer,
    "enter": to_enter,
    "ended": ended_without,
    "offered": offered,
    "lately": lately,
}
