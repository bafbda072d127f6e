"""A quick action with what is known of one patient put in: as it would be done, and what is missing for that."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from portico.core.viewer import Viewer
from portico.people.queries import person
from portico.phrases.rules.text import expand, marks
from portico.phrases.rules.variant import variant
from portico.quickactions.presenters.facts import facts_by_language
from portico.quickactions.rules.also import WORDS, Also
from portico.quickactions.rules.filled import Filled


def filled(viewer: Viewer, one: Any, item: Any, thread: Any, *, now: datetime) -> Filled:
    """For the patient whose record is open; facts are gathered in the one language that is needed."""
    content = one.content()
    if not content.is_answer and not content.also:
        return Filled()
    patient = person(viewer)
    spoken = variant(english=one.english, spanish=one.spanish, language=patient.language)
    said = " ".join(
        [spoken.text if content.is_answer else "", *(f"{one.what} {one.why}" for one in content.also)]
    )
    known = facts_by_language(
        viewer, patient, item, thread, now=now, languages=(spoken.language,), tokens={mark.name for mark in marks(said)}
    )  # fmt: skip
    facts = known[spoken.language]
    body = expand(spoken.text, facts).text if content.is_answer else ""
    return Filled(body, tuple(_with(part, facts) for part in content.also))


def _with(part: Also, facts: dict[str, str]) -> Also:
    what, why = expand(part.what, facts).text, expand(part.why, facts).text
    return replace(part, what=what[:WORDS], why=why[:WORDS])
