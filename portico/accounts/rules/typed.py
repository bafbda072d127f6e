"""What was typed into a form whose session had ended: what of it is kept, for how long, and for whom.

Source: house rule (nothing typed is lost) under security.md SE-01. Why this is safe: docs/adr/0011.
"""

from collections.abc import Mapping
from dataclasses import dataclass

GOOD_FOR = 30 * 60  # seconds
CHARACTERS = 20_000  # of all fields together: more than any form of ours may send
FIELDS = 40
NOT_TYPED = frozenset({"csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class Typed:
    """`account` owned the session that ended; `page` is the path of the form, which names whose record it was."""

    account: str
    page: str
    at: int
    said: dict[str, str]


def worth_keeping(said: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form, or nothing where it is more than a form of ours sends."""
    fields = {name: text for name, text in said.items() if name not in NOT_TYPED}
    is_too_long = len(fields) > FIELDS or sum(map(len, [*fields, *fields.values()])) > CHARACTERS
    return {} if is_too_long or not any(text.strip() for text in fields.values()) else fields


def is_over(typed: Typed, *, now: int) -> bool:
    return not 0 <= now - typed.at <= GOOD_FOR


def belongs_here(typed: Typed, *, account: str, page: str) -> bool:
    """The same account is back at the same form of the same record."""
    return typed.account == account and typed.page == page
