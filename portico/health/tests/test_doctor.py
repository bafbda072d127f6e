"""Each ailment is made and found; a healthy practice shows none; nobody's name is told."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from portico.audit.actions import seal
from portico.audit.models import Row
from portico.clinic.models import Absence, Pool, StaffMember
from portico.core.ailments import Ailment
from portico.core.models import Delivery, Event, Heartbeat
from portico.core.viewer import Purpose, system_viewer
from portico.demo import cast as people
from portico.files.models import StoredFile
from portico.health import queries
from portico.messaging.actions import reply, send
from portico.messaging.models import Thread
from portico.notifications.models import Notice
from portico.people.models import Relation
from portico.triage import actions as triage
from portico.triage.models import Step, WorkItem

PAGE = "/desk/health/"
LONG_AGO = timedelta(days=2)


@pytest.fixture(autouse=True)
def healthy(stage: Any, settings: Any, tmp_path: Path) -> None:
    """A worker runs, nothing of the past is left lying about, the ledger is sealed."""
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchors"  # other tests write to the one beside the database
    stage.let_take_effect()
    now = timezone.now()
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": now})
    Relation.objects.filter(ended_at=None, ends_on__lt=now.date()).update(ended_at=now)
    WorkItem.objects.exclude(state="closed").update(due_at=now + LONG_AGO)
    while seal(now=now):
        pass


def found(*, is_whole: bool = False) -> dict[str, Ailment]:
    by = system_viewer(Purpose.KEEP_ORDER)
    return {a.name: a for a in queries.ailments(by, now=timezone.now(), is_whole=is_whole)}


def member(stage: Any, key: str) -> StaffMember:
    return StaffMember.objects.get(account=stage.account(key))


def claimed(stage: Any, key: str = "jo") -> WorkItem:
    item = stage.item(stage.ask())
    triage.claim(by=stage.viewer(key, "rosa"), item_id=item.pk)
    return WorkItem.objects.get(pk=item.pk)


def asked(stage: Any) -> WorkItem:
    item = claimed(stage)
    by = stage.viewer("jo", "rosa")
    triage.see(by=by, item_id=item.pk)
    triage.ask(
        by=by,
        item_id=item.pk,
        physician_id=member(stage, "amara").pk,
        summary="Her potassium.",
        question="Go on?",
    )
    return WorkItem.objects.get(pk=item.pk)


def test_a_healthy_practice_shows_none(stage: Any) -> None:
    asked(stage)
    assert found(is_whole=True) == {}


def lost_thread(stage: Any) -> str:
    thread = stage.ask()
    item = stage.item(thread)
    Step.objects.filter(item=item).delete()
    item.delete()
    return str(thread.pk)


def reply_that_nobody_brought_back(stage: Any) -> str:
    thread = stage.ask()
    stage.answer("jo", thread)
    stage.let_take_effect()
    from uuid import uuid4

    post = reply(by=stage.viewer("rosa"), thread_id=thread.pk, send_key=uuid4(), body="It is not.")
    Delivery.objects.filter(event__key=post.event_key).update(state="done")
    long_ago = timezone.now() - timedelta(minutes=5)
    type(post).objects.filter(pk=post.pk).update(effective_at=long_ago)
    return str(post.pk)


def item_that_nobody_sees(stage: Any) -> str:
    item = stage.item(stage.ask())
    item.pool.members.clear()
    return str(item.pk)


def item_seen_by_a_closed_account_alone(stage: Any) -> str:
    item = stage.item(stage.ask())
    item.pool.members.set([member(stage, "jo")])
    _close_account(stage, "jo")
    return str(item.pk)


def idle_claim(stage: Any) -> str:
    item = claimed(stage)
    WorkItem.objects.filter(pk=item.pk).update(active_at=timezone.now() - timedelta(hours=5))
    return str(item.pk)


def claim_of_somebody_who_left(stage: Any) -> str:
    item = claimed(stage)
    StaffMember.objects.filter(account=stage.account("jo")).update(is_active=False)
    return str(item.pk)


def claim_of_a_closed_account(stage: Any) -> str:
    item = claimed(stage)
    _close_account(stage, "jo")
    return str(item.pk)


def _close_account(stage: Any, key: str) -> None:
    account = stage.account(key)
    account.is_active = False
    account.save(update_fields=["is_active"])


def question_to_somebody_who_left(stage: Any) -> str:
    item = asked(stage)
    StaffMember.objects.filter(account=stage.account("amara")).update(is_active=False)
    return str(item.pk)


def question_to_somebody_away_whose_cover_is_away(stage: Any) -> str:
    item = asked(stage)
    amara, cover = member(stage, "amara"), _another_physician(stage)
    _away(amara, cover)
    assert "question-to-nobody" not in found(), "somebody stands in"
    _away(cover, amara)
    return str(item.pk)


def _another_physician(stage: Any) -> StaffMember:
    from portico.accounts.models import Account

    account = Account.objects.create(username="cover", name="Dr Cover")
    return StaffMember.objects.create(account=account, role="physician", name="Dr Cover")


def _away(staff: StaffMember, stand_in: StaffMember) -> None:
    today = timezone.now().date()
    Absence.objects.create(
        staff=staff, stand_in=stand_in, first_day=today - LONG_AGO, last_day=today + LONG_AGO
    )


def promise_past(stage: Any) -> str:
    item = stage.item(stage.ask())
    WorkItem.objects.filter(pk=item.pk).update(due_at=timezone.now() - LONG_AGO)
    return str(item.pk)


def faulty_item(stage: Any) -> str:
    item = stage.item(stage.ask())
    with Unchecked("item_claimed_has_claimer"):
        WorkItem.objects.filter(pk=item.pk).update(state="claimed")
    return str(item.pk)


def faulty_closed_item(stage: Any) -> str:
    item = stage.item(stage.ask())
    with Unchecked("item_closed_says_how"):
        WorkItem.objects.filter(pk=item.pk).update(state="closed")
    return str(item.pk)


class Unchecked:
    """The database lets a row be that it would refuse; as after a restore from elsewhere."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        self._say("PRAGMA ignore_check_constraints=ON")

    def __exit__(self, *_: Any) -> None:
        if connection.vendor == "sqlite":
            self._say("PRAGMA ignore_check_constraints=OFF")

    def _say(self, words: str) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                words = (
                    f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE triage_workitem DROP CONSTRAINT {self.name}"
                )
            cursor.execute(words)


def dead_delivery(stage: Any) -> str:
    return _delivery(state="dead", tries=8)


def stuck_delivery(stage: Any) -> str:
    return _delivery(state="waiting")


def _delivery(**facts: Any) -> str:
    at = timezone.now() - LONG_AGO
    event = Event.objects.create(name="messaging.answer_sent", at=at, effective_at=at)
    return str(Delivery.objects.create(event=event, reaction="x", due_at=at, **facts).pk)


def dead_notice(stage: Any) -> str:
    return _notice(stage, state="dead")


def stuck_notice(stage: Any) -> str:
    return _notice(stage, state="waiting")


def _notice(stage: Any, **facts: Any) -> str:
    at = timezone.now() - LONG_AGO
    made = Notice.objects.create(
        account=stage.account("rosa"), template="messaging/notices/new_message.txt", key="k", created_at=at,
        due_at=at, address="rosa@example.org", **facts,
    )  # fmt: skip
    return str(made.pk)


def silent_worker(stage: Any) -> str:
    Heartbeat.objects.update(at=timezone.now() - LONG_AGO)
    return "worker"


def pool_with_a_physician(stage: Any) -> str:
    pool = Pool.objects.filter(members=member(stage, "jo")).first()
    assert pool
    pool.members.add(member(stage, "amara"))
    return str(pool.pk)


def pool_of_a_physician_alone(stage: Any) -> str:
    pool = Pool.objects.filter(members=member(stage, "jo")).first()
    assert pool
    pool.members.set([member(stage, "amara")])
    return str(pool.pk)


def relation_past_its_end(stage: Any) -> str:
    relation = Relation.objects.filter(kind="adult", ended_at=None).first()
    assert relation
    Relation.objects.filter(pk=relation.pk).update(ends_on=date(2024, 1, 1))
    return str(relation.pk)


def file_being_checked(stage: Any) -> str:
    made = StoredFile.objects.create(
        patient=stage.patient("rosa"), account=stage.account("rosa"), side="patient", place="refill", name="rash.jpg",
        kind="jpg", size=1, hash="x", received_size=1, received_hash="x", created_at=timezone.now() - LONG_AGO,
    )  # fmt: skip
    return str(made.pk)


def unsealed_row(stage: Any) -> str:
    from portico.audit.actions import Fact, append

    now = timezone.now()
    append(Fact(verb="x.y"))
    last = Row.objects.order_by("-pk")[0]
    # Triggers refuse a change; so the doctor's clock goes on instead.
    assert last.at > now
    return f"unsealed: row {last.pk}"


AILMENTS: list[tuple[str, Callable[[Any], str]]] = [
    ("thread-without-item", lost_thread),
    ("reply-not-brought-back", reply_that_nobody_brought_back),
    ("item-nobody-sees", item_that_nobody_sees),
    ("item-nobody-sees", item_seen_by_a_closed_account_alone),
    ("claim-expired", idle_claim),
    ("claim-of-former-staff", claim_of_somebody_who_left),
    ("claim-of-closed-account", claim_of_a_closed_account),
    ("question-to-nobody", question_to_somebody_who_left),
    ("question-to-nobody", question_to_somebody_away_whose_cover_is_away),
    ("promise-past", promise_past),
    ("item-faulty", faulty_item),
    ("item-faulty", faulty_closed_item),
    ("deliveries-dead", dead_delivery),
    ("deliveries-stuck", stuck_delivery),
    ("notices-dead", dead_notice),
    ("notices-stuck", stuck_notice),
    ("worker-silent", silent_worker),
    ("pool-with-physician", pool_with_a_physician),
    ("pool-nobody-works-in", pool_of_a_physician_alone),
    ("relation-past-its-end", relation_past_its_end),
    ("files-being-checked", file_being_checked),
]


@pytest.mark.parametrize(("name", "make"), AILMENTS, ids=lambda value: getattr(value, "__name__", None))
def test_what_ails_is_found_with_where_to_look(stage: Any, name: str, make: Callable[[Any], str]) -> None:
    assert name not in found()
    where = make(stage)
    ailment = found()[name]
    assert ailment.count == 1
    assert ailment.sentence
    assert where in ailment.ids[0]
    assert ailment.oldest is not None or name.startswith(("pool", "ledger"))


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_tail_of_the_ledger_that_waits_for_its_seal_is_found(stage: Any, is_whole: bool) -> None:
    where = unsealed_row(stage)
    by, later = system_viewer(Purpose.KEEP_ORDER), timezone.now() + timedelta(seconds=61)
    names = {a.name: a for a in queries.ailments(by, now=later, is_whole=is_whole)}
    assert where in names["ledger-unsealed"].ids


def test_a_ledger_that_was_touched_is_found_by_the_command(stage: Any, settings: Any) -> None:
    settings.AUDIT_KEY = "another"  # as if every row had been written by somebody else
    assert found(is_whole=True)["ledger-touched"].count > 0


def test_what_was_undone_is_no_orphan(stage: Any) -> None:
    from uuid import uuid4

    from portico.messaging.actions import undo

    thread = send(by=stage.viewer("rosa"), send_key=uuid4(), kind="refill", subject="x", body="y", details={})
    undo(by=stage.viewer("rosa"), thread_id=thread.pk)
    stage.let_take_effect()
    assert Thread.objects.filter(pk=thread.pk).exclude(withdrawn_at=None).exists()
    assert found() == {}


@pytest.fixture
def ailing(stage: Any) -> str:
    return lost_thread(stage)


def doctor(*arguments: str, capsys: Any) -> tuple[int, str]:
    with pytest.raises(SystemExit) as end:
        call_command("doctor", *arguments)
    said = capsys.readouterr()
    return int(end.value.code or 0), said.out + said.err


def test_the_command_ends_with_nought_when_nothing_ails(stage: Any, capsys: Any) -> None:
    assert doctor(capsys=capsys) == (0, "Nothing ails.\n")


def test_the_command_says_what_ails_and_where_and_nobodys_name(stage: Any, ailing: str, capsys: Any) -> None:
    status, said = doctor(capsys=capsys)
    assert status == 1
    assert "thread-without-item: 1" in said
    assert ailing in said
    status, said = doctor("--json", capsys=capsys)
    [row] = json.loads(said)["ailments"]
    assert (status, row["name"], row["ids"]) == (1, "thread-without-item", [ailing])
    for person in people.PATIENTS:
        assert str(stage.patient(person.key).full_name) not in said


def test_the_command_says_that_it_could_not_look(
    stage: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr("portico.health.management.commands.doctor.ailments", away)
    assert doctor(capsys=capsys) == (2, "The doctor could not look: DatabaseError\n")


@pytest.mark.parametrize("key", ["grace", "ines"])
def test_the_manager_and_the_administrator_see_it_and_nobodys_name(stage: Any, ailing: str, key: str) -> None:
    stuck = _notice(stage, state="dead")
    page = stage.browser(key).get(PAGE).content.decode()
    for words in ("list shows these conversations.", ailing, "could not be delivered", stuck, "1 place"):
        assert words in page, words
    for words in ("Rosa", "Delgado", "rosa@example.org", str(stage.patient("rosa").pk)):
        assert words not in page, words


def test_when_nothing_ails_the_page_says_so(stage: Any) -> None:
    page = stage.browser("ines").get(PAGE).content.decode()
    assert "Nothing ails." in page


@pytest.mark.parametrize("key", ["jo", "amara", "priya", "omar", "rosa", "elena"])
def test_nobody_else_does(stage: Any, key: str) -> None:
    assert stage.browser(key).get(PAGE).status_code == 404
