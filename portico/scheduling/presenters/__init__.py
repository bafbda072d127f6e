"""Visits in words: appointments, booking tickets, recalls."""

from portico.scheduling.presenters.recalls import RecallCard, recall_card, recall_facts, recall_state
from portico.scheduling.presenters.tickets import (
    TicketCard,
    card,
    for_patient,
    history,
    staff_state,
    time_words,
    todo,
    visit_type_words,
    why_words,
)
from portico.scheduling.presenters.visits import Visit, visit

__all__ = [
    "RecallCard", "TicketCard", "Visit", "card", "for_patient", "history", "recall_card", "recall_facts",
    "recall_state", "staff_state",
    "time_words", "todo", "visit", "visit_type_words", "why_words",
]  # fmt: skip
