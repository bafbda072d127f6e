"""What happens to tickets and recalls. Ids and plain values only: no words of anybody."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketIssued(Event):
    name: ClassVar[str] = "scheduling.ticket_issued"
    ticket_id: UUID
    visit_type: str
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesOffered(Event):
    name: ClassVar[str] = "scheduling.times_offered"
    ticket_id: UUID
    staff_id: UUID
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeChosen(Event):
    """`staff_id`: who took it down where the patient said it by telephone."""

    name: ClassVar[str] = "scheduling.time_chosen"
    ticket_id: UUID
    offer_id: UUID
    staff_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTimeFits(Event):
    name: ClassVar[str] = "scheduling.no_time_fits"
    ticket_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDeclined(Event):
    name: ClassVar[str] = "scheduling.visit_declined"
    ticket_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGone(Event):
    name: ClassVar[str] = "scheduling.time_gone"
    ticket_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEntered(Event):
    name: ClassVar[str] = "scheduling.time_entered"
    ticket_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketExtended(Event):
    name: ClassVar[str] = "scheduling.ticket_extended"
    ticket_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSetAside(Event):
    name: ClassVar[str] = "scheduling.ticket_set_aside"
    ticket_id: UUID
    staff_id: UUID
    was_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLapsed(Event):
    """`is_expired`: nobody chose in time; else all its times are over and others have to be offered."""

    name: ClassVar[str] = "scheduling.ticket_lapsed"
    ticket_id: UUID
    is_expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTakenBack(Event):
    name: ClassVar[str] = "scheduling.ticket_taken_back"
    ticket_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallSet(Event):
    name: ClassVar[str] = "scheduling.recall_set"
    recall_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallSnoozed(Event):
    name: ClassVar[str] = "scheduling.recall_snoozed"
    recall_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallEnded(Event):
    name: ClassVar[str] = "scheduling.recall_ended"
    recall_id: UUID
    staff_id: UUID
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallTakenBack(Event):
    name: ClassVar[str] = "scheduling.recall_taken_back"
    recall_id: UUID
