"""Where one message goes by the table, and why: the row is named. Never to a physician; what is urgent goes to nurses.

Source: domain.md 4.1, invariants 1 and 2; mission 3.04. Facts in, an answer with its reason out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from portico.lib.words import normalise
from portico.routing.rules.route import PoolFacts, route
from portico.routing.rules.table import Hours, Row, Standing, Table, Today

KNOWN_LANGUAGES = ("en", "es")


def unknown() -> bool | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`is_seen`: whether the patient was seen here in three years, None if nobody knows; asked only where a row asks.
    `age`: whole years. `text`: all that was written."""

    kind: str
    site: UUID
    team: UUID | None = None
    language: str = "en"
    age: int | None = None
    is_same_day: bool = False
    is_open: bool = True
    text: str = ""
    is_seen: Callable[[], bool | None] = unknown


@dataclass(frozen=True, slots=True)
class Decision:
    """`row`: from 1, 0 where the kinds of the pools decide. `urgency` and `days` as the row says, or nothing."""

    pool: PoolFacts
    reason: str
    row: int = 0
    urgency: str = ""
    days: int | None = None


def decide(facts: Facts, table: Table, pools: Sequence[PoolFacts]) -> Decision:
    """`pools`: of the site, in the order in which they are asked. Without one at all: route.Unroutable."""
    named = {pool.name: pool for pool in pools}
    said = (
        frozenset(normalise(facts.text))
        if facts.text and any(row.words for row in table.rows)
        else frozenset()
    )
    for number, row in enumerate(table.rows, 1):
        # A pool that was closed since the table was published takes nothing: the next row has its turn.
        if row.pool in named and fits(row, facts, said):
            reason = f"row {number} of routing table {table.number}: {row.pool}"
            return Decision(named[row.pool], reason, number, row.urgency, row.days)
    routed = route(facts.kind, pools)
    return Decision(routed.pool, routed.reason)


def fits(row: Row, facts: Facts, said: frozenset[str]) -> bool:
    """Cheap conditions first: who was seen is asked of the record, and only where all else fits."""
    return (
        (not row.kinds or facts.kind in row.kinds)
        and (not row.sites or str(facts.site) in row.sites)
        and (not row.teams or str(facts.team) in row.teams)
        and (not row.languages or spoken(facts.language) in row.languages)
        and _is_of_age(row, facts.age)
        and (not row.today or facts.is_same_day == (row.today == Today.YES))
        and (not row.hours or facts.is_open == (row.hours == Hours.OPEN))
        and (not row.words or _is_said(row.words, said))
        and (not row.standing or facts.is_seen() is (row.standing == Standing.ESTABLISHED))
    )


def spoken(language: str) -> str:
    """As a row names it: "es-US" is Spanish; who said nothing reads English."""
    code = language.lower().partition("-")[0] or "en"
    return code if code in KNOWN_LANGUAGES else "other"


def _is_of_age(row: Row, age: int | None) -> bool:
    if row.age_from is None and row.age_to is None:
        return True
    return age is not None and (row.age_from or 0) <= age <= (row.age_to if row.age_to is not None else age)


def _is_said(words: Sequence[str], said: frozenset[str]) -> bool:
    """One of them: of several words, each has to begin a word that was written."""
    return any(
        parts and all(any(word.startswith(part) for word in said) for part in parts)
        for parts in (normalise(one) for one in words)
    )
