"""What a quick action does, in one click: an answer and what becomes of the item, or an end without one.

Source: mission 4.02, domain.md 5.2 (guard, reply, side effects, next state). Its text is fixed substitution, as a
phrase's is, and leaves nothing to fill in: that would not be one click.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portico.clinic.rules.kinds import KINDS
from portico.phrases.rules.text import CHARACTERS, Kind, faults, marks


class Ends(StrEnum):
    """What becomes of the item. The first three come with an answer."""

    CLOSE = "close"
    WAIT = "wait"
    KEEP = "keep"
    ROUTE = "route"  # to the pool of a name, with a note for those who get it
    CALL = "call"  # a call was made: it is logged, and closed by it
    THANKS = "thanks"
    DUPLICATE = "duplicate"
    NOT_FOR_US = "not-for-us"


ANSWERS = frozenset({Ends.CLOSE, Ends.WAIT, Ends.KEEP})
WITH_WORDS = ANSWERS | {Ends.ROUTE, Ends.CALL}
TITLE = 60


@dataclass(frozen=True, slots=True)
class Content:
    """`kinds`: those it fits, none for all. `english`, `spanish`: the answer; for a call or another pool, the words for
    the team are the English ones, and no tokens are put in."""

    title: str
    kinds: tuple[str, ...]
    ends: str
    english: str = ""
    spanish: str = ""
    pool: str = ""

    @property
    def is_answer(self) -> bool:
        return self.ends in ANSWERS

    def fits(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Problem:
    field: str
    code: str
    said: str = ""


def problems(content: Content) -> list[Problem]:
    return list(_problems(content))


def _problems(content: Content) -> Iterator[Problem]:
    if not content.title.strip():
        yield Problem("title", "empty")
    if not set(content.kinds) <= set(KINDS):
        yield Problem("kinds", "no-kind")
    if content.ends not in set(Ends):
        yield Problem("ends", "no-end")
    if content.ends == Ends.ROUTE and not content.pool.strip():
        yield Problem("pool", "no-pool")
    if content.ends in WITH_WORDS and not (content.english.strip() or content.spanish.strip()):
        yield Problem("english", "no-text")
    if content.ends in {Ends.ROUTE, Ends.CALL} and not content.english.strip():
        yield Problem("english", "for-the-team")
    for field, text in (("english", content.english), ("spanish", content.spanish)):
        yield from _of_text(content, field, text)


def _of_text(content: Content, field: str, text: str) -> Iterator[Problem]:
    if len(text) > CHARACTERS:
        yield Problem(field, "too-long")
    if not content.is_answer:
        if any(marks(text)):
            yield Problem(field, "for-the-team")
        return
    for wrong in faults(text):
        yield Problem(field, "unknown", wrong.said)
    for mark in marks(text):
        if mark.kind in {Kind.CHOICE, Kind.FILL}:
            yield Problem(field, "to-fill-in", mark.said)
