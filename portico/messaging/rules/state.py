"""What the patient reads about a message: a function of the work item's state and of what is in effect.

Source: domain.md 9, look.md principle 3 (state in words).
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    ON_ITS_WAY = "on-its-way"  # may still be undone
    WITH_TEAM = "with-team"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Answer:
    state: State
    reason: str


def patient_state(*, is_withdrawn: bool, is_in_effect: bool, has_answer: bool) -> Answer:
    """`has_answer`: a post of the team is in effect and nothing of the patient's came after it."""
    if is_withdrawn:
        return Answer(State.WITHDRAWN, "undone before anybody saw it")
    if not is_in_effect:
        return Answer(State.ON_ITS_WAY, "may still be undone")
    if has_answer:
        return Answer(State.ANSWERED, "the team wrote last")
    return Answer(State.WITH_TEAM, "waits in a pool of the team")
