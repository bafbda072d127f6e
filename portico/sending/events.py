from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesWritten(Event):
    """The practice's rules, as a draft."""

    name = "sending.rules_written"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesAdopted(Event):
    """In force from now on."""

    name = "sending.rules_adopted"
    number: int
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRulesSaved(Event):
    """A physician tightened the rules for their own patients, or (`is_none`) no longer does."""

    name = "sending.own_rules_saved"
    staff_id: UUID
    number: int
    is_none: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesHandedOut(Event):
    """Given on paper, or talked over."""

    name = "sending.rules_handed_out"
    patient_id: UUID
    staff_id: UUID
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapsLifted(Event):
    """For one patient through a day, or (`is_end`) no longer."""

    name = "sending.caps_lifted"
    patient_id: UUID
    staff_id: UUID
    until: str
    is_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingRefused(Event):
    """A message was not taken, for this reason; what was typed is kept."""

    name = "sending.refused"
    patient_id: UUID
    kind: str
    why: str
