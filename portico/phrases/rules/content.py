"""What a phrase says, and what keeps it from being saved.

Source: domain.md 5.1. At least one language; every mark in it is one that can be put in; a shortcut that no word is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portico.clinic.rules.kinds import KINDS
from portico.phrases.rules.shortcut import is_shortcut
from portico.phrases.rules.text import CHARACTERS, faults


@dataclass(frozen=True, slots=True)
class Content:
    shortcut: str
    title: str
    kinds: tuple[str, ...]
    english: str
    spanish: str
    review_on: date


@dataclass(frozen=True, slots=True)
class Problem:
    """`field`: of the form; `code`: what is wrong there; `said`: the piece of the text that is meant."""

    field: str
    code: str
    said: str = ""


def problems(content: Content) -> list[Problem]:
    return list(_problems(content))


def _problems(content: Content) -> Iterator[Problem]:
    if not is_shortcut(content.shortcut):
        yield Problem("shortcut", "no-shortcut")
    if not content.title.strip():
        yield Problem("title", "empty")
    if not set(content.kinds) <= set(KINDS):
        yield Problem("kinds", "no-kind")
    if not (content.english.strip() or content.spanish.strip()):
        yield Problem("english", "no-text")
    for field, text in (("english", content.english), ("spanish", content.spanish)):
        if len(text) > CHARACTERS:
            yield Problem(field, "too-long")
        for wrong in faults(text):
            yield Problem(field, wrong.fault, wrong.said)
