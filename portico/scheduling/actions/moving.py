"""One ticket, locked, moved by the rule, with the step that is kept of it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from portico.core.actions import Act, NotAllowed, Refused
from portico.scheduling.models import Ticket, TicketStep
from portico.scheduling.permissions import SchedulingVerb
from portico.scheduling.rules.ticket import Move, Stopped, may
from portico.triage.queries import item as work_item


def locked(act: Act, ticket_id: UUID) -> Ticket:
    """Of the patient in the address; anything else is not there."""
    rows = Ticket.objects.visible_to(act.by).select_for_update(of=("self",)).select_related("patient__site")
    found: Ticket | None = rows.filter(pk=ticket_id).first()
    if found is None:
        raise NotAllowed(SchedulingVerb.OFFER)
    return found


def move(act: Act, ticket: Ticket, what: Move, *, called: str, words: str = "") -> Ticket:
    """Do it, or say in one word why not."""
    outcome = may(ticket.facts(), what, now=act.now)
    if isinstance(outcome, Stopped):
        raise Refused(outcome.why)
    made = outcome.ticket
    kept = {slot.key for slot in made.slots}
    ticket.offers.filter(is_current=True).exclude(pk__in=kept).update(is_current=False)
    ticket.state, ticket.words, ticket.reason = made.state, made.words[:500], made.reason[:500]
    ticket.to_day, ticket.choose_by, ticket.chosen_id = made.to_day, made.choose_by, made.chosen
    ticket.entered_at = (ticket.entered_at or act.now) if made.is_entered else None
    ticket.changed_at = act.now
    ticket.save()
    step(act, ticket, called, words)
    return ticket


def beside(act: Act, item_id: UUID | None) -> Any:
    """The item that it belongs to, which this person may open, of this patient; what hides the one hides the other."""
    if item_id is None:
        return None
    try:
        return work_item(act.by, item_id, now=act.now)
    except ObjectDoesNotExist:
        raise NotAllowed(SchedulingVerb.OFFER) from None


def step(act: Act, ticket: Ticket, called: str, words: str = "") -> None:
    TicketStep.objects.create(
        ticket=ticket, what=called, staff_id=act.by.staff_id, words=words.strip()[:500], at=act.now
    )
    act.about("ticket", ticket.pk, patient=ticket.patient_id)


def staff_of(act: Act) -> UUID:
    if act.by.staff_id is None:
        raise NotAllowed(SchedulingVerb.OFFER)
    return act.by.staff_id
