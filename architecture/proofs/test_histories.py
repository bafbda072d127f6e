"""Random histories through the real actions: the rows are what the rules say, and the tables refuse what can't be."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from architecture.proofs.life import Life
from portico.clinic.models import StaffMember
from portico.triage import actions as triage
from portico.triage.models import WorkItem


def lived(stage: Any, histories: int) -> Counter[str]:
    """How often each happened."""
    seen: Counter[str] = Counter()
    for seed in range(histories):
        with transaction.atomic():
            life = Life(stage, seed)
            for _ in range(15):
                life.step()
            seen.update(moved=life.moved, paged=life.paged, split=life.split, replied=life.replied)
            transaction.set_rollback(True)
    return seen


def test_sixty_histories_through_the_database_are_those_of_the_machine(stage: Any) -> None:
    seen = lived(stage, 60)
    assert seen["moved"] > 120, "too few moves succeeded for this to prove anything"
    assert min(seen.values()) > 5, seen


@pytest.mark.full
def test_five_hundred_histories_through_the_database_are_those_of_the_machine(stage: Any) -> None:
    seen = lived(stage, 500)
    assert seen["moved"] > 1000
    assert min(seen.values()) > 50, seen


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
    every = {c.name for c in WorkItem._meta.constraints if hasattr(c, "condition")}
    checks = {name for name in every if not name.startswith("item_once")}
    assert checks == {name for name, _facts in PAST}


def test_a_source_has_one_first_item_and_one_open_of_each_further_kind(stage: Any) -> None:
    item = stage.item(stage.ask())
    step = triage.split(
        by=stage.viewer("jo", "rosa"), item_id=item.pk, kind="question", reason="her knee"
    ).step
    again = WorkItem.objects.get(split_by=step)
    for one in (item, again):
        one.pk = uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            one.save(force_insert=True)
