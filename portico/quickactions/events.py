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
class RunBegun(Event):
    """One press for `count` items; each has an event of its own."""

    name = "quickactions.run_begun"
    run_id: UUID
    staff_id: UUID
    action_id: UUID
    number: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAsked(Event):
    """To be carried out for one item."""

    name = "quickactions.part_asked"
    patient_id: UUID
    run_id: UUID
    part_id: UUID
    item_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTakenBack(Event):
    """All of it was undone; `kept`: how many could not be."""

    name = "quickactions.run_taken_back"
    run_id: UUID
    staff_id: UUID
    kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAsItIs(Event):
    """The detector said that this version no longer fits; somebody keeps it."""

    name = "quickactions.left"
    action_id: UUID
    number: int
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitDismissed(Event):
    """Somebody does not want this way of finishing as a button."""

    name = "quickactions.habit_dismissed"
    staff_id: UUID
    kind: str
    end: str
