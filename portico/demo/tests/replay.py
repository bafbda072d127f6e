"""Plays scripts of the history through the real actions, each at its own moment, and compares what either way left.

Runs in a process and a database of its own (test_history_rows.py)."""

import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import time_machine

from portico.access.roles import ROLES
from portico.core.delivery import run_due
from portico.core.models import Delivery, Event
from portico.core.viewer import Purpose, Viewer, system_viewer
from portico.demo import actions as demo
from portico.demo.history import loading
from portico.demo.history.script import Did, Script
from portico.demo.history.world import World
from portico.messaging import actions as messaging
from portico.messaging.models import Post, Reading, Thread
from portico.triage import actions as triage
from portico.triage.models import Note, Step, WorkItem
from portico.triage.rules.item import Flag, Reason, Then

SAMPLE, MOST_OF_A_KIND = 50, 5
UNTIL = datetime(2026, 11, 24, 20, 20, tzinfo=UTC)
SKIPPED = {"id", "send_key", "leased_until"}


def load(patients: int) -> tuple[list[Script], World]:
    """A small practice with its history; what was planned is caught on its way to the loader."""
    caught: list[Any] = []
    real = loading.load

    def catch(by: Viewer, scripts: list[Script], world: World, **more: Any) -> Any:
        caught.extend([scripts, world])
        return real(by, scripts, world, **more)

    loading.load = catch
    with tempfile.TemporaryDirectory() as folder:
        print(demo.load(folder=Path(folder), today=UNTIL.date(), patients=patients, until=UNTIL))
    return caught[0], caught[1]


def sample(scripts: list[Script]) -> list[Script]:
    """Of each way in which a conversation goes a few, done long ago."""
    found, ways = [], Counter[str]()
    for script in scripts:
        way = script.kind + ">".join(did.what for did in script.did if did.what != "work")
        if script.did and script.did[-1].at < UNTIL - timedelta(days=5) and ways[way] < MOST_OF_A_KIND:
            ways[way] += 1
            found.append(script)
    step = max(1, len(found) // SAMPLE)
    return found[::step][:SAMPLE]


class Player:
    def __init__(self, world: World, script: Script) -> None:
        self.world, self.script = world, script
        self.patient = world.patients[script.patient]
        self.thread: Any = None

    def play(self, told_at: list[datetime]) -> Thread:
        steps = [(did.at, did) for did in self.script.did] + [(at, None) for at in told_at]
        with time_machine.travel(self.script.at, tick=False):
            self._send()
        self._follow(self.thread.effective_at)
        for at, did in sorted(steps, key=lambda row: row[0]):
            with time_machine.travel(at, tick=False):
                if did is None:
                    messaging.tell_unread(by=system_viewer(Purpose.KEEP_ORDER))
                else:
                    getattr(self, f"_{did.what}")(did)
            self._follow(at + timedelta(seconds=10))
        return Thread.objects.get(pk=self.thread.pk)

    def _follow(self, at: datetime) -> None:
        with time_machine.travel(at, tick=False):
            run_due(now=at)

    @property
    def item(self) -> WorkItem:
        return WorkItem.objects.get(source_id=self.thread.pk)

    def _writer(self, who: str = "", role: str = "") -> Viewer:
        one = self.world.writers[who or self.script.writer]
        role = role or ("proxy" if self.script.is_proxy else "patient")
        return Viewer(
            account_id=one.account, name=one.name, role=role, verbs=ROLES[role].verbs, patient_id=self.patient,
            is_acting_for_other=role == "proxy",
        )  # fmt: skip

    def _staff(self, did: Did) -> Viewer:
        one, place = self.world.staff[did.who], self.world.places[self.script.site]
        return Viewer(
            account_id=one.account, name=one.name, role=one.role, verbs=ROLES[one.role].verbs, staff_id=one.staff,
            sites=frozenset([place.site]), pools=one.pools, patient_id=self.patient, zone=place.calendar.zone,
        )  # fmt: skip

    def _send(self) -> None:
        script = self.script
        twin = {"refill": "medicine", "result": "result"}.get(script.kind)
        row = self.world.rows.get(script.points_at)
        details = script.details | ({twin: str(row)} if twin and row else {})
        self.thread = messaging.send(
            by=self._writer(), send_key=uuid4(), kind=script.kind, subject=script.subject, body=script.body,
            details=details, is_same_day=script.is_same_day,
        )  # fmt: skip

    def _looked(self, did: Did) -> None:
        messaging.mark_read(by=self._writer(did.who, did.to), thread_id=self.thread.pk)

    def _wrote(self, did: Did) -> None:
        messaging.reply(by=self._writer(), thread_id=self.thread.pk, send_key=uuid4(), body=did.text)

    def _open(self, did: Did) -> None:
        triage.see(by=self._staff(did), item_id=self.item.pk)
        messaging.mark_read(by=self._staff(did), thread_id=self.thread.pk)

    def _claim(self, did: Did) -> None:
        triage.claim(by=self._staff(did), item_id=self.item.pk)

    def _work(self, did: Did) -> None:
        triage.be_present(by=self._staff(did), item_id=self.item.pk, is_typing=False, has_worked=True)

    def _note(self, did: Did) -> None:
        triage.note(by=self._staff(did), item_id=self.item.pk, text=did.text, send_key=uuid4())

    def _call(self, did: Did) -> None:
        triage.log_call(by=self._staff(did), item_id=self.item.pk, text=did.text, send_key=uuid4())

    def _route(self, did: Did) -> None:
        pool = self.world.places[self.script.site].pool(did.to) if did.to else None
        triage.route(
            by=self._staff(did), item_id=self.item.pk, reason=did.reason, pool_id=pool, kind=did.kind
        )

    def _ask(self, did: Did) -> None:
        doctor = self.world.staff[did.to].staff
        by = self._staff(did)
        triage.ask(by=by, item_id=self.item.pk, physician_id=doctor, summary=did.about, question=did.text)

    def _advise(self, did: Did) -> None:
        triage.advise(by=self._staff(did), item_id=self.item.pk, text=did.text)

    def _answer(self, did: Did) -> None:
        newest = Post.objects.filter(thread=self.thread).order_by("created_at", "id").last()
        messaging.answer(
            by=self._staff(did), thread_id=self.thread.pk, item_id=self.item.pk, send_key=uuid4(), body=did.text,
            last_seen=newest.pk, then=Then(did.then or "close"), is_checked=True,
        )  # fmt: skip

    def _close(self, did: Did) -> None:
        reason = Reason(did.reason) if did.reason else None
        triage.close(by=self._staff(did), item_id=self.item.pk, reason=reason, words=did.text)

    def _flag(self, did: Did) -> None:
        triage.mark(by=self._staff(did), item_id=self.item.pk, flag=Flag.URGENT, reason=did.reason)


def picture(thread: Thread) -> dict[str, Any]:
    """Everything that stands of a conversation, without the keys that chance made."""
    item = WorkItem.objects.get(source_id=thread.pk)
    posts = list(Post.objects.filter(thread=thread).order_by("created_at", "id"))
    steps = list(Step.objects.filter(item=item))
    events = [e for e in Event.objects.filter(patient=str(thread.patient_id)) if _is_of(e, thread, item)]
    names: dict[str, str] = {str(thread.pk): "thread", str(item.pk): "item"}
    names |= {str(post.pk): f"post {n}" for n, post in enumerate(posts)}
    names |= {str(step.pk): f"step {step.what} {step.at.isoformat()}" for step in steps}
    names |= {str(event.key): f"event {event.name} {event.at.isoformat()}" for event in events}
    return {
        "thread": _row(thread, names), "item": _row(item, names), "posts": [_row(post, names) for post in posts],
        "steps": _sorted(steps, names), "notes": _sorted(Note.objects.filter(item=item), names),
        "readings": _sorted(Reading.objects.filter(thread=thread), names), "events": _sorted(events, names),
        "deliveries": sorted(
            (d.event.name, d.event.at.isoformat(), d.reaction, d.state, d.tries, d.due_at.isoformat())
            for d in Delivery.objects.filter(event__in=events).select_related("event")
        ),
    }  # fmt: skip


def _is_of(event: Event, thread: Thread, item: WorkItem) -> bool:
    return event.data.get("thread_id") == str(thread.pk) or event.data.get("item_id") == str(item.pk)


def _row(row: Any, names: dict[str, str]) -> dict[str, Any]:
    values = {
        f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in SKIPPED
    }
    values.pop("key", None)
    return {name: _named(value, names) for name, value in values.items()}


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _named(inner, names) for name, inner in value.items()}
    return names.get(str(value), str(value))


def _sorted(rows: Any, names: dict[str, str]) -> list[dict[str, Any]]:
    return sorted(
        (_row(row, names) for row in rows), key=lambda row: sorted((k, str(v)) for k, v in row.items())
    )


def main(patients: int = 60) -> None:
    scripts, world = load(patients)
    chosen = sample(scripts)
    whats: Counter[str] = Counter()
    for script in chosen:
        twin = Thread.objects.get(patient_id=world.patients[script.patient], created_at=script.at)
        told = list(
            Post.objects.filter(thread=twin)
            .exclude(unread_told_at=None)
            .values_list("unread_told_at", flat=True)
        )
        bulk = picture(twin)
        real = picture(Player(world, script).play(told))
        for part, value in bulk.items():
            assert value == real[part], f"{script.kind} {part}:\n{value}\n\n{real[part]}"
        whats.update(did.what for did in script.did)
    print(f"equal: {len(chosen)} conversations, {dict(whats)}")
