"""What the scribe must know of the database: who is who, where things go, when the sites are open."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from portico.routing.rules.route import PoolFacts
from portico.triage.rules.item import Who
from portico.triage.rules.promise import Calendar


@dataclass(frozen=True, slots=True)
class Worker:
    account: UUID
    staff: UUID
    name: str
    role: str
    pools: frozenset[UUID]

    @property
    def as_who(self) -> Who:
        return Who(staff=self.staff, role=self.role, pools=self.pools)


@dataclass(frozen=True, slots=True)
class Writer:
    account: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A site: its pools in the order in which they are asked, what patients call them, and its calendar."""

    site: UUID
    pools: tuple[PoolFacts, ...]
    called: Mapping[UUID, str]
    calendar: Calendar

    def pool(self, name: str) -> UUID:
        return next(pool.id for pool in self.pools if pool.name == name)


@dataclass(frozen=True, slots=True)
class World:
    """`patients`: record number -> key; `rows`: resource id -> key of its row, for what a message is about."""

    staff: Mapping[str, Worker]
    writers: Mapping[str, Writer]
    patients: Mapping[str, UUID]
    places: Mapping[str, Place]
    rows: Mapping[str, UUID]
