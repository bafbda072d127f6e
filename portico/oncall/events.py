"""What happens to on-call ladders."""

from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderWritten(Event):
    """`needs_signature`: it names a physician first, and holds when one has signed for it."""

    name = "oncall.ladder_written"
    site_id: UUID
    number: int
    needs_signature: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderSigned(Event):
    """The practice agrees that a physician is paged first."""

    name = "oncall.ladder_signed"
    site_id: UUID
    number: int
    staff_id: UUID
