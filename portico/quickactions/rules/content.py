"""What a quick action does, in one click: an answer and what becomes of the item, or an end without one.

Source: mission 4.02, domain.md 5.2 (guard, reply, side effects, next state). Its text is fixed substitution, as a
phrase's is, and leaves nothing to fill in: that would not be one click.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portico.clinic.rules.kinds import KINDS
from portico.phrases.rules.text import CHARACTERS, Kind, faults, marks
from portico.quickactions.rules.also import Also
from portico.quickactions.rules.also import faults as also_faults


class Ends(StrEnum):
    """What becomes of the item. The first three come with an answer."""

    CLOSE = "close"
    WAIT = "wait"
    KEEP = "keep"
    ROUTE = "route"  # to the pool of a name, with a note for those who get it
    ASK = "ask"  # the physician, with what the refill check says and a question
    CALL = "call"  # a call was made: it is logged, and closed by it
    THANKS = "thanks"
    DUPLICATE = "duplicate"
    NOT_FOR_US = "not-for-us"


ANSWERS = frozenset({Ends.CLOSE, Ends.WAIT, Ends.KEEP})
FOR_THE_TEAM = frozenset({Ends.ROUTE, Ends.CALL, Ends.ASK})
WITH_WORDS = ANSWERS | FOR_THE_TEAM
WITHOUT_MORE = frozenset({Ends.THANKS, Ends.DUPLICATE, Ends.NOT_FOR_US})
TITLE = 60
OPEN = frozenset({Kind.CHOICE, Kind.FILL})


@dataclass(frozen=True, slots=True)
class Content:
    """`kinds`: those it fits, none for all. `english`, `spanish`: the answer; for a call, another pool or a physician,
    the words for the team are the English ones, and no tokens are put in. `also`: what it does beside."""

    title: str
    kinds: tuple[str, ...]
    ends: str
    english: str = ""
    spanish: str = ""
    pool: str = ""
    also: tuple[Also, ...] = ()

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
    if content.ends in FOR_THE_TEAM and not content.english.strip():
        yield Problem("english", "for-the-team")
    if content.ends == Ends.ASK and content.kinds != ("refill",):
        yield Problem("kinds", "refill-alone")
    yield from _of_also(content)
    for field, text in (("english", content.english), ("spanish", content.spanish)):
        yield from _of_text(content, field, text)


def _of_also(content: Content) -> Iterator[Problem]:
    if content.also and content.ends in WITHOUT_MORE:
        yield Problem("ends", "nothing-more")
    for fault in also_faults(content.also, kinds=content.kinds):
        yield Problem(fault.do, fault.code)
    for one in content.also:
        for text in (one.what, one.why):
            for wrong in faults(text):
                yield Problem(one.do, "unknown", wrong.said)
            yield from (Problem(one.do, "to-fill-in", mark.said) for mark in marks(text) if mark.kind in OPEN)


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
        if mark.kind in OPEN:
            yield Problem(field, "to-fill-in", mark.said)
