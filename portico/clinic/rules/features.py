"""What can be switched on and off (1.34), and which switch speaks.

Source: house rule. A site's own switch wins over the organization's; within each the newest wins; no switch means on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Feature(StrEnum):
    MESSAGES = "messages"
    RESULTS = "results"
    MEDICINES = "medicines"
    PROBLEMS = "problems"
    ALLERGIES = "allergies"
    VACCINES = "vaccines"
    FAMILY_HISTORY = "family-history"
    DOCUMENTS = "documents"
    REFERRALS = "referrals"
    VISITS = "visits"
    CARE_TEAM = "care-team"
    WHO_LOOKED = "who-looked"
    WHO_LOOKED_NAMES = "who-looked-names"


class Switch(Protocol):
    @property
    def feature(self) -> str: ...
    @property
    def is_on(self) -> bool: ...
    @property
    def site_id(self) -> object: ...


@dataclass(frozen=True, slots=True)
class InForce:
    features: frozenset[str]
    reason: str


def in_force(switches: Iterable[Switch]) -> InForce:
    """`switches` of one site and of the organization, oldest first."""
    organization: dict[str, bool] = {}
    site: dict[str, bool] = {}
    for switch in switches:
        (site if switch.site_id else organization)[switch.feature] = switch.is_on
    word = {**organization, **site}
    on = frozenset(feature for feature in Feature if word.get(feature, True))
    off = sorted(set(Feature) - on)
    return InForce(on, f"switched off: {', '.join(off)}" if off else "everything is on")
