from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSwitched(Event):
    name = "clinic.feature_switched"
    feature: str
    is_on: bool
    site_id: UUID | None
