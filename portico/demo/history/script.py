"""One conversation as a script: what was sent, and what everybody did next, with its moment. Plain values only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """`what`: open, claim, work, note, call, route, ask, advise, answer, close, flag by staff; looked, wrote by the
    patient's side. `who` is a staff key, or the writer's own key. `to`: a pool, a physician, or as what
    somebody else of the family looked; `kind`: of a route."""

    at: datetime
    who: str
    what: str
    text: str = ""
    about: str = ""
    then: str = ""
    to: str = ""
    kind: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """`patient` is a record number; `writer` a sign-in name. `points_at` is the resource that it is about."""

    patient: str
    writer: str
    is_proxy: bool
    language: str
    site: str
    kind: str
    subject: str
    body: str
    details: dict[str, Any]
    points_at: str
    is_same_day: bool
    at: datetime
    did: tuple[Did, ...] = ()
    habit: str = ""  # whose habit answered it: the truth that a detector must find

    @property
    def texts(self) -> list[str]:
        """Everything that stands on the page of this conversation, in order."""
        return [self.body, *(one.text for one in self.did if one.what in {"answer", "wrote"})]
