"""What is done with visits: taken in from the record system, asked for by ticket, chosen, recalled."""

from portico.scheduling.actions.choosing import choose, decline, none_fits
from portico.scheduling.actions.importing import keep
from portico.scheduling.actions.recalls import cancel, finish, recall, snooze, take_back_recall
from portico.scheduling.actions.tickets import (
    Time,
    Wanted,
    chosen_by_phone,
    enter,
    extend,
    gone,
    issue,
    lapse,
    offer,
    set_aside,
    take_back,
)

__all__ = [
    "Time", "Wanted", "cancel", "choose", "chosen_by_phone", "decline", "enter", "extend", "finish", "gone", "issue",
    "keep", "lapse", "none_fits", "offer", "recall", "set_aside", "snooze", "take_back", "take_back_recall",
]  # fmt: skip
