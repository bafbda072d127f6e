"""What can be wrong with orders, for the doctor."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portico.clinic.ailments import absent_without_cover
from portico.core.ailments import SHOWN, Ailment, told
from portico.core.viewer import Viewer
from portico.orders.models import Order
from portico.orders.queries import table_fault
from portico.triage.queries import calendar_of
from portico.triage.rules.promise import next_working_day

WORKING_DAYS_TO_SIGN = 2
WORKING_DAYS_TO_ENTER = 1
LOOKED_AT = 500


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    waiting = Order.objects.filter(state="to-sign")
    sentence = _("These orders have waited for a signature longer than two working days.")
    yield from _overdue(viewer, "order-not-signed", sentence, waiting, "sent_at", WORKING_DAYS_TO_SIGN, now)
    signed = Order.objects.filter(state="signed", entered_at=None, handed_at__isnull=False)
    sentence = _("These orders were signed a working day ago and are not in the record system.")
    yield from _overdue(
        viewer, "order-not-entered", sentence, signed, "handed_at", WORKING_DAYS_TO_ENTER, now
    )
    gone = Q(asked_of__is_active=False) | Q(asked_of__account__is_active=False)
    nobody = waiting.filter(gone | Q(asked_of_id__in=absent_without_cover(viewer, now=now)))
    sentence = _("These orders wait for a physician who is not there, and nobody stands in.")
    yield from told("order-for-nobody", sentence, nobody, since="sent_at")
    yield from _changed()
    if fault := table_fault(viewer):
        sentence = _("The refill protocol can't be read, so no refill meets it.")
        yield Ailment(name="protocol-unreadable", sentence=sentence, count=1, ids=(fault[:200],))


def _overdue(
    viewer: Viewer, name: str, sentence: str, rows: "QuerySet[Any]", since: str, days: int, now: datetime
) -> Iterator[Ailment]:
    """So many working days of the patient's clinic; the oldest first, of which no more than needed are looked at."""
    found = rows.filter(**{f"{since}__lt": now - timedelta(days=days)}).select_related("item__site")
    calendars: dict[Any, Any] = {}
    late = []
    for row in found.order_by(since, "pk")[:LOOKED_AT]:
        site = row.item.site
        calendar = calendars.setdefault(site.pk, None) or calendar_of(viewer, site)
        calendars[site.pk] = calendar
        if _is_past(getattr(row, since), calendar, days, now):
            late.append(row)
    if late:
        ids = tuple(str(row.pk) for row in late[:SHOWN])
        oldest = getattr(late[0], since)
        yield Ailment(name=name, sentence=sentence, count=len(late), ids=ids, oldest=oldest)


def _is_past(due: datetime, calendar: Any, days: int, now: datetime) -> bool:
    for _day in range(days):
        due = next_working_day(due, calendar)
    return due < now


def _changed() -> Iterator[Ailment]:
    """What is signed never changes: its words still have the fingerprint that was signed."""
    signed = Order.objects.filter(state="signed").order_by("signed_at", "pk")
    wrong = [row for row in signed.iterator(chunk_size=2000) if row.fingerprint() != row.digest]
    if wrong:
        sentence = _("These orders were changed after they were signed.")
        ids = tuple(str(row.pk) for row in wrong[:SHOWN])
        yield Ailment(
            name="order-changed", sentence=sentence, count=len(wrong), ids=ids, oldest=wrong[0].signed_at
        )
