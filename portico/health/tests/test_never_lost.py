"""A pool on vacation, a team that is gone, a holiday, a machine that answers machines: nothing is lost or goes on."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from portico.access.roles import PURPOSES
from portico.clinic.actions import be_away, close_on
from portico.clinic.models import Pool, StaffMember, Team
from portico.core.delivery import run_due
from portico.core.viewer import Purpose, system_viewer
from portico.health.queries import ailments
from portico.messaging import actions as messaging
from portico.messaging.models import Post
from portico.messaging.permissions import MessagingVerb
from portico.notifications.tasks import carry
from portico.people.models import Patient
from portico.triage import actions as triage
from portico.triage.models import WorkItem

KEEPER = system_viewer(Purpose.KEEP_ORDER)
ORPHANS = {
    "thread-without-item", "reply-not-brought-back", "item-nobody-sees", "item-faulty", "question-to-nobody",
    "claim-of-former-staff", "claim-of-closed-account", "on-call-unreached",
}  # fmt: skip


def orphans() -> set[str]:
    return {one.name for one in ailments(KEEPER, now=timezone.now())} & ORPHANS


def today() -> Any:
    return datetime.now(ZoneInfo("America/Chicago")).date()


def test_the_probe_finds_an_orphan(stage: Any) -> None:
    item = stage.item(stage.ask())
    WorkItem.objects.filter(pk=item.pk).update(withdrawn_at=timezone.now())
    assert orphans() == {"thread-without-item"}


def test_a_pool_whose_people_are_all_on_vacation_loses_nothing(stage: Any) -> None:
    before = stage.ask()
    pool = Pool.objects.get(pk=stage.item(before).pool_id)
    lena = StaffMember.objects.get(account=stage.account("lena"))
    for member in list(pool.members.exclude(pk=lena.pk)):
        key = next((key for key in ("jo", "tomas") if stage.account(key).pk == member.account_id), "")
        if key:
            be_away(by=stage.viewer(key), stand_in_id=lena.pk, first_day=today(), last_day=today())
    after = stage.ask("harold")
    assert stage.item(after).pool_id == pool.pk
    assert orphans() == set()
    WorkItem.objects.filter(pk=stage.item(after).pk).update(due_at=timezone.now() - timedelta(minutes=1))
    assert triage.tell_overdue(by=KEEPER) >= 1, "what nobody answers is said to whoever looks after the pool"


def test_a_pool_that_loses_its_last_member_is_said(stage: Any) -> None:
    item = stage.item(stage.ask())
    Pool.objects.get(pk=item.pool_id).members.clear()
    assert orphans() == {"item-nobody-sees"}


def test_a_team_that_is_gone_leaves_every_message_with_a_pool(stage: Any) -> None:
    before = stage.ask()
    team = Team.objects.get(pk=stage.patient("rosa").team_id)
    Patient.objects.filter(team=team).update(team=None)
    team.delete()
    after = stage.ask(kind="question", subject="My knee", details={})
    for thread in (before, after):
        assert stage.item(thread).pool_id
    assert orphans() == set()


def test_a_holiday_moves_the_promise_and_loses_nothing(stage: Any) -> None:
    plain = stage.item(stage.ask()).due_at
    for ahead in range(4):
        close_on(
            by=system_viewer(Purpose.SET_UP), day=today() + timedelta(days=ahead), name=f"A holiday, {ahead}"
        )
    item = stage.item(stage.ask("harold"))
    assert item.due_at > plain
    assert item.due_at.astimezone(ZoneInfo("America/Chicago")).date() > today() + timedelta(days=3)
    assert orphans() == set()


def test_no_machine_of_ours_ever_writes_to_a_patient() -> None:
    for purpose, (_why, verbs) in PURPOSES.items():
        if purpose is not Purpose.SET_UP:
            assert not verbs & {MessagingVerb.ANSWER, MessagingVerb.SEND}, purpose


def test_a_patients_machine_that_answers_every_answer_is_answered_by_nobody(stage: Any) -> None:
    """Hers writes at once whenever something is new. Ours tells, and waits for somebody of the team."""
    thread = stage.ask()
    stage.answer("jo", thread, "It is ready.")
    stage.let_take_effect()
    mail.outbox.clear()
    for _round in range(20):
        run_due(now=timezone.now())
        carry(now=timezone.now())
        told = [m for m in mail.outbox if m.to == ["rosa@example.org"]]
        mail.outbox.clear()
        if not told and _round:
            break
        messaging.reply(
            by=stage.viewer("rosa"), thread_id=thread.pk, body="I am out of office.", send_key=_key()
        )
        stage.let_take_effect()
    else:
        pytest.fail("the two went on and on")
    assert Post.objects.filter(thread=thread, side="team").count() == 1
    assert stage.item(thread).state != "closed"
    assert orphans() == set()


def _key() -> Any:
    from uuid import uuid4

    return uuid4()
