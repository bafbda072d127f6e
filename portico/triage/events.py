from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFiled(Event):
    name = "triage.item_filed"
    item_id: UUID
    kind: str
    pool_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemClaimed(Event):
    name = "triage.item_claimed"
    item_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReleased(Event):
    name = "triage.item_released"
    item_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemClosed(Event):
    name = "triage.item_closed"
    item_id: UUID
    staff_id: UUID
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReopened(Event):
    name = "triage.item_reopened"
    item_id: UUID
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWithdrawn(Event):
    name = "triage.item_withdrawn"
    item_id: UUID
