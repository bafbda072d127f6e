"""How one item was finished, in the words of a quick action: from a move of the worklist and the text beside it.

Source: triage/rules/may_move.py (the reasons of its moves), domain.md 5.2. Names are taken out, so that a text fits the
next patient, and so that what is compared is what was said.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from portico.quickactions.rules.content import ANSWERS, Ends
from portico.quickactions.rules.habits import Finished

REPLIED = {"closed by reply": Ends.CLOSE, "asked the patient": Ends.WAIT, "replied": Ends.KEEP}
CLOSED = {
    "action": Ends.CALL, "thanks": Ends.THANKS, "duplicate": Ends.DUPLICATE, "not-for-us": Ends.NOT_FOR_US,
}  # fmt: skip
LONGEST = 60.0  # minutes: who was away longer did not work on it
PATIENT, WRITER = "{{patient.first_name}}", "{{user.signature}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """`what`: replied, closed or routed; `reason`, `closed_how` as triage keeps them. `opened`: when it was begun."""

    who: str
    kind: str
    what: str
    reason: str
    closed_how: str
    pool: str
    patient: str
    writer: str
    text: str
    at: datetime
    opened: datetime | None
    by_button: bool


def finished(moved: Moved) -> Finished | None:
    """None where no quick action does that: closed for a reason in words, say."""
    end = _end(moved)
    if not end:
        return None
    took = (moved.at - moved.opened).total_seconds() / 60 if moved.opened else None
    # Words for the team are the team's, in its language.
    language = language_of(moved.text) if end in ANSWERS else "en"
    return Finished(
        who=moved.who, kind=moved.kind, end=end, language=language,
        text=masked(moved.text, patient=moved.patient, writer=moved.writer),
        pool=moved.pool if end == Ends.ROUTE else "", by_button=moved.by_button,
        minutes=took if took is not None and 0 <= took <= LONGEST else None,
    )  # fmt: skip


def language_of(text: str) -> str:
    """By its small words: enough to compare like with like, and to put a text into the right box of a form that
    somebody reads."""
    words = text.lower().split()
    return "es" if sum(word in SPANISH for word in words) > sum(word in ENGLISH for word in words) else "en"


SPANISH = frozenset({"hola", "el", "la", "los", "su", "que", "por", "para", "está", "con", "de", "una", "un"})
ENGLISH = frozenset({"hello", "hi", "the", "your", "you", "is", "for", "and", "to", "of", "a", "with", "we"})


def _end(moved: Moved) -> str:
    if moved.what == "routed":
        return Ends.ROUTE
    if moved.what == "replied":
        return REPLIED.get(moved.reason, "")
    return CLOSED.get(moved.closed_how, "")


def masked(text: str, *, patient: str, writer: str) -> str:
    """With tokens in place of the patient's first name, and of the writer's with its calling at the end of a line."""
    first = patient.strip().split(" ")[0]
    if writer and writer in text:
        text = re.sub(rf"\b{re.escape(writer)}(, [^\W\d_ ]+( [^\W\d_ ]+)?)?$", WRITER, text, flags=re.M)
    return re.sub(rf"\b{re.escape(first)}\b", PATIENT, text) if first and first in text else text
