"""Conversations in words: what they are called, how they stand, what one may write about."""

from portico.messaging.presenters.asking import Unfinished, choices, more_choices, place_url, unfinished
from portico.messaging.presenters.conversations import (
    FIRST_TEAMS,
    Said,
    answer_box,
    copied,
    promise_words,
    said,
    state_of,
    state_words,
    summary,
    team_words,
)
from portico.messaging.presenters.facts import facts
from portico.messaging.presenters.titles import is_open, kind_title, title

__all__ = [
    "FIRST_TEAMS", "Said", "Unfinished", "answer_box", "choices", "copied", "facts", "is_open", "kind_title",
    "more_choices", "place_url", "promise_words", "said", "state_of", "state_words", "summary", "team_words",
    "title", "unfinished",
]  # fmt: skip
