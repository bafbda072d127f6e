"""The state machine of a work item: what a move makes of it, or why it may not be.

Source: domain.md 9 (states), 4.1 (invariants 1-5 and 7), house rule. Every answer carries its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from portico.clinic.rules.kinds import kind_of
from portico.clinic.rules.roles import PHYSICIANS, is_licensed, may_be_first_eyes
from portico.triage.rules import moves
from portico.triage.rules.clock import resumed
from portico.triage.rules.item import IDLE, REOPEN, Flag, Item, Reason, State, Then, Who
from portico.triage.rules.promise import Calendar


@dataclass(frozen=True, slots=True)
class Moved:
    item: Item
    reason: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """`why` is one word of presenters.why_words."""

    why: str


Answer = Moved | Stopped


@dataclass(frozen=True, slots=True)
class _Turn:
    item: Item
    who: Who
    now: datetime
    calendar: Calendar

    def to(self, reason: str, **changes: Any) -> Moved:
        return Moved(replace(self.item, **changes), reason)

    @property
    def is_mine(self) -> bool:
        return self.item.claimed_by == self.who.staff

    @property
    def mine(self) -> dict[str, Any]:
        return {"claimed_by": self.who.staff, "claimed_as": self.who.role, "active_at": self.now}

    @property
    def due_again(self) -> dict[str, Any]:
        """The clock goes on."""
        item = self.item
        if item.waiting_since is None:
            return {}
        due = resumed(item.due_at, item.waiting_since, self.now, self.calendar)
        return {"waiting_since": None, "due_at": due}


NOBODY: dict[str, Any] = {"claimed_by": None, "claimed_as": "", "active_at": None}
UNASKED: dict[str, Any] = {"asked_of": None, "asked_at": None}


def may_move(item: Item, move: moves.Move, who: Who, *, now: datetime, calendar: Calendar) -> Answer:
    turn = _Turn(item, who, now, calendar)
    if isinstance(move, moves.Advise):
        return _advise(turn, move)
    why = _why_not_the_teams(turn, move)
    return Stopped(why) if why else _MOVES[type(move)](turn, move)


def _why_not_the_teams(turn: _Turn, move: moves.Move) -> str:
    """Before anything: it is a team's work, in this person's pool, and no colleague's."""
    if not may_be_first_eyes(turn.who.role):
        return "physician"
    if turn.item.pool not in turn.who.pools:
        return "not-yours"
    if turn.item.state is State.CLOSED and not isinstance(move, moves.Reopen | moves.See):
        return "closed"
    is_others = turn.item.claimed_by is not None and not turn.is_mine
    return "taken" if is_others and not isinstance(move, moves.See | moves.Mark) else ""


def _claim(turn: _Turn, move: moves.Claim) -> Answer:
    if turn.is_mine:
        return turn.to("has it already", active_at=turn.now)
    return turn.to("took it", state=State.CLAIMED, **turn.mine, **turn.due_again)


def _release(turn: _Turn, move: moves.Release) -> Answer:
    if not turn.is_mine:
        return Stopped("not-claimed")
    return turn.to("put it back", state=State.QUEUED, **UNASKED, **NOBODY)


def _see(turn: _Turn, move: moves.See) -> Answer:
    return turn.to("opened it", seen_at=turn.item.seen_at or turn.now)


def _route(turn: _Turn, move: moves.Route) -> Answer:
    """The promise to the patient stays as it was."""
    kind = move.kind or turn.item.kind
    if not move.reason.strip():
        return Stopped("no-reason")
    if (move.pool, kind) == (turn.item.pool, turn.item.kind):
        return Stopped("same-pool")
    changes = {"pool": move.pool, "kind": kind, **turn.due_again}
    if move.pool == turn.item.pool:
        is_waiting = turn.item.state is State.WAITING
        return turn.to("has another kind", **changes, **({"state": State.QUEUED} if is_waiting else {}))
    return turn.to("went to another pool", state=State.QUEUED, **UNASKED, **changes, **NOBODY)


def _ask(turn: _Turn, move: moves.Ask) -> Answer:
    if move.of_role not in PHYSICIANS:
        return Stopped("no-physician")
    if not kind_of(turn.item.kind).asks_physician:
        return Stopped("not-a-physicians")
    if turn.item.seen_at is None:
        return Stopped("not-seen")
    if not (move.summary.strip() and move.question.strip()):
        return Stopped("no-question")
    return turn.to(
        "asked a physician",
        state=State.ASKED,
        asked_of=move.of,
        asked_at=turn.now,
        **turn.mine,
        **turn.due_again,
    )


def _advise(turn: _Turn, move: moves.Advise) -> Answer:
    """Back to whoever asked: the team answers the patient."""
    item = turn.item
    is_asked = item.state is State.ASKED and item.asked_of in {turn.who.staff, *turn.who.covers}
    is_paged = move.is_paged and item.flag == Flag.URGENT and item.state is not State.CLOSED
    if not is_asked and not is_paged:
        return Stopped("not-asked")
    if not move.text.strip():
        return Stopped("empty")
    if not is_asked:
        # It stays with the nurses, who close it; what was done at night is written down, and the ladder rests.
        return turn.to("who was paged did something", seen_at=item.seen_at or turn.now, acted_at=turn.now)
    return turn.to("a physician answered the team", state=State.CLAIMED, **UNASKED, active_at=turn.now)


def _reply(turn: _Turn, move: moves.Reply) -> Answer:
    seen = {"seen_at": turn.item.seen_at or turn.now, "replied_at": turn.now}
    if move.then is Then.KEEP:
        claim = {} if turn.item.state is State.ASKED else {"state": State.CLAIMED, **turn.mine}
        return turn.to("replied", **claim, **seen, **turn.due_again)
    if move.then is Then.WAIT:
        # A flagged item waits for nobody: its clock goes on.
        since = None if turn.item.flag else turn.item.waiting_since or turn.now
        return turn.to(
            "asked the patient", state=State.WAITING, waiting_since=since, **UNASKED, **NOBODY, **seen
        )
    why = _why_not_closed_by(turn)
    return Stopped(why) if why else _closed(turn, "reply", **seen)


def _act(turn: _Turn, move: moves.Act) -> Answer:
    if not move.what.strip():
        return Stopped("empty")
    return turn.to(
        "did something and wrote it down", seen_at=turn.item.seen_at or turn.now, acted_at=turn.now
    )


def _close(turn: _Turn, move: moves.Close) -> Answer:
    why = _why_not_closed_by(turn)
    if why:
        return Stopped(why)
    if move.reason is None:
        how = "action" if turn.item.acted_at else "reply" if turn.item.replied_at else ""
        return _closed(turn, how) if how else Stopped("no-reason")
    if move.reason is Reason.OTHER and not move.words.strip():
        return Stopped("no-words")
    return _closed(turn, move.reason.value, seen_at=turn.item.seen_at or turn.now)


def _why_not_closed_by(turn: _Turn) -> str:
    if turn.item.flag and not is_licensed(turn.who.role):
        return "not-licensed"
    return "" if turn.who.role in kind_of(turn.item.kind).closers else "not-clinical"


def _closed(turn: _Turn, how: str, **more: Any) -> Moved:
    changes = {"closed_at": turn.now, "closed_how": how, "waiting_since": None, **UNASKED, **more}
    return turn.to(f"closed by {how}", state=State.CLOSED, **changes, **NOBODY)


def _reopen(turn: _Turn, move: moves.Reopen) -> Answer:
    closed_at = turn.item.closed_at
    if closed_at is None:
        return Stopped("open")
    if turn.now - closed_at > REOPEN:
        return Stopped("too-old")
    if not move.reason.strip():
        return Stopped("no-reason")
    return turn.to(
        "opened again", state=State.CLAIMED, closed_at=None, closed_how="", due_at=move.due_at, **turn.mine
    )


def _split(turn: _Turn, move: moves.Split) -> Answer:
    """Where it is it stays: each of the two is answered and closed by itself."""
    if move.kind == turn.item.kind:
        return Stopped("same-kind")
    if not move.reason.strip():
        return Stopped("no-reason")
    return turn.to("asks for something else too", seen_at=turn.item.seen_at or turn.now)


def beside(kind: str, *, pool: UUID, due_at: datetime) -> Item:
    """What else the message asks for, as an item: as new as any, seen by nobody of its pool."""
    return Item(state=State.QUEUED, kind=kind, pool=pool, due_at=due_at)


def _mark(turn: _Turn, move: moves.Mark) -> Answer:
    if not move.reason.strip():
        return Stopped("no-reason")
    if not move.flag and not is_licensed(turn.who.role):
        return Stopped("not-licensed")
    changes = {"due_at": turn.item.due_at, **turn.due_again}
    if move.flag and move.due_at is not None:
        changes["due_at"] = min(changes["due_at"], move.due_at)
    return turn.to("was flagged" if move.flag else "lost its flag", flag=Flag(move.flag), **changes)


_MOVES: dict[type, Callable[[_Turn, Any], Answer]] = {
    moves.Claim: _claim,
    moves.Release: _release,
    moves.See: _see,
    moves.Route: _route,
    moves.Ask: _ask,
    moves.Reply: _reply,
    moves.Act: _act,
    moves.Close: _close,
    moves.Reopen: _reopen,
    moves.Split: _split,
    moves.Mark: _mark,
}


def danger_found(item: Item, *, pool: UUID, due_at: datetime) -> Item:
    """The net found something in what the patient wrote: urgent, with the nurses, its clock runs. Whoever of their
    pool has it keeps it; the promise may only come nearer."""
    changes: dict[str, Any] = {"flag": Flag.URGENT, "waiting_since": None, "due_at": min(item.due_at, due_at)}
    if item.pool != pool:
        changes |= {"pool": pool, "state": State.QUEUED, **UNASKED, **NOBODY}
    elif item.state is State.WAITING:
        changes |= {"state": State.QUEUED}
    return replace(item, **changes)


def patient_wrote(item: Item, *, due_at: datetime, now: datetime, calendar: Calendar) -> Answer:
    """A reply goes to the team again, never to a physician; whoever had it keeps it. `due_at`: of a new promise."""
    fresh = {"seen_at": None, "replied_at": None, "acted_at": None, **UNASKED}
    if item.state is State.CLOSED:
        if item.closed_at is not None and now - item.closed_at > REOPEN:
            return Stopped("too-old")
        fresh |= {"closed_at": None, "closed_how": "", "due_at": due_at}
        return Moved(replace(item, state=State.QUEUED, **fresh), "the patient wrote again")
    if item.state is State.WAITING:
        since = item.waiting_since
        due = resumed(item.due_at, since, now, calendar) if since else item.due_at
        answered = replace(item, state=State.QUEUED, waiting_since=None, due_at=due, **fresh)
        return Moved(answered, "the patient answered")
    state = State.CLAIMED if item.state is State.ASKED else item.state
    return Moved(replace(item, state=state, **fresh), "the patient wrote more")


def expired(item: Item, *, now: datetime) -> Answer:
    """A claim that nobody works on goes back to the pool. A question to a physician stays."""
    if item.state is not State.CLAIMED or item.active_at is None or now - item.active_at < IDLE:
        return Stopped("still-worked-on")
    return Moved(replace(item, state=State.QUEUED, **NOBODY), "nobody worked on it for four hours")
