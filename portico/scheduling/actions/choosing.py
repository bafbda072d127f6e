"""The patient's side: choose a time, ask for others, want no visit."""

from uuid import UUID

from portico.core.actions import Act, action
from portico.core.viewer import Viewer
from portico.scheduling import events
from portico.scheduling.actions.moving import locked, move
from portico.scheduling.models import Ticket
from portico.scheduling.permissions import SchedulingVerb
from portico.scheduling.rules import ticket as rule


@action(SchedulingVerb.CHOOSE)
def choose(act: Act, *, by: Viewer, ticket_id: UUID, offer_id: UUID) -> Ticket:
    """One of the times that are offered. The same choice again is the same; another one is refused."""
    ticket = locked(act, ticket_id)
    if ticket.state == rule.State.CHOSEN and ticket.chosen_id == offer_id:
        act.about("ticket", ticket.pk)
        return ticket
    move(act, ticket, rule.Choose(offer_id), called="chosen")
    act.publish(events.TimeChosen(patient_id=ticket.patient_id, ticket_id=ticket.pk, offer_id=offer_id))
    return ticket


@action(SchedulingVerb.CHOOSE)
def none_fits(act: Act, *, by: Viewer, ticket_id: UUID, words: str = "") -> Ticket:
    """Other times, please: the front desk has it again, with what the patient said."""
    ticket = move(act, locked(act, ticket_id), rule.NoneFits(words), called="none-fits", words=words)
    act.publish(events.NoTimeFits(patient_id=ticket.patient_id, ticket_id=ticket.pk))
    return ticket


@action(SchedulingVerb.CHOOSE)
def decline(act: Act, *, by: Viewer, ticket_id: UUID, words: str = "") -> Ticket:
    """No visit is wanted: the team hears of it and says what becomes of it."""
    ticket = move(act, locked(act, ticket_id), rule.Decline(words), called="declined", words=words)
    act.publish(events.VisitDeclined(patient_id=ticket.patient_id, ticket_id=ticket.pk))
    return ticket
