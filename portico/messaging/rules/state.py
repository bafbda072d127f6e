"""What the patient reads about a message: a function of the work item's state and of what is in effect.

Source: domain.md 9, look.md principle 3 (state in words).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REPLY_FOR = timedelta(days=14)


class State(StrEnum):
    ON_ITS_WAY = "on-its-way"  # may still be undone
    WITH_TEAM = "with-team"
    BEING_ASKED = "being-asked"  # the doctor
    FOR_YOU = "for-you"  # the team asked something
    ANSWERED = "answered"
    DONE = "done"  # without a written answer: by phone, by a visit
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Answer:
    state: State
    reason: str


def patient_state(
    *, is_withdrawn: bool, is_in_effect: bool, has_answer: bool, item_state: str, item_how: str = ""
) -> Answer:
    """`has_answer`: a post of the team is in effect and nothing of the patient's came after it.

    `item_state` and `item_how` are triage's: queued, claimed, asked, waiting, closed; reply, action or a reason.
    """
    if is_withdrawn:
        return Answer(State.WITHDRAWN, "undone before anybody saw it")
    if not is_in_effect:
        return Answer(State.ON_ITS_WAY, "may still be undone")
    if item_state == "asked":
        return Answer(State.BEING_ASKED, "the team asked a physician")
    if has_answer:
        is_asked = item_state == "waiting"
        return Answer(State.FOR_YOU if is_asked else State.ANSWERED, "the team wrote last")
    if item_state == "closed" and item_how != "reply":
        return Answer(State.DONE, f"closed by {item_how}")
    return Answer(State.WITH_TEAM, "waits in a pool of the team")


def may_reply(*, closed_at: datetime | None, now: datetime, days: int = REPLY_FOR.days) -> Answer:
    """A reply opens what was closed, for fourteen days or as many fewer as the rules for sending say; later it is a new
    matter."""
    if closed_at is not None and now - closed_at > timedelta(days=days):
        return Answer(State.DONE, f"closed more than {days} days ago")
    return Answer(State.WITH_TEAM, "the team reads it")
