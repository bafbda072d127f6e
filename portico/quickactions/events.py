from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickActionSaved(Event):
    """Made or changed; `is_retired`: no longer offered. `owner`: person or practice."""

    name = "quickactions.saved"
    action_id: UUID
    number: int
    owner: str
    is_retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickActionUsed(Event):
    """One click: what it did to the item has events of its own."""

    name = "quickactions.used"
    patient_id: UUID
    item_id: UUID
    staff_id: UUID
    action_id: UUID
    number: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitDismissed(Event):
    """Somebody does not want this way of finishing as a button."""

    name = "quickactions.habit_dismissed"
    staff_id: UUID
    kind: str
    end: str
