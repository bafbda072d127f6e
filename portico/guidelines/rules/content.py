"""An advice guideline: one page about one topic, for whoever answers; and which ones fit a message.

Source: mission 3.05; domain.md 4.1 (who may close, when it is a physician's, a symptom needs a call, when a visit).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from portico.clinic.rules.kinds import KINDS
from portico.lib.words import normalise

ROLES = ("medical-assistant", "nurse", "pharmacist", "physician")
TITLE, CHARACTERS, MOST_WORDS = 80, 2000, 30
SECTIONS = ("ask", "call", "visit", "emergency", "say")


@dataclass(frozen=True, slots=True)
class Content:
    """`words`: any of them in a message, by the beginning of a word, brings it up; English and Spanish together. `who`
    may answer. The sections are lines: what to ask, when to call, when a visit, when 911, what to say. `phrases`:
    shortcuts."""

    title: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    who: tuple[str, ...]
    ask: str
    call: str
    visit: str
    emergency: str
    say: str
    phrases: tuple[str, ...]
    review_on: date


@dataclass(frozen=True, slots=True)
class Problem:
    field: str
    code: str


def problems(content: Content) -> list[Problem]:
    return list(_problems(content))


def _problems(content: Content) -> Iterator[Problem]:
    if not content.title.strip():
        yield Problem("title", "empty")
    if not set(content.kinds) <= set(KINDS):
        yield Problem("kinds", "no-kind")
    if not content.who or not set(content.who) <= set(ROLES):
        yield Problem("who", "no-role")
    if len(content.words) > MOST_WORDS:
        yield Problem("words", "too-many")
    if not content.kinds and not content.words:
        yield Problem("words", "never-found")
    for name in ("ask", "emergency"):
        if not getattr(content, name).strip():
            yield Problem(name, "must-say")
    for name in SECTIONS:
        if len(getattr(content, name)) > CHARACTERS:
            yield Problem(name, "too-long")


class Findable(Protocol):
    kinds: Sequence[str]
    words: Sequence[str]
    title: str


Some = TypeVar("Some", bound=Findable)


def fitting(kind: str, text: str, among: Iterable[Some]) -> list[tuple[Some, str]]:
    """Those that fit a message, each with the word that was met; more words before fewer. One whose kinds do not hold
    fits by its words all the same: patients choose a kind by guess. By the kind alone, "", fits only what has no words:
    else every question would bring up every topic."""
    said = frozenset(normalise(text))
    found = []
    for one in among:
        met = [word for word in one.words if _is_said(word, said)]
        if met or (not one.words and kind in one.kinds):
            found.append((-len(met), kind not in one.kinds, one.title, one, met[0] if met else ""))
    return [(one, word) for *_order, one, word in sorted(found, key=lambda row: row[:3])]


def _is_said(words: str, said: frozenset[str]) -> bool:
    parts = normalise(words)
    return bool(parts) and all(any(word.startswith(part) for word in said) for part in parts)
