"""A dry run: what a table would have done with messages of the past, beside what the one in force does.

Counts alone: whoever looks after the table reads no message. Source: the issue of the routing table (moved between
pools, load per pool, targets missed).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

DAYS = 90


@dataclass(frozen=True, slots=True)
class Way:
    """How one message went under one table. `due_at`: what would have been promised; `row`: from 1, 0 for none."""

    pool: UUID
    row: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """`done_at`: when it was closed, or now where it is open."""

    now: Way
    then: Way
    done_at: datetime


@dataclass(slots=True)
class Tally:
    """Per pool: how many now and then, how many of them late; between pools; per row of the tried table."""

    count: int = 0
    moved: int = 0
    pools: dict[str, list[int]] = field(default_factory=dict)  # pool -> [now, then, late now, late then]
    between: dict[str, int] = field(default_factory=dict)  # "from to" -> how many
    rows: dict[str, int] = field(default_factory=dict)

    def add(self, one: Past) -> None:
        self.count += 1
        self._load(one.now, 0, one.done_at)
        self._load(one.then, 1, one.done_at)
        self.rows[str(one.then.row)] = self.rows.get(str(one.then.row), 0) + 1
        if one.now.pool != one.then.pool:
            self.moved += 1
            way = f"{one.now.pool} {one.then.pool}"
            self.between[way] = self.between.get(way, 0) + 1

    def _load(self, way: Way, side: int, done_at: datetime) -> None:
        found = self.pools.setdefault(str(way.pool), [0, 0, 0, 0])
        found[side] += 1
        found[side + 2] += done_at > way.due_at

    def to_data(self) -> dict[str, Any]:
        return {
            "count": self.count, "moved": self.moved, "pools": self.pools, "between": self.between,
            "rows": self.rows,
        }  # fmt: skip


def tally(data: Mapping[str, Any], more: Iterable[Past]) -> Tally:
    """What was counted before (to_data, or nothing) with what comes."""
    found = Tally(
        **{name: data[name] for name in ("count", "moved", "pools", "between", "rows") if name in data}
    )
    for one in more:
        found.add(one)
    return found
