"""Orders and the refill protocol in words."""

from portico.orders.presenters.checks import Check, in_words, kept_verdict
from portico.orders.presenters.checks import shown as check_shown
from portico.orders.presenters.named import class_words, lab_words
from portico.orders.presenters.orders import (
    Card,
    adopted_words,
    card,
    history,
    kind_words,
    prepare_words,
    sent_words,
    shown,
    state_words,
    title,
    why_words,
)
from portico.orders.presenters.table import protocol_page

__all__ = [
    "Card", "Check", "adopted_words", "card", "check_shown", "class_words", "history", "in_words", "kept_verdict",
    "kind_words", "lab_words", "prepare_words", "protocol_page", "sent_words", "shown", "state_words", "title",
    "why_words",
]  # fmt: skip
