"""What somebody wants to do with a work item. Data only; may_move decides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portico.triage.rules.item import Reason, Then


@dataclass(frozen=True, slots=True)
class Claim:
    pass


@dataclass(frozen=True, slots=True)
class Release:
    pass


@dataclass(frozen=True, slots=True)
class See:
    """Somebody opened it."""


@dataclass(frozen=True, slots=True)
class Route:
    """To another pool, perhaps as another kind."""

    pool: UUID
    reason: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A physician, with what the team found out and one question. `of` after cover was looked up."""

    of: UUID
    of_role: str
    summary: str
    question: str


@dataclass(frozen=True, slots=True)
class Advise:
    """The physician's answer to the team. `is_paged`: the on-call ladder called them about this."""

    text: str
    is_paged: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The team wrote to the patient."""

    then: Then


@dataclass(frozen=True, slots=True)
class Act:
    """Something was done and written down: a call, an order, a letter."""

    what: str


@dataclass(frozen=True, slots=True)
class Close:
    """Without a further reply: after one, after an action, or for a reason."""

    reason: Reason | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reopen:
    reason: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Split:
    """The same message asks for something of another kind too: that becomes an item of its own."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Raise or take away the flag. `due_at`: by when something flagged so is done, if that is sooner."""

    flag: str
    reason: str
    due_at: datetime | None = None


Move = Claim | Release | See | Route | Ask | Advise | Reply | Act | Close | Reopen | Split | Mark
