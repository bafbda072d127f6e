"""What follows from an event is done once, tried again when it fails, and never forgotten."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, transaction

from portico.core import schedule
from portico.core.actions import Act
from portico.core.delivery import LEASE, MAX_TRIES, _claim, _run, apart, run_due
from portico.core.models import Delivery, Due, Event, Heartbeat
from portico.core.tasks import KEPT, tidy
from portico.core.viewer import Viewer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
DONE: list[str] = []
WAITING, OVER = Delivery.State.WAITING, Delivery.State.DONE


def note(event: Event, *, key: str) -> None:
    DONE.append(f"{event.name} {key}")


def fail(event: Event, *, key: str) -> None:
    Heartbeat.objects.create(name="half done", at=NOW)
    raise ConnectionError("patient Rosa Delgado could not be told")


DEPTHS: list[int] = []


def look_how_deep(event: Event, *, key: str) -> None:
    DEPTHS.append(len(transaction.get_connection().savepoint_ids))


look_how_deep_apart = apart(lambda event, *, key: look_how_deep(event, key=key))
fail_apart = apart(lambda event, *, key: fail(event, key=key))
NOTE, FAIL = f"{__name__}.note", f"{__name__}.fail"


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    DONE.clear()
    Delivery.objects.all().delete()


def waiting(reaction: str = NOTE, due: datetime = NOW) -> Delivery:
    event = Event.objects.create(name="tests.happened", data={}, at=NOW, effective_at=due)
    return Delivery.objects.create(event=event, reaction=reaction, due_at=due)


def test_what_is_due_is_done_once() -> None:
    delivery = waiting()
    assert (run_due(now=NOW), run_due(now=NOW)) == (1, 0)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.done_at, delivery.tries) == (OVER, NOW, 1)
    assert [f"tests.happened {delivery.pk}"] == DONE


def test_what_is_not_due_yet_waits() -> None:
    waiting(due=NOW + timedelta(seconds=10))
    assert run_due(now=NOW) == 0
    assert run_due(now=NOW + timedelta(seconds=10)) == 1


def test_what_fails_is_undone_and_tried_again_each_time_twice_as_late() -> None:
    delivery, now, pauses = waiting(FAIL), NOW, []
    for _ in range(MAX_TRIES):
        assert run_due(now=now) == 1
        delivery.refresh_from_db()
        pauses.append((delivery.due_at - now).total_seconds())
        now = delivery.due_at
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 1280]
    assert not Heartbeat.objects.filter(name="half done").exists()
    assert (delivery.state, delivery.tries) == (Delivery.State.DEAD, 8)
    assert run_due(now=now + timedelta(days=9)) == 0


def test_why_it_failed_is_kept_without_a_word_about_the_patient() -> None:
    delivery = waiting(FAIL)
    run_due(now=NOW)
    delivery.refresh_from_db()
    assert delivery.error == "ConnectionError"


def test_what_takes_long_runs_in_no_transaction_and_is_done_once_all_the_same() -> None:
    DEPTHS.clear()
    outside = len(transaction.get_connection().savepoint_ids)
    waiting(f"{__name__}.look_how_deep")
    delivery = waiting(f"{__name__}.look_how_deep_apart", due=NOW + timedelta(seconds=1))
    assert run_due(now=NOW + timedelta(seconds=2)) == 2
    assert [outside + 1, outside] == DEPTHS
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (OVER, 1)
    assert run_due(now=NOW + timedelta(days=1)) == 0


def test_what_runs_apart_and_fails_is_tried_again_and_withdrawn_it_does_not_run() -> None:
    delivery = waiting(f"{__name__}.fail_apart")
    run_due(now=NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error, delivery.leased_until) == (WAITING, "ConnectionError", None)
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.WITHDRAWN)
    _run(delivery, NOW)
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.WITHDRAWN


def test_a_reaction_that_no_longer_exists_is_kept_and_does_not_stop_the_others() -> None:
    gone, fine = waiting("portico.nowhere.gone"), waiting()
    assert run_due(now=NOW) == 2
    gone.refresh_from_db()
    fine.refresh_from_db()
    assert (gone.state, gone.error, fine.state) == (WAITING, "ModuleNotFoundError", OVER)


def test_what_a_worker_took_and_died_with_is_free_again_after_the_lease() -> None:
    delivery = waiting()
    assert _claim(NOW) == delivery
    assert run_due(now=NOW + LEASE) == 0
    assert run_due(now=NOW + LEASE + timedelta(seconds=1)) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (OVER, 2)


def test_two_workers_take_different_deliveries() -> None:
    one, other = waiting(), waiting()
    assert {_claim(NOW), _claim(NOW)} == {one, other}
    assert _claim(NOW) is None


def test_what_was_withdrawn_is_not_done_even_if_a_worker_has_it_in_hand() -> None:
    delivery = waiting()
    in_hand = _claim(NOW)
    Act(by=Viewer(), verb="", now=NOW).withdraw(delivery.event.key)
    _run(in_hand, NOW)
    delivery.refresh_from_db()
    assert (delivery.state, DONE) == (Delivery.State.WITHDRAWN, [])
    assert run_due(now=NOW + timedelta(days=1)) == 0


def test_what_is_done_can_not_be_withdrawn() -> None:
    delivery = waiting()
    run_due(now=NOW)
    Act(by=Viewer(), verb="", now=NOW).withdraw(delivery.event.key)
    delivery.refresh_from_db()
    assert delivery.state == OVER


def test_the_same_reaction_to_the_same_event_stands_once() -> None:
    delivery = waiting()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(event=delivery.event, reaction=NOTE, due_at=NOW)


def test_an_event_with_deliveries_can_not_be_removed() -> None:
    delivery = waiting()
    with pytest.raises(Exception, match="protected"):
        delivery.event.delete()


# -- the schedule --

TURNS: list[datetime] = []


def turn(*, now: datetime) -> None:
    TURNS.append(now)


def broken(*, now: datetime) -> None:
    raise OSError("no disk")


@pytest.fixture
def timetable(monkeypatch: Any) -> dict[str, Any]:
    TURNS.clear()
    table = {"tests.turn": (timedelta(minutes=5), f"{__name__}.turn")}
    monkeypatch.setattr(schedule, "import_string", _imported(table))
    return table


def _imported(table: dict[str, Any]) -> Any:
    from django.utils.module_loading import import_string

    return lambda path: table if path.endswith("schedule.TABLE") else import_string(path)


def test_of_many_workers_one_gets_the_turn(timetable: Any) -> None:
    for seconds in range(0, 300, 20):
        schedule.run_turns(now=NOW + timedelta(seconds=seconds), seen={})
    assert TURNS == [NOW]
    schedule.run_turns(now=NOW + timedelta(minutes=5), seen={})
    assert len(TURNS) == 2
    assert Due.objects.filter(name="tests.turn").exclude(done_at=None).count() == 2


def test_a_task_that_fails_is_noted_and_tried_with_the_next_turn(timetable: Any) -> None:
    timetable["tests.broken"] = (timedelta(minutes=1), f"{__name__}.broken")
    schedule.run_turns(now=NOW, seen={})
    assert Due.objects.get(name="tests.broken").error == "OSError"
    assert TURNS == [NOW]
    schedule.run_turns(now=NOW + timedelta(minutes=1), seen={})
    assert Due.objects.filter(name="tests.broken", done_at=None).count() == 2


def test_turns_that_are_done_are_forgotten_after_a_week_and_failed_ones_kept() -> None:
    old = NOW - KEPT - timedelta(seconds=1)
    for name, done in (("done", old), ("failed", None)):
        Due.objects.create(name=name, due_at=old, done_at=done)
    tidy(now=NOW)
    assert set(Due.objects.filter(due_at=old).values_list("name", flat=True)) == {"failed"}


# -- the worker --


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """The worker listens for the end; these tests go on listening as before."""
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


def test_the_worker_does_what_is_due_beats_and_ends(settings: Any, tmp_path: Any) -> None:
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchors"
    delivery = waiting(due=NOW - timedelta(days=400))
    call_command("worker", "--once")
    delivery.refresh_from_db()
    assert delivery.state == OVER
    assert Heartbeat.objects.filter(name="worker").exists()


def test_the_worker_waits_for_a_database_that_is_away(monkeypatch: Any, capsys: Any) -> None:
    def away(**_: Any) -> None:
        raise OperationalError("Rosa is in the message")

    monkeypatch.setattr("portico.core.management.commands.worker.run_due", away)
    monkeypatch.setattr("portico.core.management.commands.worker.close_old_connections", lambda: None)
    call_command("worker", "--once")
    assert capsys.readouterr().err == "The database is away: OperationalError\n"


WORK = """
from datetime import UTC, datetime
from portico.core.delivery import run_due
while run_due(now=datetime.now(UTC)): pass
"""
FILL = """
from datetime import UTC, datetime
from portico.core.models import Delivery, Event
at = datetime(2026, 1, 1, tzinfo=UTC)
for n in range(60):
    event = Event.objects.create(name=f"tests.{n}", at=at, effective_at=at)
    Delivery.objects.create(event=event, reaction="portico.core.models.Heartbeat.objects.create", due_at=at)
"""
COUNT = """
from portico.core.models import Delivery
print(sorted(Delivery.objects.values_list("tries", flat=True).distinct()), Delivery.objects.filter(tries=1).count())
"""


def test_three_workers_at_once_try_each_delivery_once(own_database: Any) -> None:
    own_database.run(FILL)
    own_database.run(WORK, times=3)
    assert own_database.run(COUNT) == ["[1] 60"]
