"""Reads of visits: appointments, booking tickets, recalls."""

from portico.scheduling.queries.appointments import appointment, next_visit, past, sure_visits, upcoming
from portico.scheduling.queries.recalls import (
    due_for_patient,
    ended_recalls,
    listed_recalls,
    recall,
    waiting_recalls,
)
from portico.scheduling.queries.tickets import (
    TICKET_LISTS,
    label_of,
    of_item,
    of_patient,
    steps,
    ticket,
    to_choose,
)

__all__ = [
    "TICKET_LISTS", "appointment", "due_for_patient", "ended_recalls", "label_of", "listed_recalls", "next_visit",
    "of_item", "of_patient", "past", "recall", "steps", "sure_visits", "ticket", "to_choose", "upcoming",
    "waiting_recalls",
]  # fmt: skip
