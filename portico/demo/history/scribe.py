"""Writes conversations down as the real actions would have, in memory: same rules, same rows, same events.

Every move goes through triage's own rule, so nothing can be written that the team could not have done; a test plays
the same scripts through the real actions and compares (tests/test_history_rows.py).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from typing import Any
from uuid import UUID

from portico.demo.history.hand import Hand, Impossible, Pages, Talk, model
from portico.demo.history.script import Did, Script
from portico.lib.undo import UNDO
from portico.messaging import events as said
from portico.messaging.queries import SOURCE
from portico.messaging.rules.state import REPLY_FOR
from portico.routing.rules.route import route
from portico.triage import events as done
from portico.triage.rules import moves
from portico.triage.rules.clock import by_when
from portico.triage.rules.item import Flag, Item, Reason, State, Then, signature
from portico.triage.rules.may_move import patient_wrote
from portico.triage.rules.promise import promise, same_day


class Scribe(Hand):
    def write(self, scripts: Iterable[Script]) -> Pages:
        for script in scripts:
            if script.at <= self.until:
                self._write(script)
        return self.pages

    def _write(self, script: Script) -> None:
        talk = self._send(script)
        for did in script.did:
            if did.at > self.until:
                break
            getattr(self, f"_{did.what}")(talk, did)
        self._unread(talk)
        self._finish(talk)

    # --- the patient's side ---

    def _send(self, script: Script) -> Talk:
        place, patient = self.world.places[script.site], self.world.patients[script.patient]
        flag = Flag.SAME_DAY if script.is_same_day else Flag.NONE
        routed = route(script.kind, place.pools)
        due_at = (same_day if flag else promise)(script.kind, script.at, place.calendar).at.astimezone(UTC)
        effective_at = script.at if script.is_same_day else script.at + UNDO
        writer = self.world.writers[script.writer]
        thread = model("messaging.Thread")(
            id=self._key(script.at), patient_id=patient, kind=script.kind, subject=script.subject,
            details=self._details(script), goes_to=place.called[routed.pool.id], promised_at=due_at,
            started_by_id=writer.account, send_key=self._key(script.at), created_at=script.at,
            effective_at=effective_at,
        )  # fmt: skip
        item = Item(state=State.QUEUED, kind=script.kind, pool=routed.pool.id, due_at=due_at, flag=flag)
        row = model("triage.WorkItem")(
            id=self._key(script.at), patient_id=patient, source_kind=SOURCE, source_id=thread.pk, kind=script.kind,
            site_id=place.site, pool_id=routed.pool.id, reason=routed.reason, created_at=script.at,
            effective_at=effective_at, due_at=due_at,
        )  # fmt: skip
        talk = Talk(script, place, patient, thread, row, item)
        sent = said.MessageSent(patient_id=patient, thread_id=thread.pk, kind=script.kind,
                                is_by_proxy=script.is_proxy, flag=flag)  # fmt: skip
        thread.event_key = self._tell(sent, script.at, self._writer(talk), effective_at)
        post = self._post(talk, "patient", script.body, script.at, effective_at)
        post.send_key = thread.send_key
        filed = done.ItemFiled(patient_id=patient, item_id=row.pk, kind=script.kind, pool_id=routed.pool.id,
                               reason=routed.reason, flag=flag)  # fmt: skip
        self._tell(filed, script.at, self._writer(talk), effective_at)
        self.pages.threads.append(thread)
        self.pages.items.append(row)
        return talk

    def _details(self, script: Script) -> dict[str, Any]:
        """With the key of the row that it is about, under the name that the form uses."""
        name = {"refill": "medicine", "result": "result"}.get(script.kind, "")
        row = self.world.rows.get(script.points_at)
        return script.details | ({name: str(row)} if name and row else {})

    def _looked(self, talk: Talk, did: Did) -> None:
        talk.looks.append(did.at)
        reader = self.world.writers[did.who].account
        role = did.to or self._writer(talk)[1]
        self._read(talk, did.at, reader, is_team=False, by=(str(reader), role))

    def _wrote(self, talk: Talk, did: Did) -> None:
        """A reply; when it takes effect the team has the item again."""
        closed_at = talk.item.closed_at
        if closed_at is not None and did.at - closed_at > REPLY_FOR:
            raise Impossible("a reply after fourteen days")
        at = max(did.at + UNDO, talk.thread.effective_at)
        post = self._post(talk, "patient", did.text, did.at, at)
        reply = said.ReplySent(patient_id=talk.patient, thread_id=talk.thread.pk, post_id=post.pk,
                               is_by_proxy=talk.script.is_proxy)  # fmt: skip
        post.event_key = self._tell(reply, did.at, self._writer(talk), at)
        due = promise(talk.item.kind, at, talk.place.calendar).at.astimezone(UTC)
        answer = patient_wrote(talk.item, due_at=due, now=at, calendar=talk.place.calendar)
        was_closed = talk.item.state is State.CLOSED
        self._step(talk, answer, at, None, "patient-wrote")
        talk.steps = []
        if was_closed:
            opened = done.ItemReopened(patient_id=talk.patient, item_id=talk.row.pk, why="patient-wrote")
            self._tell(opened, at, ("", "system"))

    # --- the team's ---

    def _open(self, talk: Talk, did: Did) -> None:
        worker = self.world.staff[did.who]
        if talk.item.seen_at is None:
            opened = done.ItemOpened(patient_id=talk.patient, item_id=talk.row.pk, staff_id=worker.staff)
            self._move(talk, did, moves.See(), "opened", event=opened)
        self._read(talk, did.at, worker.account, is_team=True, by=(str(worker.account), worker.role))

    def _claim(self, talk: Talk, did: Did) -> None:
        staff = self.world.staff[did.who].staff
        claimed = done.ItemClaimed(patient_id=talk.patient, item_id=talk.row.pk, staff_id=staff)
        self._move(talk, did, moves.Claim(), "claimed", event=claimed)

    def _work(self, talk: Talk, did: Did) -> None:
        worker = self.world.staff[did.who]
        fact = done.ItemWorkedOn(patient_id=talk.patient, item_id=talk.row.pk, staff_id=worker.staff)
        self._tell(fact, did.at, (str(worker.account), worker.role))
        if talk.item.claimed_by == worker.staff:
            talk.item = replace(talk.item, active_at=did.at)

    def _note(self, talk: Talk, did: Did) -> None:
        self._write_down(talk, did, "note")
        worker = self.world.staff[did.who]
        fact = done.NoteWritten(patient_id=talk.patient, item_id=talk.row.pk, staff_id=worker.staff)
        self._tell(fact, did.at, (str(worker.account), worker.role))

    def _call(self, talk: Talk, did: Did) -> None:
        staff = self.world.staff[did.who].staff
        called = done.CallLogged(patient_id=talk.patient, item_id=talk.row.pk, staff_id=staff)
        self._move(talk, did, moves.Act(did.text), "called", reason="a call was logged", event=called)
        self._write_down(talk, did, "call")

    def _route(self, talk: Talk, did: Did) -> None:
        before, by_rule = talk.item, ""
        pool = talk.place.pool(did.to) if did.to else None
        if pool is None:
            routed = route(did.kind or talk.item.kind, talk.place.pools)
            pool, by_rule = routed.pool.id, routed.reason
        what = moves.Route(pool, did.reason or by_rule, did.kind)
        step = self._move(talk, did, what, "routed", reason=did.reason)
        worker, is_flagged = self.world.staff[did.who], bool(talk.item.flag)
        if talk.item.pool != before.pool and not is_flagged:
            talk.row.effective_at = did.at + UNDO
        fact = done.ItemRouted(
            patient_id=talk.patient, item_id=talk.row.pk, staff_id=worker.staff, from_pool_id=before.pool,
            pool_id=talk.item.pool, from_kind=before.kind, kind=talk.item.kind, by_rule=by_rule,
        )  # fmt: skip
        late = None if is_flagged else did.at + UNDO
        step.event_key = self._tell(fact, did.at, (str(worker.account), worker.role), late)

    def _ask(self, talk: Talk, did: Did) -> None:
        worker, doctor = self.world.staff[did.who], self.world.staff[did.to]
        asked = done.PhysicianAsked(patient_id=talk.patient, item_id=talk.row.pk, staff_id=worker.staff,
                                    physician_id=doctor.staff)  # fmt: skip
        step = self._move(talk, did, moves.Ask(doctor.staff, doctor.role, did.about, did.text), "asked", event=asked,
                          late=True)  # fmt: skip
        self._write_down(talk, did, "question", step=step)

    def _advise(self, talk: Talk, did: Did) -> None:
        staff = self.world.staff[did.who].staff
        advised = done.PhysicianAdvised(patient_id=talk.patient, item_id=talk.row.pk, staff_id=staff)
        step = self._move(talk, did, moves.Advise(did.text), "advised", event=advised)
        self._write_down(talk, did, "advice", step=step)

    def _answer(self, talk: Talk, did: Did) -> None:
        worker, then = self.world.staff[did.who], Then(did.then or "close")
        by, late = (str(worker.account), worker.role), did.at + UNDO
        post = self._post(talk, "team", did.text, did.at, late, author=(worker.account, worker.name))
        sent = said.AnswerSent(patient_id=talk.patient, thread_id=talk.thread.pk, post_id=post.pk,
                               staff_id=worker.staff, then=then)  # fmt: skip
        post.event_key = self._tell(sent, did.at, by, late)
        replied = done.ItemReplied(
            patient_id=talk.patient, item_id=talk.row.pk, staff_id=worker.staff, then=then
        )
        step = self._move(talk, did, moves.Reply(then), "replied", event=replied, late=True)
        post.step_id = step.pk
        if then is Then.CLOSE:
            talk.steps.append("closed")
            self.pages.steps.append(
                model("triage.Step")(
                    id=self._key(did.at),
                    item=talk.row,
                    what="closed",
                    staff_id=worker.staff,
                    at=did.at,
                    reason=talk.item.closed_how,
                    version=talk.row.version,
                    event_key=self._closed(talk, did),
                )
            )

    def _close(self, talk: Talk, did: Did) -> None:
        reason = Reason(did.reason) if did.reason else None
        step = self._move(talk, did, moves.Close(reason, did.text), "closed", reason=did.text)
        step.event_key = self._closed(talk, did)

    def _closed(self, talk: Talk, did: Did) -> UUID:
        worker, how = self.world.staff[did.who], talk.item.closed_how
        closed = done.ItemClosed(
            patient_id=talk.patient, item_id=talk.row.pk, staff_id=worker.staff, kind=talk.item.kind, how=how,
            signature=signature(talk.steps, how),
        )  # fmt: skip
        return self._tell(closed, did.at, (str(worker.account), worker.role), did.at + UNDO)

    def _flag(self, talk: Talk, did: Did) -> None:
        staff = self.world.staff[did.who].staff
        due = by_when(Flag.URGENT, talk.item.kind, did.at, talk.place.calendar).at.astimezone(UTC)
        self._move(talk, did, moves.Mark(Flag.URGENT, did.reason, due), "flagged", reason=did.reason)
        fact = done.ItemFlagged(
            patient_id=talk.patient, item_id=talk.row.pk, staff_id=staff, flag=talk.item.flag
        )
        worker = self.world.staff[did.who]
        self.pages.steps[-1].event_key = self._tell(fact, did.at, (str(worker.account), worker.role))
