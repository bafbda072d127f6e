"""The rows of a history, in memory: what each table gets, and the events with what followed from them."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps

from portico.core.events import Event as Facts
from portico.core.events import reactions_to
from portico.core.models import Delivery, Event
from portico.demo.history.script import Did, Script
from portico.demo.history.world import Place, Worker, World
from portico.lib.undo import UNDO
from portico.messaging import events as said
from portico.messaging.queries import UNREAD_FOR
from portico.messaging.rules.kinds import CLINICAL
from portico.triage.rules import moves
from portico.triage.rules.item import Item, faults, to_data
from portico.triage.rules.may_move import Answer, Moved, may_move

SETTLED = timedelta(seconds=30)  # what is younger could still be undone: history ends before
SCHEDULE = timedelta(minutes=30)  # how often the schedule asks who has not read


class Impossible(Exception):
    """The script has somebody do what the rules forbid."""


@dataclass(slots=True)
class Told:
    """An event with its reactions; the log is written in the order of time."""

    row: Event
    reactions: tuple[str, ...]


@dataclass(slots=True)
class Pages:
    """Rows of the tables, not yet stored."""

    threads: list[Any] = field(default_factory=list)
    posts: list[Any] = field(default_factory=list)
    items: list[Any] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)
    readings: dict[tuple[UUID, UUID], Any] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class Talk:
    """One conversation while it is written."""

    script: Script
    place: Place
    patient: UUID
    thread: Any
    row: Any  # the work item's
    item: Item
    looks: list[datetime] = field(default_factory=list)  # of the patient's side
    steps: list[str] = field(default_factory=list)  # since the patient last wrote


def model(name: str) -> Any:
    """Tables are named as foreign keys name them: the loader writes what no action may write, the past."""
    return apps.get_model(name)


class Hand:
    """Writes rows down; the scribe (scribe.py) says which."""

    def __init__(self, world: World, *, until: datetime) -> None:
        self.world, self.until, self.pages = world, until - SETTLED, Pages()
        self._chance = random.Random("lakeside-keys")  # noqa: S311 - keys of a story, no secrets
        self._count = 0

    def _move(
        self, talk: Talk, did: Did, what: moves.Move, called: str, *, reason: str = "", event: Facts | None = None,
        late: bool = False,
    ) -> Any:  # fmt: skip
        worker = self.world.staff[did.who]
        answer = may_move(talk.item, what, worker.as_who, now=did.at, calendar=talk.place.calendar)
        step = self._step(talk, answer, did.at, worker, called, reason)
        if event is not None:
            at = did.at + UNDO if late else None
            step.event_key = self._tell(event, did.at, (str(worker.account), worker.role), at)
        return step

    def _step(
        self, talk: Talk, answer: Answer, at: datetime, worker: Worker | None, called: str, reason: str = ""
    ) -> Any:
        if not isinstance(answer, Moved):
            raise Impossible(f"{talk.script.kind}: {called} at {at}: {answer.why}")
        before, talk.item = talk.item, answer.item
        if wrong := list(faults(answer.item)):
            raise Impossible(wrong[0])
        talk.row.version += answer.item != before
        talk.steps.append(called)
        step = model("triage.Step")(
            id=self._key(at), item=talk.row, what=called, staff_id=worker.staff if worker else None,
            reason=(reason or answer.reason)[:300], at=at, version=talk.row.version, before=to_data(before),
        )  # fmt: skip
        self.pages.steps.append(step)
        return step

    def _post(
        self, talk: Talk, side: str, body: str, at: datetime, effective_at: datetime,
        author: tuple[UUID, str] | None = None,
    ) -> Any:  # fmt: skip
        writer = self.world.writers[talk.script.writer]
        account, name = author or (writer.account, writer.name)
        post = model("messaging.Post")(
            id=self._key(at), patient_id=talk.patient, thread=talk.thread, side=side, author_id=account,
            author_name=name, body=body, send_key=self._key(at), created_at=at, effective_at=effective_at,
        )  # fmt: skip
        self.pages.posts.append(post)
        return post

    def _write_down(self, talk: Talk, did: Did, kind: str, step: Any = None) -> None:
        worker = self.world.staff[did.who]
        self.pages.notes.append(
            model("triage.Note")(
                id=self._key(did.at),
                patient_id=talk.patient,
                item=talk.row,
                step=step,
                kind=kind,
                about=did.about,
                text=did.text,
                author_id=worker.account,
                author_name=worker.name,
                at=did.at,
                send_key=self._key(did.at),
            )
        )

    def _read(self, talk: Talk, at: datetime, account: UUID, *, is_team: bool, by: tuple[str, str]) -> None:
        row = self.pages.readings.get((talk.thread.pk, account))
        if row is None:
            row = model("messaging.Reading")(
                id=self._key(at), thread=talk.thread, account_id=account, is_team=is_team
            )
            self.pages.readings[talk.thread.pk, account] = row
        row.read_at = at
        side = "team" if is_team else "patient"
        self._tell(said.ThreadRead(patient_id=talk.patient, thread_id=talk.thread.pk, side=side), at, by)

    def _unread(self, talk: Talk) -> None:
        """What the schedule said of clinical answers that nobody read for two days."""
        for post in self._answers(talk):
            told_at = post.effective_at + UNREAD_FOR + SCHEDULE / 2
            was_read = any(post.effective_at <= at <= told_at for at in talk.looks)
            if talk.script.kind in CLINICAL and not was_read and told_at <= self.until:
                post.unread_told_at = told_at
                fact = said.AnswerUnread(patient_id=talk.patient, thread_id=talk.thread.pk, post_id=post.pk,
                                         account_id=post.author_id)  # fmt: skip
                self._tell(fact, told_at, ("", "system"))

    def _answers(self, talk: Talk) -> list[Any]:
        """The team's posts of the conversation: it was written last, so they stand at the end."""
        found = []
        for post in reversed(self.pages.posts):
            if post.thread is not talk.thread:
                break
            found.append(post)
        return [post for post in reversed(found) if post.side == "team"]

    def _finish(self, talk: Talk) -> None:
        """The work item as the last move left it."""
        keys = {"pool": "pool_id", "claimed_by": "claimed_by_id", "asked_of": "asked_of_id"}
        for name in Item.__dataclass_fields__:
            setattr(talk.row, keys.get(name, name), getattr(talk.item, name))

    def _tell(
        self, facts: Facts, at: datetime, by: tuple[str, str], effective_at: datetime | None = None
    ) -> UUID:
        row = Event(
            key=self._key(at), name=facts.name, version=facts.version, patient=str(facts.patient_id or ""), actor=by[0],
            role=by[1], data=facts.data(), at=at, effective_at=effective_at or at,
        )  # fmt: skip
        self.pages.told.append(Told(row, reactions_to(facts)))
        return row.key

    def _writer(self, talk: Talk) -> tuple[str, str]:
        account = self.world.writers[talk.script.writer].account
        return str(account), "proxy" if talk.script.is_proxy else "patient"

    def _key(self, at: datetime) -> UUID:
        """A key as one made at that moment has it; of two in one millisecond the later sorts later."""
        self._count += 1
        low = self._count << 42 | self._chance.getrandbits(42)
        value = int(at.timestamp() * 1000) << 80 | (low & (1 << 80) - 1)
        value = value & ~(0xF << 76) | 0x7 << 76
        return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def deliveries(told: Iterable[Told]) -> list[Delivery]:
    """What followed has followed long ago, and nobody hears of it now."""
    return [
        Delivery(event=one.row, reaction=name, state=Delivery.State.DONE, due_at=one.row.effective_at, tries=1,
                 done_at=one.row.effective_at)
        for one in told
        for name in one.reactions
    ]  # fmt: skip
