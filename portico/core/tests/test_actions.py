"""What every action promises: the verb is asked, all or nothing, a row in the ledger, its events."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portico.audit.models import Row
from portico.core import events
from portico.core.actions import Act, NotAllowed, action
from portico.core.models import Delivery, Event, Heartbeat
from portico.core.viewer import Purpose, Viewer, system_viewer

pytestmark = pytest.mark.django_db
VERB = "tests.try"
SOMEBODY = Viewer(account_id=uuid4(), name="Sam", role="patient", verbs=frozenset({VERB}), patient_id=uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried(events.Event):
    name = "tests.tried"
    what: Any = None


@pytest.fixture(autouse=True)
def board(monkeypatch: Any) -> None:
    """Two things follow when something was tried."""
    table = {Tried: ("tests.one", "tests.other")}
    monkeypatch.setattr(events, "switchboard", lambda: table)


def keep(name: str) -> None:
    Heartbeat.objects.create(name=name, at=timezone.now())


def kept() -> set[str]:
    return set(Heartbeat.objects.values_list("name", flat=True))


@action(VERB)
def attempt(act: Act, *, by: Viewer, name: str, fails: bool = False, is_silent: bool = False) -> str:
    keep(name)
    if not is_silent:
        act.about("thing", name)
    act.publish(Tried(patient_id=by.patient_id, what=1))
    if fails:
        raise ValueError(name)
    return name


@action(VERB, is_part=True)
def part(act: Act, *, by: Viewer, name: str) -> None:
    keep(name)


@action(VERB)
def whole(act: Act, *, by: Viewer, inner_fails: bool = False) -> None:
    keep("outer")
    part(by=by, name="part")
    attempt(by=by, name="inner", fails=inner_fails)
    act.about("whole", "outer")


@pytest.mark.parametrize("by", [Viewer(), Viewer(verbs=frozenset({"tests.other"})), None, "rosa"], ids=str)
def test_without_the_verb_nothing_is_done(by: Any) -> None:
    rows = Row.objects.count()
    with pytest.raises(NotAllowed):
        attempt(by=by, name="a")
    assert (kept(), Row.objects.count()) == (set(), rows)


def test_one_row_says_who_did_what_to_whom() -> None:
    attempt(by=SOMEBODY, name="a")
    row = Row.objects.order_by("-pk")[0]
    assert (row.verb, row.kind, row.object, row.outcome) == (VERB, "thing", "a", "done")
    assert (row.account, row.name, row.role) == (str(SOMEBODY.account_id), "Sam", "patient")
    assert row.patient == str(SOMEBODY.patient_id)


def test_an_action_that_does_not_say_what_it_changed_changes_nothing() -> None:
    with pytest.raises(RuntimeError, match="attempt did not say what it changed"):
        attempt(by=SOMEBODY, name="a", is_silent=True)
    assert (kept(), Event.objects.filter(name="tests.tried").count()) == (set(), 0)


def test_an_action_that_fails_leaves_no_row_no_event_and_no_delivery() -> None:
    before = Row.objects.count(), Event.objects.count(), Delivery.objects.count()
    with pytest.raises(ValueError, match="a"):
        attempt(by=SOMEBODY, name="a", fails=True)
    assert (Row.objects.count(), Event.objects.count(), Delivery.objects.count()) == before
    assert kept() == set()


def test_an_action_inside_an_action_stands_and_falls_with_it() -> None:
    rows = Row.objects.count()
    with pytest.raises(ValueError, match="inner"):
        whole(by=SOMEBODY, inner_fails=True)
    assert (kept(), Row.objects.count()) == (set(), rows)
    whole(by=SOMEBODY)
    assert kept() == {"outer", "inner", "part"}
    assert [row.kind for row in Row.objects.order_by("pk")[rows:]] == ["thing", "whole"]


def test_a_part_runs_only_inside_a_larger_action(monkeypatch: Any) -> None:
    with monkeypatch.context() as patch:
        hide_the_tests_own_transaction(patch)
        with pytest.raises(RuntimeError, match="only inside a larger action"):
            part(by=SOMEBODY, name="part")
    part(by=SOMEBODY, name="part")
    assert kept() == {"part"}


def once_only(calls: list[int], times: int) -> Any:
    @action(VERB)
    def race(act: Act, *, by: Viewer) -> int:
        act.about("race")
        calls.append(1)
        if len(calls) <= times:
            raise IntegrityError("unique")
        return len(calls)

    return race


def hide_the_tests_own_transaction(monkeypatch: Any) -> None:
    """As in a request: no transaction is open round the action. Django's own blocks still find the true connection."""
    monkeypatch.setattr("portico.core.actions.transaction", _Transaction)


class _Transaction:
    atomic = staticmethod(transaction.atomic)

    @staticmethod
    def get_connection() -> Any:
        return type("Outside", (), {"in_atomic_block": False})


def test_who_lost_a_race_runs_again_and_finds_what_the_other_wrote(monkeypatch: Any) -> None:
    hide_the_tests_own_transaction(monkeypatch)
    assert once_only(calls := [], 1)(by=SOMEBODY) == 2
    assert len(calls) == 2


def test_who_loses_twice_is_told(monkeypatch: Any) -> None:
    hide_the_tests_own_transaction(monkeypatch)
    calls: list[int] = []
    with pytest.raises(IntegrityError):
        once_only(calls, 5)(by=SOMEBODY)
    assert len(calls) == 2


def test_inside_a_larger_action_nothing_is_run_again() -> None:
    """The outer transaction is spoiled: only the outermost may start anew."""
    calls: list[int] = []
    with pytest.raises(IntegrityError):
        once_only(calls, 1)(by=SOMEBODY)
    assert len(calls) == 1


PLAIN = [
    ("text", "text"),
    (7, 7),
    (True, True),
    (None, None),
    (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    (date(2026, 11, 23), "2026-11-23"),
    (datetime(2026, 11, 23, 8, tzinfo=UTC), "2026-11-23T08:00:00+00:00"),
]


@pytest.mark.parametrize(("value", "written"), PLAIN)
def test_an_event_carries_plain_values(value: Any, written: Any) -> None:
    assert Tried(what=value).data() == {"what": written}


@pytest.mark.parametrize("value", [1.5, [1], {"a": 1}, (1,), b"x", object(), timedelta(1)], ids=type)
def test_an_event_carries_nothing_else(value: Any) -> None:
    with pytest.raises(TypeError, match="plain values"):
        Tried(what=value).data()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(events.Event):
    name = "tests.forgotten"


def test_an_event_that_nobody_put_on_the_switchboard_fails_its_action() -> None:
    @action(VERB)
    def forget(act: Act, *, by: Viewer) -> None:
        keep("a")
        act.about("thing")
        act.publish(Forgotten())

    with pytest.raises(LookupError, match="Forgotten does not stand on the switchboard"):
        forget(by=SOMEBODY)
    assert kept() == set()


def test_an_event_and_a_delivery_for_each_reaction_are_written_together() -> None:
    attempt(by=SOMEBODY, name="a")
    event = Event.objects.get(name="tests.tried")
    assert (event.patient, event.actor, event.role) == (
        str(SOMEBODY.patient_id),
        str(SOMEBODY.account_id),
        "patient",
    )
    assert [d.reaction for d in event.deliveries.order_by("pk")] == ["tests.one", "tests.other"]


def test_old_events_are_lifted_version_by_version_and_never_rewritten(monkeypatch: Any) -> None:
    lifts = {
        ("tests.tried", 1): lambda data: {"things": [data["what"]]},
        ("tests.tried", 2): lambda data: {**data, "number": len(data["things"])},
    }
    monkeypatch.setattr(events, "UPCASTERS", lifts)
    attempt(by=SOMEBODY, name="a")
    event = Event.objects.get(name="tests.tried")
    assert event.facts() == {"things": [1], "number": 1}
    assert Event.objects.get(name="tests.tried").data == {"what": 1}
    assert events.upcast("tests.tried", 3, {"as": "it is"}) == {"as": "it is"}


def test_a_purpose_opens_verbs_for_the_same_person_and_a_person_can_not_be_turned_to_another_patient() -> (
    None
):
    sam = Viewer(account_id=uuid4(), hidden=frozenset({"results"}))
    for_check = sam.for_purpose(Purpose.REFILL_CHECK)
    assert (for_check.account_id, for_check.purpose, for_check.hidden) == (
        sam.account_id,
        "refill-check",
        frozenset(),
    )
    with pytest.raises(ValueError, match="at the door"):
        sam.about(uuid4())
    assert system_viewer(Purpose.REACT).about(patient := uuid4()).patient_id == patient
