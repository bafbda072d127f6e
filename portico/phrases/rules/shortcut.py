"""What a shortcut looks like, and which phrase it means where several people use the same one.

Source: house rule. A word that begins with a dot, so that no ordinary word is one. One's own wins over the pool's, the
pool's over the practice's.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar

from portico.clinic.rules.kinds import KINDS

SHORTCUT = re.compile(r"\.[a-z0-9]+(-[a-z0-9]+)*")
LETTERS = 30


class Owner(StrEnum):
    """To whom a phrase belongs. The order is the one in which a shortcut is looked up."""

    PERSON = "person"
    POOL = "pool"
    PRACTICE = "practice"


class Titled(Protocol):
    @property
    def owner(self) -> Owner: ...
    @property
    def title(self) -> str: ...
    @property
    def shortcut(self) -> str: ...
    @property
    def kinds(self) -> list[str]: ...


T = TypeVar("T", bound=Titled)
ORDER = list(Owner)


def cleaned(typed: str) -> str:
    """As it is kept: small letters, one dot in front."""
    return f".{typed.strip().lower().lstrip('.')}"


def is_shortcut(text: str) -> bool:
    return len(text) <= LETTERS and SHORTCUT.fullmatch(text) is not None


def in_order(phrases: Iterable[T], kind: str = "") -> list[T]:
    """Those for this kind of message and few others first, then those for every kind; then by owner, by title."""
    return sorted(
        phrases,
        key=lambda p: (_distance(p.kinds, kind), ORDER.index(p.owner), p.title.casefold(), p.shortcut),
    )


def _distance(kinds: list[str], kind: str) -> int:
    every = len(KINDS)
    if kind in kinds:
        return len(kinds)
    return every + 1 if not kinds else every + 2


def fits(kinds: Iterable[str], kind: str) -> bool:
    """A phrase without kinds fits every message."""
    made_for = list(kinds)
    return not made_for or kind in made_for


def by_shortcut(phrases: Iterable[T]) -> dict[str, T]:
    """What each shortcut means to this person."""
    found: dict[str, T] = {}
    for phrase in sorted(phrases, key=lambda p: (ORDER.index(p.owner), p.title.casefold())):
        found.setdefault(phrase.shortcut, phrase)
    return found
