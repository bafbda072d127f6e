"""Random histories through the real actions: the rows are what the rules say, and the tables refuse what can't be."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portico.clinic.models import StaffMember
from portico.clinic.queries import pools_at
from portico.core.actions import NotAllowed, Refused
from portico.triage import actions as triage
from portico.triage.models import WorkItem
from portico.triage.queries import calendar_of
from portico.triage.rules import moves
from portico.triage.rules.clock import by_when
from portico.triage.rules.item import Flag, Reason, Then, faults
from portico.triage.rules.may_move import Moved, Stopped, may_move
from portico.triage.rules.promise import promise

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
        self.stage, self.random, self.moved = stage, random.Random(seed), 0  # noqa: S311  # a walk to repeat, no secret
        self.item = stage.item(stage.ask(is_same_day=True))
        self.physician = StaffMember.objects.get(account=stage.account("amara"))
        self.pools = [pool.pk for pool in pools_at(stage.viewer("jo"), self.item.site_id)]
        self.viewers = {key: stage.viewer(key, "rosa") for key in TEAM}

    def step(self) -> None:
        by = self.viewers[self.random.choice(TEAM)]
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
        return may_move(before.facts(), move, who(by), now=timezone.now(), calendar=calendar)

    def _compare(self, before: WorkItem, expected: Any, said: str, name: str) -> None:
        after = WorkItem.objects.get(pk=before.pk)
        assert not list(faults(after.facts())), (name, said)
        if said == "not-there":  # the door of the rows is shut before the machine is asked
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

    def _choice(self, by: Any, item: WorkItem) -> tuple[moves.Move, Callable[[], Any]]:
        words, more, any_of = self.random.choice(WORDS), self.random.choice(WORDS), self.random.choice
        pool, then, flag = any_of(self.pools), any_of(list(Then)), any_of(["", "urgent"])
        reason, key = any_of([None, *Reason]), {"by": by, "item_id": item.pk}
        calendar = calendar_of(by, item.site)
        due = promise(item.kind, timezone.now(), calendar).at
        flagged = by_when(Flag(flag), item.kind, timezone.now(), calendar).at if flag else None
        doctor = self.physician
        table: list[tuple[moves.Move, Callable[[], Any]]] = [
            (moves.Claim(), lambda: triage.claim(**key)),
            (moves.Release(), lambda: triage.release(**key)),
            (moves.Route(pool, words), lambda: triage.route(**key, pool_id=pool, reason=words)),
            (
                moves.Ask(doctor.pk, doctor.role, words, more),
                lambda: triage.ask(**key, physician_id=doctor.pk, summary=words, question=more),
            ),
            (moves.Advise(words), lambda: triage.advise(**key, text=words)),
            (moves.Reply(then), lambda: triage.reply(**key, then=then)),
            (moves.Act(words), lambda: triage.log_call(**key, text=words, send_key=uuid4())),
            (moves.Close(reason, words), lambda: triage.close(**key, reason=reason, words=words)),
            (moves.Reopen(words, due), lambda: triage.reopen(**key, reason=words)),
            (moves.Mark(flag, words, flagged), lambda: triage.mark(**key, flag=flag, reason=words)),
        ]
        if item.seen_at is None:
            table += [(moves.See(), lambda: triage.see(**key))] * 3
        return any_of(table)


def live(stage: Any, histories: int) -> int:
    moved = 0
    for seed in range(histories):
        with transaction.atomic():
            life = Life(stage, seed)
            for _ in range(15):
                life.step()
            moved += life.moved
            transaction.set_rollback(True)
    return moved


def test_sixty_histories_through_the_database_are_those_of_the_machine(stage: Any) -> None:
    assert live(stage, 60) > 120, "too few moves succeeded for this to prove anything"


@pytest.mark.full
def test_five_hundred_histories_through_the_database_are_those_of_the_machine(stage: Any) -> None:
    assert live(stage, 500) > 1000


def _now() -> Any:
    return timezone.now()


# Each constraint by its name, and what somebody at the database might write past it.
PAST: list[tuple[str, Callable[[Any], dict[str, Any]]]] = [
    ("item_no_physician_first", lambda s: {"state": "claimed", "claimed_by": s, "claimed_as": "physician"}),
    ("item_claimed_has_claimer", lambda _: {"state": "claimed"}),
    ("item_claimed_has_claimer", lambda s: {"claimed_by": s}),
    ("item_claimed_has_claimer", lambda s: {"state": "claimed", "claimed_by": s, "claimed_as": ""}),
    ("item_asked_after_team", lambda s: {"asked_of": s}),
    ("item_asked_after_team", lambda s: {"state": "asked", "claimed_by": s, "claimed_as": "nurse"}),
    (
        "item_asked_after_team",
        lambda s: {
            "state": "asked",
            "claimed_by": s,
            "claimed_as": "nurse",
            "asked_of": s,
            "asked_at": _now(),
        },
    ),
    ("item_clock_stands", lambda _: {"waiting_since": _now()}),
    ("item_clock_stands", lambda _: {"state": "waiting", "waiting_since": _now(), "flag": "urgent"}),
    ("item_closed_says_how", lambda _: {"state": "closed"}),
    ("item_closed_says_how", lambda _: {"state": "closed", "closed_at": _now()}),
    ("item_closed_says_how", lambda _: {"closed_at": _now()}),
]


@pytest.mark.parametrize(("name", "facts"), PAST)
def test_the_tables_refuse_what_must_never_be(
    stage: Any, name: str, facts: Callable[[Any], dict[str, Any]]
) -> None:
    item = stage.item(stage.ask())
    staff = StaffMember.objects.get(account=stage.account("jo"))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        WorkItem.objects.filter(pk=item.pk).update(**facts(staff))


def test_every_constraint_of_the_table_is_tried() -> None:
    checks = {c.name for c in WorkItem._meta.constraints if hasattr(c, "condition") and c.name != "item_once"}
    assert checks == {name for name, _facts in PAST}


def test_a_source_has_one_item(stage: Any) -> None:
    item = stage.item(stage.ask())
    item.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save(force_insert=True)
