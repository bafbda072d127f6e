"""The team asks for a visit; the front desk offers times and enters what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from portico.core.actions import Act, Refused, action
from portico.core.presenters import today
from portico.core.viewer import Viewer
from portico.lib.ids import uuid7
from portico.scheduling import events
from portico.scheduling.actions.moving import beside, locked, move, staff_of, step
from portico.scheduling.models import Offer as OfferRow
from portico.scheduling.models import Recall, Ticket
from portico.scheduling.permissions import SchedulingVerb
from portico.scheduling.rules import ticket as rule
from portico.scheduling.rules.visit_types import VISIT_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What visit, and when. Days are of the practice; `why` and `clinician` are what the patient reads."""

    visit_type: str
    from_day: date
    to_day: date
    choose_by: date
    why: str = ""
    clinician: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One that the front desk offers."""

    starts_at: datetime
    minutes: int
    clinician: str = ""
    place: str = ""
    is_video: bool = False


@action(SchedulingVerb.OFFER)
def issue(
    act: Act, *, by: Viewer, wanted: Wanted, send_key: UUID, item_id: UUID | None = None, recall_id: UUID | None = None
) -> Ticket:  # fmt: skip
    """A ticket for the patient in the address. The same form sent twice is one."""
    taken: Ticket | None = Ticket.objects.filter(send_key=send_key).first()
    if taken is not None:
        if taken.patient_id != by.patient or taken.issued_by_id != by.staff_id:
            raise Refused("another-patient")
        act.about("ticket", taken.pk)
        return taken
    fault = rule.window_fault(wanted.from_day, wanted.to_day, wanted.choose_by, today=today(by))
    if fault or wanted.visit_type not in VISIT_TYPES:
        raise Refused(fault or "visit-type")
    item, due = beside(act, item_id), _recall(act, recall_id)
    hidden_as = item.sensitivity if item else due.sensitivity if due else ""
    ticket = Ticket.objects.create(
        patient_id=by.patient, item=item, recall=due, sensitivity=hidden_as, visit_type=wanted.visit_type,
        clinician=wanted.clinician.strip(), why=wanted.why.strip(), from_day=wanted.from_day, to_day=wanted.to_day,
        choose_by=wanted.choose_by, issued_by_id=staff_of(act), issued_at=act.now, changed_at=act.now,
        effective_at=act.undo_until, send_key=send_key,
    )  # fmt: skip
    step(act, ticket, "issued")
    act.publish(
        events.TicketIssued(
            patient_id=ticket.patient_id, ticket_id=ticket.pk, visit_type=ticket.visit_type, staff_id=staff_of(act)
        )
    )  # fmt: skip
    return ticket


def _recall(act: Act, recall_id: UUID | None) -> Recall | None:
    if recall_id is None:
        return None
    found: Recall | None = Recall.objects.visible_to(act.by).filter(pk=recall_id, state="open").first()
    if found is None:
        raise Refused("not-open")
    return found


@action(SchedulingVerb.TAKE_BACK)
def take_back(act: Act, *, by: Viewer, ticket_id: UUID) -> None:
    """The move it came with was taken back: as if it had never been issued, while nobody did anything with it."""
    rows = Ticket.objects.select_for_update(of=("self",)).filter(pk=ticket_id, patient_id=by.patient)
    ticket: Ticket | None = rows.first()
    act.about("ticket", ticket_id)
    if ticket is None or ticket.withdrawn_at or ticket.state != rule.State.TO_OFFER:
        return
    ticket.withdrawn_at = act.now
    ticket.save(update_fields=["withdrawn_at"])
    act.publish(events.TicketTakenBack(patient_id=ticket.patient_id, ticket_id=ticket.pk))


@action(SchedulingVerb.OFFER)
def offer(act: Act, *, by: Viewer, ticket_id: UUID, times: Sequence[Time]) -> Ticket:
    """One to five times, in place of those that were offered before; the patient is told."""
    ticket = locked(act, ticket_id)
    rows = [_row(act, ticket, time) for time in times]
    slots = tuple(rule.Slot(row.pk, row.starts_at) for row in rows)
    may_offer = rule.may(ticket.facts(), rule.Offer(slots), now=act.now)
    if isinstance(may_offer, rule.Stopped):
        raise Refused(may_offer.why)
    OfferRow.objects.bulk_create(rows)
    move(act, ticket, rule.Offer(slots), called="offered")
    offered = events.TimesOffered(
        patient_id=ticket.patient_id, ticket_id=ticket.pk, staff_id=staff_of(act), count=len(rows)
    )
    # Not before the ticket itself can no longer be taken back.
    act.publish(offered, effective_at=max(act.now, ticket.effective_at))
    return ticket


def _row(act: Act, ticket: Ticket, time: Time) -> OfferRow:
    return OfferRow(
        id=uuid7(), ticket=ticket, starts_at=time.starts_at, minutes=time.minutes, clinician=time.clinician.strip(),
        place=time.place.strip(), is_video=time.is_video, offered_by_id=staff_of(act), at=act.now,
    )  # fmt: skip


@action(SchedulingVerb.OFFER)
def chosen_by_phone(act: Act, *, by: Viewer, ticket_id: UUID, offer_id: UUID) -> Ticket:
    """The patient said on the telephone which time suits."""
    ticket = move(act, locked(act, ticket_id), rule.Choose(offer_id), called="chosen-by-phone")
    act.publish(
        events.TimeChosen(
            patient_id=ticket.patient_id, ticket_id=ticket.pk, offer_id=offer_id, staff_id=staff_of(act)
        )
    )
    return ticket


@action(SchedulingVerb.OFFER)
def gone(act: Act, *, by: Viewer, ticket_id: UUID) -> Ticket:
    """The chosen time was taken meanwhile. The patient is told; other times have to be offered."""
    ticket = move(act, locked(act, ticket_id), rule.Gone(), called="gone")
    act.publish(events.TimeGone(patient_id=ticket.patient_id, ticket_id=ticket.pk, staff_id=staff_of(act)))
    return ticket


@action(SchedulingVerb.OFFER)
def enter(act: Act, *, by: Viewer, ticket_id: UUID) -> Ticket:
    """The chosen time stands in the record system. What was to be recalled by it is done."""
    ticket = move(act, locked(act, ticket_id), rule.Enter(), called="entered")
    if ticket.recall_id:
        open_recalls = Recall.objects.filter(pk=ticket.recall_id, state="open")
        open_recalls.update(state="done", ended_at=act.now, ended_by_id=staff_of(act), quiet_until=None)
    act.publish(events.TimeEntered(patient_id=ticket.patient_id, ticket_id=ticket.pk, staff_id=staff_of(act)))
    return ticket


@action(SchedulingVerb.OFFER)
def extend(act: Act, *, by: Viewer, ticket_id: UUID, to_day: date, choose_by: date) -> Ticket:
    """More time; what had run out or was declined is offered again."""
    ticket = move(act, locked(act, ticket_id), rule.Extend(to_day, choose_by), called="extended")
    act.publish(
        events.TicketExtended(patient_id=ticket.patient_id, ticket_id=ticket.pk, staff_id=staff_of(act))
    )
    return ticket


@action(SchedulingVerb.OFFER)
def set_aside(act: Act, *, by: Viewer, ticket_id: UUID, reason: str) -> Ticket:
    """The team ends it and says why; where the patient was still to choose, the patient is told."""
    ticket = locked(act, ticket_id)
    was_open = ticket.state in rule.WITH_PATIENT
    move(act, ticket, rule.SetAside(reason), called="set-aside", words=reason)
    act.publish(
        events.TicketSetAside(
            patient_id=ticket.patient_id, ticket_id=ticket.pk, staff_id=staff_of(act), was_open=was_open
        )
    )
    return ticket


@action(SchedulingVerb.TIDY)
def lapse(act: Act, *, by: Viewer) -> int:
    """Time went by: what ran out, and what has only times that are over. Gives how many."""
    count = 0
    for ticket in _maybe_over(act.now).select_for_update(of=("self",)).iterator(chunk_size=500):
        if isinstance(rule.may(ticket.facts(), rule.Lapse(), now=act.now), rule.Stopped):
            continue
        move(act, ticket, rule.Lapse(), called="lapsed")
        is_expired = ticket.state == rule.State.EXPIRED
        act.publish(
            events.TicketLapsed(patient_id=ticket.patient_id, ticket_id=ticket.pk, is_expired=is_expired)
        )
        count += 1
    act.about("tickets")
    return count


def _maybe_over(now: datetime) -> QuerySet[Ticket]:
    """Somewhere on earth the last day is over, or no offered time lies ahead; the rule says which. Others are not
    locked: somebody may be choosing just now."""
    ahead = OfferRow.objects.filter(ticket=OuterRef("pk"), is_current=True, starts_at__gt=now)
    is_over = Q(choose_by__lt=now.date() + timedelta(days=1)) | Q(~Exists(ahead), state=rule.State.OFFERED)
    rows = Ticket.objects.filter(is_over, state__in=sorted(rule.WITH_PATIENT), withdrawn_at=None)
    current = Prefetch("offers", OfferRow.objects.filter(is_current=True))
    return rows.select_related("patient__site").prefetch_related(current).order_by("changed_at", "pk")
