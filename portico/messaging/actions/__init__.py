"""Write to each other: the patient's side (sending), the team's (answering), and what is kept (keeping)."""

from portico.messaging.actions.answering import answer, answer_place, undo_answer
from portico.messaging.actions.keeping import (
    drop_draft,
    interrupt,
    keep_draft,
    mark_read,
    refuse,
    tell_unread,
)
from portico.messaging.actions.sending import reply, reply_place, send, undo, undo_reply
from portico.messaging.queries import SOURCE

__all__ = [
    "SOURCE", "answer", "answer_place", "drop_draft", "interrupt", "keep_draft", "mark_read", "refuse", "reply",
    "reply_place", "send", "tell_unread", "undo", "undo_answer", "undo_reply",
]  # fmt: skip
