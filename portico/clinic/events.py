from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSwitched(Event):
    name = "clinic.feature_switched"
    feature: str
    is_on: bool
    site_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencePlanned(Event):
    name = "clinic.absence_planned"
    staff_id: UUID
    stand_in_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceCancelled(Event):
    name = "clinic.absence_cancelled"
    staff_id: UUID
