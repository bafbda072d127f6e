from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFiled(Event):
    name = "triage.item_filed"
    item_id: UUID
    kind: str
    pool_id: UUID
    reason: str
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWithdrawn(Event):
    name = "triage.item_withdrawn"
    item_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOpened(Event):
    """The first of the team to open it since the patient last wrote."""

    name = "triage.item_opened"
    item_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWorkedOn(Event):
    """Somebody is still active on it; at most every 30 seconds."""

    name = "triage.item_worked_on"
    item_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemClaimed(Event):
    name = "triage.item_claimed"
    item_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReleased(Event):
    """`why`: released, or expired when nobody worked on it."""

    name = "triage.item_released"
    item_id: UUID
    staff_id: UUID
    why: str = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRouted(Event):
    """`by_rule`: why, where the routing table chose; what a person wrote stays with the step."""

    name = "triage.item_routed"
    item_id: UUID
    staff_id: UUID
    from_pool_id: UUID
    pool_id: UUID
    from_kind: str
    kind: str
    by_rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSplit(Event):
    """The message asks for something of another kind too: `new_item_id`, in `pool_id`, where the table sends it."""

    name = "triage.item_split"
    item_id: UUID
    staff_id: UUID
    new_item_id: UUID
    kind: str
    pool_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PhysicianAsked(Event):
    """`in_place_of`: the physician who is away, where somebody covers."""

    name = "triage.physician_asked"
    item_id: UUID
    staff_id: UUID
    physician_id: UUID
    in_place_of: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhysicianAdvised(Event):
    name = "triage.physician_advised"
    item_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReplied(Event):
    """`then`: close, wait (for the patient) or keep."""

    name = "triage.item_replied"
    item_id: UUID
    staff_id: UUID
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLogged(Event):
    name = "triage.call_logged"
    item_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Event):
    name = "triage.note_written"
    item_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFlagged(Event):
    """`flag` is empty when it was taken away."""

    name = "triage.item_flagged"
    item_id: UUID
    staff_id: UUID
    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlagFound(Event):
    """The net under messages. `topics`: "chest-pain:emergency breathing:note", worst first; `rank`: of the worst."""

    name = "triage.red_flag_found"
    item_id: UUID
    topics: str
    rank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePassed(Event):
    """Open past its promise, with the clock running; once for each promise. `due_at` is what was promised."""

    name = "triage.promise_passed"
    item_id: UUID
    pool_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StillUnanswered(Event):
    """A working day after it was said that a promise passed, and still open; once for each promise."""

    name = "triage.still_unanswered"
    item_id: UUID
    pool_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemClosed(Event):
    """`how`: reply, action or a reason's code. `signature`: the moves that led here, for finding what repeats."""

    name = "triage.item_closed"
    version = 2
    item_id: UUID
    staff_id: UUID
    kind: str
    how: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReopened(Event):
    """`why`: patient-wrote, or by the team."""

    name = "triage.item_reopened"
    item_id: UUID
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallPaged(Event):
    """Somebody of the ladder, by her place in it from nought, about something urgent while the site is closed."""

    name = "triage.on_call_paged"
    item_id: UUID
    staff_id: UUID
    rung: int
    ladder: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTakenBack(Event):
    """Undo, within ten seconds. `step_id`: not in events of earlier versions of Portico."""

    name = "triage.move_taken_back"
    item_id: UUID
    staff_id: UUID
    what: str
    step_id: UUID | None = None
