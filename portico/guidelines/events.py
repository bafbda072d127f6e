from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineSaved(Event):
    """Written or changed: a draft again. `is_retired`: no longer offered."""

    name = "guidelines.saved"
    guideline_id: UUID
    number: int
    is_retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineAdopted(Event):
    """This version, and no other, by a licensed person."""

    name = "guidelines.adopted"
    guideline_id: UUID
    number: int
    staff_id: UUID
