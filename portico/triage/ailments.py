"""What can be wrong with the work of the team, for the doctor."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from portico.clinic.ailments import absent_without_cover, pools_that_nobody_works_in
from portico.core.ailments import SHOWN, Ailment, told
from portico.core.viewer import Viewer
from portico.triage.models import Page, Step, WorkItem, overdue
from portico.triage.rules.item import IDLE, faults

# The schedule lets claims go every five minutes; an item that is over by more was forgotten by it.
GRACE = timedelta(minutes=10)


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    open_items = WorkItem.objects.filter(withdrawn_at=None).exclude(state="closed")
    yield from _nobody_sees(viewer, open_items)
    yield from _held(open_items, now)
    yield from _asked(viewer, open_items, now)
    late = open_items.filter(overdue(now))
    yield from told(
        "promise-past", _("The promised time is past, and the item is open."), late, since="due_at"
    )
    yield from _unreached(open_items)
    yield from _faulty(now)


def _nobody_sees(viewer: Viewer, items: "QuerySet[WorkItem]") -> Iterator[Ailment]:
    unseen = items.filter(pool_id__in=pools_that_nobody_works_in(viewer))
    sentence = _("These items are in a pool in which nobody of the team works: nobody sees them.")
    yield from told("item-nobody-sees", sentence, unseen, since="created_at")


def _held(items: "QuerySet[WorkItem]", now: datetime) -> Iterator[Ailment]:
    idle = items.filter(state="claimed", active_at__lt=now - IDLE - GRACE)
    yield from told("claim-expired", _("Nobody has worked on these claims for over four hours."), idle,
                    since="active_at")  # fmt: skip
    gone = items.filter(claimed_by__is_active=False)
    yield from told("claim-of-former-staff", _("Somebody who is no longer on the team holds these items."), gone,
                    since="active_at")  # fmt: skip
    shut = items.filter(claimed_by__is_active=True, claimed_by__account__is_active=False)
    yield from told("claim-of-closed-account", _("The account of whoever holds these items is closed."), shut,
                    since="active_at")  # fmt: skip


def _asked(viewer: Viewer, items: "QuerySet[WorkItem]", now: datetime) -> Iterator[Ailment]:
    asked = items.filter(state="asked")
    gone = Q(asked_of__is_active=False) | Q(asked_of__account__is_active=False)
    unanswerable = asked.filter(gone | Q(asked_of_id__in=absent_without_cover(viewer, now=now)))
    sentence = _("These questions wait for a physician who is not there, and nobody stands in.")
    yield from told("question-to-nobody", sentence, unanswerable, since="asked_at")


def _unreached(items: "QuerySet[WorkItem]") -> Iterator[Ailment]:
    """Urgent, and the whole ladder was climbed without reaching anybody."""
    reached = Page.objects.filter(item=OuterRef("pk"), is_reached=True)
    tried = Page.objects.filter(item=OuterRef("pk"))
    rows = items.filter(flag="urgent", claimed_by=None, replied_at=None, acted_at=None)
    rows = rows.filter(Exists(tried), ~Exists(reached))
    sentence = _("Something urgent waits, and nobody of the on-call ladder could be paged.")
    yield from told("on-call-unreached", sentence, rows, since="created_at")


def _faulty(now: datetime) -> Iterator[Ailment]:
    """The rule itself looks at what is open; of what is closed, all that the rule says can be asked in SQL."""
    open_items = WorkItem.objects.exclude(state="closed").order_by("pk")
    wrong = [item.pk for item in open_items.iterator(chunk_size=2000) if any(faults(item.facts()))]
    closed = WorkItem.objects.filter(state="closed").filter(
        Q(closed_at=None) | Q(closed_how="") | Q(claimed_by__isnull=False) | Q(asked_of__isnull=False)
        | Q(waiting_since__isnull=False)
    )  # fmt: skip
    wrong += list(closed.values_list("pk", flat=True)[: SHOWN * 10])
    if wrong:
        sentence = _("These items break a rule that must hold at all times.")
        rows = WorkItem.objects.filter(pk__in=wrong[: SHOWN * 10])
        oldest = rows.order_by("created_at").values_list("created_at", flat=True).first()
        ids = tuple(str(key) for key in wrong[:SHOWN])
        yield Ailment(name="item-faulty", sentence=sentence, count=len(wrong), ids=ids, oldest=oldest)


def without_item(viewer: Viewer, rows: "QuerySet[Any]", source_kind: str) -> "QuerySet[Any]":
    """Of these sources, those that nobody's list shows."""
    items = WorkItem.objects.filter(source_kind=source_kind, source_id=OuterRef("pk"), withdrawn_at=None)
    return rows.filter(~Exists(items))


def closed_past(
    viewer: Viewer, rows: "QuerySet[Any]", source_kind: str, source: str, at: str
) -> "QuerySet[Any]":
    """Of these writings of patients, those whose item is closed and was never told of them."""
    items = WorkItem.objects.filter(source_kind=source_kind, source_id=OuterRef(source))
    told_of = Step.objects.filter(
        item__source_kind=source_kind,
        item__source_id=OuterRef(source),
        what="patient-wrote",
        at__gte=OuterRef(at),
    )
    return rows.filter(Exists(items.filter(state="closed")), ~Exists(told_of))
