"""One item lives through the real actions; each move is compared with what the pure machine makes of the same row."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import F
from django.utils import timezone

from portico.clinic.models import StaffMember
from portico.clinic.queries import physician_on_duty, pools_at
from portico.core.actions import NotAllowed, Refused
from portico.core.viewer import Purpose, system_viewer
from portico.messaging.actions import reply
from portico.triage import actions as triage
from portico.triage.models import Page, WorkItem, live
from portico.triage.queries import calendar_of, is_paged, pool_for
from portico.triage.rules import moves
from portico.triage.rules.clock import by_when
from portico.triage.rules.item import Flag, Reason, Then, faults
from portico.triage.rules.may_move import Moved, Stopped, may_move
from portico.triage.rules.promise import promise
from portico.triage.rules.several import answering

TEAM = ("jo", "tomas", "amara")
WORDS = ("", "because", "because")
# Times that action and machine take from their own clocks, a moment apart.
CLOCKS = (
    "active_at",
    "seen_at",
    "replied_at",
    "acted_at",
    "asked_at",
    "waiting_since",
    "closed_at",
    "due_at",
)
NEAR = timedelta(seconds=5)


class Life:
    """One item; each move is tried by the real action and, from the same row, by the pure machine."""

    def __init__(self, stage: Any, seed: int) -> None:
        self.paged, self.is_signed, self.split, self.replied = 0, False, 0, 0
        self.stage, self.random, self.moved = stage, random.Random(seed), 0  # noqa: S311  # a walk to repeat, no secret
        self.item = stage.item(stage.ask(is_same_day=True))
        self.physician = StaffMember.objects.get(account=stage.account("amara"))
        self.pools = [pool.pk for pool in pools_at(stage.viewer("jo"), self.item.site_id)]
        self.viewers = {key: stage.viewer(key, "rosa") for key in TEAM}
        self.writers = {"patient": stage.viewer("rosa"), "proxy": stage.viewer("elena", "rosa")}
        if seed % 3 == 0:
            self._send_the_physician_away()
        self.is_closed_clinic = seed % 2 == 0
        if self.is_closed_clinic:
            self._close_the_clinic(is_signed=seed % 4 == 0)

    def _send_the_physician_away(self) -> None:
        """Another one stands in, and works too."""
        from portico.access.queries import working_for
        from portico.accounts.models import Account
        from portico.clinic.models import Absence

        day = timezone.now().date()
        account = Account.objects.create(username="cover@example.org", name="Dr Cover")
        cover = StaffMember.objects.create(account=account, role="physician", name="Dr Cover")
        cover.sites.set(self.physician.sites.all())
        Absence.objects.create(
            staff=self.physician, stand_in=cover, first_day=day - timedelta(days=2), last_day=day + timedelta(days=2)
        )  # fmt: skip
        viewer = working_for(account.pk, self.item.patient_id, timezone.now())
        assert viewer
        self.viewers["cover"] = viewer

    def patient(self) -> None:
        """She, or her daughter for her, writes again; it takes effect."""
        by = self.writers[self.random.choice(["patient", "proxy"])]
        source = WorkItem.objects.get(pk=self.item.pk).source_id
        before = {i.pk: i.facts() for i in answering(WorkItem.objects.filter(live(), source_id=source))}
        reply(by=by, thread_id=source, body="And one more thing.", send_key=uuid4())
        system = system_viewer(Purpose.REACT).about(self.item.patient_id)
        triage.patient_wrote(by=system, source_kind="message", source_id=source)
        for after in WorkItem.objects.select_related("site").filter(live(), source_id=source):
            assert not list(faults(after.facts()))
            if after.pk in before:
                assert (after.seen_at, after.asked_of_id, after.replied_at) == (None, None, None)
                assert after.state in {"queued", "claimed"}
                assert after.claimed_as != "physician"
        self.replied += 1

    def _close_the_clinic(self, *, is_signed: bool) -> None:
        """For days; a ladder is in force: a nurse and then the physician, or the physician first where one signed."""
        from portico.clinic.models import Closure
        from portico.oncall.models import Ladder

        item, day = WorkItem.objects.select_related("site").get(pk=self.item.pk), timezone.now().date()
        Closure.objects.bulk_create(
            Closure(site=item.site, day=day + timedelta(days=n), name="storm") for n in range(-1, 5)
        )
        nurse = StaffMember.objects.get(account=self.stage.account("jo"))
        order = [self.physician, nurse] if is_signed else [nurse, self.physician]
        rungs = [{"staff": str(one.pk), "role": one.role, "minutes": 15} for one in order]
        signed = {"signed_at": timezone.now(), "signed_by": self.physician} if is_signed else {}
        Ladder.objects.create(
            site=item.site, number=1, rungs=rungs, author_name="x", at=timezone.now(), form_key=uuid4(), **signed
        )  # fmt: skip
        self.is_signed = is_signed
        WorkItem.objects.filter(pk=item.pk).update(flag="urgent")

    def page(self) -> None:
        """A turn of the schedule, a quarter of an hour after the last one."""
        Page.objects.filter(item=self.item).update(at=F("at") - timedelta(minutes=16))
        before = WorkItem.objects.get(pk=self.item.pk)
        had = set(Page.objects.values_list("pk", flat=True))
        triage.page_on_call(by=system_viewer(Purpose.KEEP_ORDER))
        assert WorkItem.objects.get(pk=before.pk).facts() == before.facts(), "a page moves nothing"
        for page in Page.objects.filter(item=self.item).exclude(pk__in=had):
            assert before.flag == "urgent"
            is_first_a_physician = page.rung == 0 and page.staff_id == self.physician.pk
            assert self.is_signed or not (is_first_a_physician and page.is_reached)
            self.paged += 1

    def step(self) -> None:
        if self.is_closed_clinic and self.random.random() < 0.3:
            self.page()
        if self.random.random() < 0.12:
            self.patient()
        by = self.viewers[self.random.choice(sorted(self.viewers))]
        before = WorkItem.objects.select_related("site").get(pk=self.item.pk)
        WorkItem.objects.filter(pk=before.pk, effective_at__gt=timezone.now()).update(
            effective_at=timezone.now()
        )
        if before.asked_at:  # a physician sees a question after ten seconds
            before.asked_at -= timedelta(seconds=11)
            WorkItem.objects.filter(pk=before.pk).update(asked_at=before.asked_at)
        move, act = self._choice(by, before)
        expected = self._machine(before, move, by)
        try:
            act()
            said = "moved"
        except Refused as refusal:
            said = str(refusal)
        except NotAllowed:
            said = "not-there"
        self._compare(before, expected, said, type(move).__name__)

    def _machine(self, before: WorkItem, move: moves.Move, by: Any) -> Any:
        from portico.triage.actions.moving import who

        calendar = calendar_of(by, before.site)
        if isinstance(move, moves.Advise):
            move = replace(move, is_paged=is_paged(by, before.pk, now=timezone.now()))
        return may_move(before.facts(), move, who(by), now=timezone.now(), calendar=calendar)

    def _compare(self, before: WorkItem, expected: Any, said: str, name: str) -> None:
        after = WorkItem.objects.get(pk=before.pk)
        assert not list(faults(after.facts())), (name, said)
        if said == "not-there":  # the door of the rows is shut before the machine is asked
            assert after.facts() == before.facts()
            return
        if said == "kind-there":  # what the tables know and the machine does not
            assert isinstance(expected, Moved)
            assert after.facts() == before.facts()
            return
        if isinstance(expected, Stopped):
            assert said == expected.why, name
            assert after.facts() == before.facts()
            return
        assert isinstance(expected, Moved)
        assert said == "moved", (name, said)
        self.moved += 1
        real, pure = after.facts(), expected.item
        for clock in CLOCKS:
            one, other = getattr(real, clock), getattr(pure, clock)
            assert (one is None) == (other is None), (name, clock)
            assert one is None or abs(one - other) < NEAR, (name, clock)
        same = {clock: getattr(real, clock) for clock in CLOCKS}
        assert replace(pure, **same) == real, name
        if name == "Split":
            self._split(before)

    def _split(self, before: WorkItem) -> None:
        """The new one is as new as any; half the time the history goes on with it."""
        made = WorkItem.objects.filter(source_id=before.source_id, split_by__isnull=False).latest(
            "created_at", "pk"
        )
        assert not list(faults(made.facts()))
        assert (made.state, made.seen_at, made.claimed_by_id, made.flag) == ("queued", None, None, "")
        assert not made.pool.members.filter(role="physician").exists()
        self.split += 1
        if self.random.random() < 0.5:
            self.item = made

    def _choice(self, by: Any, item: WorkItem) -> tuple[moves.Move, Callable[[], Any]]:
        words, more, any_of = self.random.choice(WORDS), self.random.choice(WORDS), self.random.choice
        pool, then, flag = any_of(self.pools), any_of(list(Then)), any_of(["", "urgent"])
        reason, key = any_of([None, *Reason]), {"by": by, "item_id": item.pk}
        calendar = calendar_of(by, item.site)
        due = promise(item.kind, timezone.now(), calendar).at
        flagged = by_when(Flag(flag), item.kind, timezone.now(), calendar).at if flag else None
        doctor = self.physician
        answers = physician_on_duty(by, doctor.pk, site_id=item.site_id)
        assert answers
        kind = any_of(["refill", "question", "billing", "appointment"])
        by_table, why = pool_for(by, item, pool_id=None, kind=kind, now=timezone.now())
        table: list[tuple[moves.Move, Callable[[], Any]]] = [
            (moves.Claim(), lambda: triage.claim(**key)),
            (moves.Release(), lambda: triage.release(**key)),
            (moves.Route(pool, words), lambda: triage.route(**key, pool_id=pool, reason=words)),
            (moves.Route(by_table, words or why, kind), lambda: triage.route(**key, kind=kind, reason=words)),
            (moves.Split(kind, words), lambda: triage.split(**key, kind=kind, reason=words)),
            (
                moves.Ask(answers.pk, answers.role, words, more),
                lambda: triage.ask(**key, physician_id=doctor.pk, summary=words, question=more),
            ),
            *[(moves.Advise(words), lambda: triage.advise(**key, text=words))] * (3 if self.paged else 1),
            (moves.Reply(then), lambda: triage.reply(**key, then=then)),
            (moves.Act(words), lambda: triage.log_call(**key, text=words, send_key=uuid4())),
            (moves.Close(reason, words), lambda: triage.close(**key, reason=reason, words=words)),
            (moves.Reopen(words, due), lambda: triage.reopen(**key, reason=words)),
            (moves.Mark(flag, words, flagged), lambda: triage.mark(**key, flag=flag, reason=words)),
        ]
        if item.seen_at is None:
            table += [(moves.See(), lambda: triage.see(**key))] * 3
        return any_of(table)
