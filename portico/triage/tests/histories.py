"""Random histories of a work item: what a team, its physicians and a patient may try, in any order, at any time."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from portico.oncall.rules.ladder import Paged, Rung, due, still_called
from portico.triage.rules import moves
from portico.triage.rules.clock import next_staffed, urgent
from portico.triage.rules.item import Item, Reason, State, Then, Who, faults
from portico.triage.rules.may_move import Answer, Moved, beside, expired, may_move, patient_wrote
from portico.triage.rules.promise import Calendar, promise

START = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
POOLS = [UUID(int=n) for n in (1, 2, 3)]
KINDS = ["refill", "question", "appointment", "billing", "form", "readings"]
CALENDAR = Calendar(
    "America/Chicago", {str(day): ["08:00", "17:00"] for day in range(5)}, frozenset({date(2026, 11, 26)})
)


def _who(number: int, role: str, *pools: int, covers: tuple[int, ...] = ()) -> Who:
    return Who(
        staff=UUID(int=number), role=role, pools=frozenset(POOLS[n] for n in pools),
        covers=frozenset(UUID(int=n) for n in covers),
    )  # fmt: skip


JO, TOMAS, KIM = _who(11, "nurse", 0, 1), _who(12, "medical-assistant", 0, 1, 2), _who(13, "front-desk", 2)
# The physicians are members of pools here, against the rules of the practice: the machine must hold all the same.
AMARA, COVER = _who(21, "physician", 0, 1, 2), _who(22, "physician", covers=(21,))
DANA = _who(14, "front-desk", 0, 1)  # in the pools of the nurses, as in a small practice
EVERYBODY = [JO, TOMAS, KIM, DANA, AMARA, COVER]
LINE = _who(15, "nurse", 0, 1)  # an answering service, with an account of its own
# The one exception to "never a physician first": from the second rung, or first where a physician signed for it.
LADDERS = {
    False: [
        Rung(LINE.staff, "nurse", 15),
        Rung(AMARA.staff, "physician", 15),
        Rung(COVER.staff, "physician", 30),
    ],
    True: [Rung(AMARA.staff, "physician", 15), Rung(LINE.staff, "nurse", 15)],
}
WORDS = ["", " ", "because", "because", "because", "because"]
MINUTES = [*[0, 1, 2, 10] * 5, 60, 240, 60 * 24, 60 * 24 * 15]


@dataclass
class History:
    """One item through its life. Each step is checked against the item before it."""

    random: Random
    now: datetime = START
    item: Item = field(init=False)
    wrong: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    wrote_at: datetime = START
    is_signed: bool = False  # that a physician is paged first
    paged: list[Paged] = field(default_factory=list)
    # Physicians whom the ladder reached: when, and when the site opened next.
    called: dict[UUID, tuple[datetime, datetime]] = field(default_factory=dict)
    team_saw: bool = False  # since the patient last wrote: told apart from what the item says of itself

    def __post_init__(self) -> None:
        flag = self.random.choice(["", "", "same-day", "urgent"])
        self.is_signed = self.random.random() < 0.3
        self.item = Item(
            state=State.QUEUED, kind="refill", pool=POOLS[0], flag=flag,
            due_at=promise("refill", self.now, CALENDAR).at,
        )  # fmt: skip

    def live(self, steps: int) -> "History":
        for _ in range(steps):
            self.now += timedelta(minutes=self.random.choice(MINUTES))
            chance = self.random.random()
            if chance < 0.1:
                self._patient()
            elif chance < 0.2:
                self._page()
            elif chance < 0.23:
                self._become("expired", expired(self.item, now=self.now))
            else:
                self._team()
        return self

    def _page(self) -> None:
        """A turn of the schedule while the site is closed."""
        ladder, item = LADDERS[self.is_signed], self.item
        has_it = item.claimed_by and item.active_at is not None and item.active_at >= self.wrote_at
        is_taken = has_it or item.acted_at or item.replied_at
        opens_at = next_staffed(self.now, CALENDAR)
        if item.flag != "urgent" or item.state is State.CLOSED or is_taken or opens_at <= self.now:
            return
        number = due(ladder, self.paged, now=self.now)
        if number is None:
            return
        rung = ladder[number]
        if rung.role == "physician":
            tonight = [one for one in self.paged if self.now - one.at < timedelta(hours=12)]
            if not tonight and not self.is_signed:
                self.wrong.append("a physician was paged first, and nobody signed for it")
            self.called[rung.staff] = (self.now, opens_at)
        self.paged.append(Paged(number, self.now))
        self.done.append("Page")

    def _patient(self) -> None:
        due = promise(self.item.kind, self.now, CALENDAR).at
        answer = patient_wrote(self.item, due_at=due, now=self.now, calendar=CALENDAR)
        if isinstance(answer, Moved):
            self.team_saw = False
            self.wrote_at = self.now
            if answer.item.asked_of or answer.item.seen_at:
                self.wrong.append("a physician sees a reply that the team has not seen")
        self._become("patient", answer)

    def _team(self) -> None:
        who, move = self.random.choice(EVERYBODY), self._move()
        if self.item.state is State.ASKED and self.random.random() < 0.3:
            move = moves.Advise(self.random.choice(WORDS))
        elif self.called and self.random.random() < 0.3:
            # As the action says it: whether this one was paged is in the tables, never in the form.
            move = moves.Advise(self.random.choice(WORDS), is_paged=self._is_called(who))
        before = self.item
        answer = may_move(before, move, who, now=self.now, calendar=CALENDAR)
        if isinstance(answer, Moved):
            self.wrong += _told(before, answer.item, move, who, self.team_saw or self._was_called(who))
            if isinstance(move, moves.Claim | moves.Advise | moves.Reply | moves.Act | moves.Close):
                self.paged = []  # somebody saw to it: the next time begins with the first rung
            if who.role != "physician":
                self.team_saw = self.team_saw or answer.item.seen_at is not None
        self._become(type(move).__name__, answer)

    def _is_called(self, who: Who) -> bool:
        """As the tables say it."""
        at, opens_at = self.called.get(who.staff, (START, START))
        return who.staff in self.called and still_called(at, opens_at, self.wrote_at, now=self.now)

    def _was_called(self, who: Who) -> bool:
        """In its own words: what comes in while the site is open is never first seen by a physician."""
        if who.staff not in self.called or self.item.flag != "urgent":
            return False
        at, opens_at = self.called[who.staff]
        came_since = self.wrote_at > at
        return not (came_since and self.now >= opens_at)

    def _become(self, name: str, answer: Answer) -> None:
        if isinstance(answer, Moved):
            self.done.append(name)
            self.wrong += [f"{fault} after {name}" for fault in faults(answer.item)]
            self.item = answer.item
            if name == "Split" and self.random.random() < 0.5:
                self._go_on_with_the_other()

    def _go_on_with_the_other(self) -> None:
        """What else the message asks for is as new as any message: nobody of its pool has seen it."""
        due_at = promise("question", self.now, CALENDAR).at
        self.item = beside("question", pool=self.random.choice(POOLS), due_at=due_at)
        self.wrong += [f"{fault} in what was split off" for fault in faults(self.item)]
        self.team_saw, self.paged, self.called, self.wrote_at = False, [], {}, self.now

    def _move(self) -> moves.Move:
        any_of, words = self.random.choice, self.random.choice(WORDS)
        asked = any_of([AMARA, COVER, JO])
        return any_of(
            [
                moves.Claim(),
                moves.Release(),
                moves.See(),
                moves.Route(any_of(POOLS), words, any_of(["", *KINDS])),
                moves.Ask(asked.staff, asked.role, words, any_of(WORDS)),
                moves.Advise(words),
                moves.Reply(any_of(list(Then))),
                moves.Act(words),
                moves.Close(any_of([None, *Reason]), words),
                moves.Split(any_of(KINDS), words),
                moves.Reopen(words, promise(self.item.kind, self.now, CALENDAR).at),
                moves.Mark(any_of(["", "urgent"]), words, urgent(self.item.kind, self.now, CALENDAR).at),
            ]
        )


def _told(before: Item, after: Item, move: moves.Move, who: Who, may_see: bool) -> list[str]:
    """What a single step must keep, whatever the rule says of itself. `may_see`: the team saw it since the patient
    wrote, or the on-call ladder called this one about it."""
    wrong = _split_off(before, after, move)
    is_physician = who.role == "physician"
    if is_physician and not isinstance(move, moves.Advise):
        wrong.append(f"a physician could {type(move).__name__}")
    if is_physician and not may_see:
        wrong.append("a physician acted on what the team has not seen")
    if is_physician and isinstance(move, moves.Advise) and after.state is not before.state:
        is_theirs = before.state is State.ASKED and before.asked_of in {who.staff, *who.covers}
        wrong += [] if is_theirs else ["who was paged moved an item out of its place"]
    if not is_physician and before.pool not in who.pools:
        wrong.append("somebody moved an item of another's pool")
    if before.claimed_by not in (None, who.staff) and not isinstance(
        move, moves.See | moves.Mark | moves.Advise
    ):
        wrong.append("somebody moved what a colleague holds")
    if after.state is State.CLOSED and before.state is not State.CLOSED:
        wrong += _closed(before, move, who)
    if isinstance(move, moves.Ask) and before.kind in {"appointment", "billing"}:
        wrong.append("a physician was asked about what never is a physician's")
    if isinstance(move, moves.Ask) and not (move.summary.strip() and move.question.strip()):
        wrong.append("a question without a summary and a question")
    is_new_promise = isinstance(move, moves.Reopen)
    # What is flagged is due sooner, never later; nothing else moves a promise.
    is_flagged = isinstance(move, moves.Mark) and bool(move.flag)
    if is_flagged and before.waiting_since is None and after.due_at > before.due_at:
        wrong.append("a flag put the answer off")
    is_new_promise = is_new_promise or is_flagged
    if after.due_at != before.due_at and before.waiting_since is None and not is_new_promise:
        wrong.append("the promise moved while the clock ran")
    if after.due_at < before.due_at and not is_new_promise:
        wrong.append("the promise moved forward")
    if isinstance(move, moves.Reopen) and before.closed_at is None:
        wrong.append("something open was opened")
    return wrong


def _split_off(before: Item, after: Item, move: moves.Move) -> list[str]:
    if not isinstance(move, moves.Split):
        return []
    is_same = replace(after, seen_at=None) == replace(before, seen_at=None)
    return [] if is_same else ["what was split off changed what it came from"]


def _closed(before: Item, move: moves.Move, who: Who) -> list[str]:
    wrong = []
    why = isinstance(move, moves.Reply) or before.replied_at or before.acted_at
    if not why and not (isinstance(move, moves.Close) and move.reason):
        wrong.append("closed without a reply, an action or a reason")
    if before.flag and who.role not in {"nurse", "pharmacist", "pool-lead"}:
        wrong.append("an unlicensed role closed a flagged item")
    if before.kind in {"refill", "question", "readings"} and who.role == "front-desk":
        wrong.append("the front desk ended what is about somebody's health")
    return wrong
