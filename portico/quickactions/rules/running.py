"""One quick action for many items at once: how many, how long it may be taken back, what becomes of each.

Source: mission 4.02; house rule for the rest: what is flagged is opened by somebody, never answered in a heap, a
call is logged by who made it, and a physician is asked one question at a time.
"""

from datetime import timedelta
from enum import StrEnum

from portico.quickactions.rules.content import Content, Ends

AT_MOST = 200
# Two hundred take some seconds; then they are looked at. Nobody outside sees any of it before that is over.
HOLD = timedelta(minutes=2)


class State(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"  # not done, and why
    TAKEN_BACK = "taken-back"
    KEPT = "kept"  # done, and could not be taken back


def is_for_many(content: Content) -> bool:
    return content.ends not in {Ends.ASK, Ends.CALL}
