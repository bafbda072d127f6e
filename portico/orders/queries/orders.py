"""Orders: of one patient, and the lists that wait for somebody."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from portico.clinic.queries import covered_by
from portico.clinic.rules.roles import PHYSICIANS, is_licensed
from portico.core.viewer import Viewer
from portico.orders.models import Order, Step
from portico.orders.rules.order import SigningList, State, Who

LISTED = ("patient", "drafted_by", "asked_of", "signed_by", "entered_by")


def of_patient(viewer: Viewer) -> QuerySet[Order]:
    """Of the patient whom the URL names, newest first; patients see none."""
    rows = Order.objects.visible_to(viewer).exclude(state=State.WITHDRAWN)
    return rows.select_related("drafted_by", "signed_by").order_by("-drafted_at", "-id")


def of_item(viewer: Viewer, item_id: UUID) -> QuerySet[Order]:
    """What was prepared beside one item, oldest first."""
    rows = Order.objects.visible_to(viewer).filter(item_id=item_id).exclude(state=State.WITHDRAWN)
    return rows.select_related(*LISTED).order_by("drafted_at", "id")[:20]


def order(viewer: Viewer, order_id: UUID) -> Order:
    """Not there or of another patient: DoesNotExist."""
    rows = Order.objects.visible_to(viewer).select_related(*LISTED, "item")
    found: Order = rows.get(pk=order_id)
    return found


def steps(viewer: Viewer, order_id: UUID) -> list[Step]:
    rows = Step.objects.filter(order_id=order_id, order__patient_id=viewer.patient)
    return list(rows.select_related("staff").order_by("at", "id")[:200])


def who(viewer: Viewer) -> Who:
    """The viewer as the rule sees them."""
    if viewer.staff_id is None:
        raise LookupError("Orders are the team's.")
    return Who(viewer.staff_id, viewer.role, covered_by(viewer))


def to_sign(viewer: Viewer, *, now: datetime) -> QuerySet[Order]:
    """What waits for this person's signature, longest first. Of a physician who is away: for who stands in. What can
    still be taken back with the click that it came with waits for nobody yet."""
    rows = (
        Order.objects.of_sites(viewer).filter(state=State.TO_SIGN, sent_at__lte=now).select_related(*LISTED)
    )
    if viewer.role in PHYSICIANS:
        theirs = Q(asked_of=None) | Q(asked_of_id__in={viewer.staff_id, *covered_by(viewer)})
        rows = rows.filter(theirs, waits_on=SigningList.PHYSICIANS)
    elif is_licensed(viewer.role):
        rows = rows.filter(waits_on=SigningList.PROTOCOL)
    else:
        rows = rows.none()
    return rows.order_by("sent_at", "id")


def sent(viewer: Viewer) -> QuerySet[Order]:
    """What the team sent and nobody has signed yet."""
    rows = Order.objects.of_sites(viewer).filter(state=State.TO_SIGN).select_related(*LISTED)
    return rows.order_by("sent_at", "id")


def to_correct(viewer: Viewer) -> QuerySet[Order]:
    """Returned with a reason, and drafts: they wait for the team, one's own first."""
    rows = Order.objects.of_sites(viewer).filter(state__in=[State.RETURNED, State.DRAFTED])
    return rows.select_related(*LISTED).order_by("drafted_at", "id")


def to_enter(viewer: Viewer) -> QuerySet[Order]:
    """Signed, handed over, and not in the record system yet."""
    rows = Order.objects.of_sites(viewer).filter(state=State.SIGNED, handed_at__isnull=False, entered_at=None)
    return rows.select_related(*LISTED).order_by("handed_at", "id")


def entered_lately(viewer: Viewer, *, now: datetime) -> QuerySet[Order]:
    rows = Order.objects.of_sites(viewer).filter(entered_at__gt=now - timedelta(days=14))
    return rows.select_related(*LISTED).order_by("-entered_at", "-id")


def after(viewer: Viewer, order_id: UUID, *, now: datetime) -> tuple[Any, Any, int, int]:
    """On one's signing list: the one before, the one after, the place of this one and how many there are."""
    keys = list(to_sign(viewer, now=now).values_list("patient_id", "pk")[:200])
    place = next((n for n, (_patient, key) in enumerate(keys) if key == order_id), None)
    if place is None:
        return None, (keys[0] if keys else None), 0, len(keys)
    before = keys[place - 1] if place else None
    return before, keys[place + 1] if place + 1 < len(keys) else None, place + 1, len(keys)
