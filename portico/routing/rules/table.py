"""The routing table of a practice: rows of conditions and what follows. The first row that fits decides.

Source: mission 3.04, domain.md 4.1 and 4.3. A condition that is empty is met by everything. Pools are named, for every
site has its own of that name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from hashlib import sha256
from typing import Any

import orjson

LONGEST = 60  # rows
MOST_DAYS = 30
OLDEST = 130


class Standing(StrEnum):
    """`NEW`: not seen here for three years, as CPT has it."""

    ANY = ""
    NEW = "new"
    ESTABLISHED = "established"


class Hours(StrEnum):
    ANY = ""
    OPEN = "open"
    CLOSED = "closed"


class Today(StrEnum):
    """Whether it is marked as for today."""

    ANY = ""
    YES = "same-day"
    NO = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`sites`, `teams`: keys as text. `languages`: "en", "es", or "other". `age_from`, `age_to`: whole years, both
    included. `words`: one beginning of a word in what was written is enough. `urgency` may only raise; `days`: working
    days to the answer, None for those of the kind."""

    kinds: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    standing: str = Standing.ANY
    today: str = Today.ANY
    hours: str = Hours.ANY
    words: tuple[str, ...] = ()
    pool: str
    urgency: str = ""
    days: int | None = None


SEVERAL = frozenset({"kinds", "sites", "teams", "languages", "words"})


@dataclass(frozen=True, slots=True)
class Table:
    """`number` of the version; 0 while nobody has published one. `label` goes into every reason."""

    rows: tuple[Row, ...] = ()
    number: int = 0

    @property
    def asks_standing(self) -> bool:
        return any(row.standing for row in self.rows)


def to_data(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What is kept: plain values, empty ones left out."""
    return [
        {name: value for name, value in asdict(row).items() if value not in ((), "", None)} for row in rows
    ]


def from_data(data: Sequence[Mapping[str, Any]]) -> tuple[Row, ...]:
    """What to_data gave. A column of a later version of the table is an error, not a silence."""
    names = {field.name for field in fields(Row)}
    for row in data:
        if unknown := set(row) - names:
            raise ValueError(f"This table has columns that are not known here: {', '.join(sorted(unknown))}.")
    return tuple(Row(**_read(row)) for row in data)


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if name in SEVERAL else value for name, value in row.items()}


def mark(rows: Sequence[Row]) -> str:
    """The same for the same rows, another for any other: what was tried is what is published."""
    return sha256(orjson.dumps(to_data(rows), option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
