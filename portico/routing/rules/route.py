"""Which pool sees a message first. A physician never does: pools of physicians alone are no candidates.

Source: domain.md 4.1, invariants 1 and 2, and its table (urgent words go to the nurses first);
house rule: callers bring the facts, the answer carries its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from portico.clinic.rules.kinds import NURSES, kind_of

ANYTHING = "*"


@dataclass(frozen=True, slots=True)
class PoolFacts:
    id: UUID
    name: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routed:
    pool: PoolFacts
    reason: str


class Unroutable(LookupError):
    """The site's settings leave no pool, or no opening hours: nothing may be accepted that nobody would see."""


def route_urgent(pools: Sequence[PoolFacts], found: str = "") -> Routed:
    """Whatever it is about, nurses read it first. `found`: what the net found, for the reason."""
    routed = route(NURSES, pools)
    why = f"; the net found {found}" if found else ""
    return Routed(routed.pool, f"urgent, so {routed.pool.name}{why}"[:200])


def route(kind: str, pools: Sequence[PoolFacts]) -> Routed:
    """`pools` in the order in which they are asked: by the kind's name, by the kind it is near to, by what is left."""
    for pool in pools:
        if kind in pool.kinds:
            return Routed(pool, f"{pool.name} takes {kind}")
    near = kind_of(kind).near
    for pool in pools:
        if near and near in pool.kinds:
            return Routed(pool, f"{pool.name} takes {near}, and {kind} with it")
    for pool in pools:
        if ANYTHING in pool.kinds:
            return Routed(pool, f"{pool.name} takes what no other pool does")
    raise Unroutable(f"No pool takes {kind}.")
