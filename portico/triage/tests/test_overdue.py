"""A promise that passes goes up, once: to whoever looks after the pool, and never while the patient is waited for."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.clinic.models import Absence, Pool, StaffMember
from portico.core.delivery import run_due
from portico.core.models import Event
from portico.messaging.actions import reply
from portico.notifications.models import Notice
from portico.triage import actions as triage
from portico.triage import tasks
from portico.triage.models import Step, WorkItem
from portico.triage.rules.item import Reason, Then
from portico.triage.rules.promise import Calendar, next_working_day

LEAD = "triage/notices/overdue.txt"
MANAGER = "triage/notices/overdue_without_lead.txt"


def late(stage: Any, *, by: timedelta = timedelta(minutes=1), **facts: Any) -> WorkItem:
    item = stage.item(stage.ask(**facts))
    WorkItem.objects.filter(pk=item.pk).update(due_at=timezone.now() - by)
    return WorkItem.objects.get(pk=item.pk)


def member(stage: Any, key: str) -> StaffMember:
    return StaffMember.objects.get(account=stage.account(key))


def lead(stage: Any, key: str, item: WorkItem) -> StaffMember:
    StaffMember.objects.filter(account=stage.account(key)).update(role="pool-lead")
    item.pool.members.add(member(stage, key))
    return member(stage, key)


def away(staff: StaffMember, stand_in: StaffMember) -> None:
    today, day = timezone.now().date(), timedelta(days=1)
    Absence.objects.create(staff=staff, stand_in=stand_in, first_day=today - day, last_day=today + day)


def told() -> list[tuple[str, str]]:
    """Who heard, and in which words, after a turn of the schedule and what follows from it."""
    tasks.tell_overdue(now=timezone.now())
    run_due(now=timezone.now())
    rows = Notice.objects.filter(template__in=[LEAD, MANAGER], channel="email").order_by("created_at")
    return [(row.address, row.template) for row in rows]


def test_the_lead_of_the_pool_hears_once_however_often_the_schedule_looks(stage: Any) -> None:
    item = late(stage)
    lead(stage, "jo", item)
    assert told() == [("jo@example.org", LEAD)]
    assert told() == [("jo@example.org", LEAD)]
    assert Event.objects.filter(name="triage.promise_passed").count() == 1
    assert Step.objects.filter(item=item, what="overdue", staff=None).count() == 1


def test_without_a_lead_the_manager_of_the_site_hears(stage: Any) -> None:
    late(stage)
    assert told() == [("grace@example.org", MANAGER)]


def test_a_site_without_a_manager_turns_to_a_manager_of_the_practice(stage: Any) -> None:
    late(stage, key="walter")
    assert not member(stage, "grace").sites.filter(pk=stage.patient("walter").site_id).exists()
    assert told() == [("grace@example.org", MANAGER)]


def test_while_the_lead_is_away_her_stand_in_hears_or_whoever_stands_in_for_the_stand_in(stage: Any) -> None:
    item = late(stage)
    jo, lena, tomas = lead(stage, "jo", item), member(stage, "lena"), member(stage, "tomas")
    away(jo, lena)
    away(lena, tomas)
    assert told() == [("tomas@example.org", LEAD)]


def test_a_lead_whom_nobody_stands_in_for_or_who_can_not_sign_in_is_passed_over(stage: Any) -> None:
    item = late(stage)
    jo, lena = lead(stage, "jo", item), lead(stage, "lena", item)
    away(jo, lena)
    account = stage.account("lena")
    account.is_active = False
    account.save()
    assert told() == [("grace@example.org", MANAGER)]


def test_a_lead_of_another_pool_hears_nothing(stage: Any) -> None:
    item = late(stage)
    kenji = StaffMember.objects.filter(account=stage.account("kenji"))
    kenji.update(role="pool-lead")
    assert not item.pool.members.filter(pk=member(stage, "kenji").pk).exists()
    assert told() == [("grace@example.org", MANAGER)]


def test_nobody_hears_while_the_patient_is_waited_for(stage: Any) -> None:
    thread = stage.ask()
    stage.answer("jo", thread, "How many are left?", then=Then.WAIT)
    stage.let_take_effect()
    item = stage.item(thread)
    WorkItem.objects.filter(pk=item.pk).update(due_at=timezone.now() - timedelta(days=1))
    assert item.waiting_since
    assert told() == []
    page = stage.browser("jo").get(f"{reverse('desk:desk')}?state=waiting").content.decode()
    assert "Rosa Delgado" in page
    assert " late<" not in page
    assert 'class="late"' not in page


@pytest.mark.parametrize("state", ["closed", "withdrawn", "in-time", "not-in-effect"])
def test_nobody_hears_of_what_is_answered_undone_in_time_or_not_sent_yet(stage: Any, state: str) -> None:
    item, now = late(stage), timezone.now()
    changes: dict[str, Any] = {
        "closed": {"state": "closed", "closed_at": now, "closed_how": "reply"},
        "withdrawn": {"withdrawn_at": now},
        "in-time": {"due_at": now + timedelta(minutes=1)},
        "not-in-effect": {"effective_at": now + timedelta(seconds=9)},
    }[state]
    WorkItem.objects.filter(pk=item.pk).update(**changes)
    assert told() == []


def test_what_was_answered_before_the_notice_went_is_told_to_nobody(stage: Any) -> None:
    item = late(stage)
    tasks.tell_overdue(now=timezone.now())
    triage.close(by=stage.viewer("jo", "rosa"), item_id=item.pk, reason=Reason.NOT_FOR_US)
    assert told() == []


def test_what_is_flagged_is_told_of_even_while_it_waits_because_its_clock_goes_on(stage: Any) -> None:
    item = late(stage)
    triage.mark(by=stage.viewer("jo", "rosa"), item_id=item.pk, flag="urgent", reason="She has fever.")
    triage.reply(by=stage.viewer("jo", "rosa"), item_id=item.pk, then=Then.WAIT)
    item.refresh_from_db()
    assert (item.state, item.waiting_since) == ("waiting", None)
    assert told() == [("grace@example.org", MANAGER)]


def test_a_new_promise_that_passes_too_is_told_anew(stage: Any) -> None:
    """Answered and closed, opened again by Rosa's reply, and late again."""
    thread = stage.ask()
    item = stage.item(thread)
    WorkItem.objects.filter(pk=item.pk).update(due_at=timezone.now() - timedelta(hours=2))
    assert len(told()) == 1
    stage.answer("jo", thread)
    stage.let_take_effect()
    reply(by=stage.viewer("rosa"), thread_id=thread.pk, send_key=uuid4(), body="It was not there.")
    stage.let_take_effect()
    item.refresh_from_db()
    assert item.due_at > timezone.now()
    assert len(told()) == 1
    # Time passes: what was told lies further back, and the new promise is over.
    Step.objects.filter(item=item, what="overdue").update(at=timezone.now() - timedelta(hours=1))
    WorkItem.objects.filter(pk=item.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    tasks.tell_overdue(now=timezone.now())
    assert Event.objects.filter(name="triage.promise_passed").count() == 2


def test_sending_it_on_breaks_the_promise_no_second_time(stage: Any) -> None:
    item = late(stage)
    told()
    other = Pool.objects.filter(site=item.site).exclude(pk=item.pool_id).first()
    assert other
    triage.route(by=stage.viewer("jo", "rosa"), item_id=item.pk, reason="Theirs.", pool_id=other.pk)
    stage.let_take_effect()
    assert len(told()) == 1


def test_the_desk_says_overdue_in_words_and_the_item_tells_since_when(stage: Any) -> None:
    item = late(stage, by=timedelta(minutes=20))
    told()
    jo = stage.browser("jo")
    assert "20 min late" in jo.get(f"{reverse('desk:desk')}?late=1").content.decode()
    page = jo.get(reverse("desk:item", args=[item.patient_id, item.pk])).content.decode()
    assert "Overdue" in page
    assert "20 min late" in page
    assert "The promised time passed" in page


def test_two_workers_at_once_say_it_once(own_database: Any) -> None:
    """The same turn in two processes: the second finds the step of the first."""
    own_database.run(SET_UP)
    said = own_database.run(TURN, times=2)
    assert sorted(said) == ["0", "3"] or sum(map(int, said)) == 3, said
    assert own_database.run(COUNT) == ["3 3"]


STILL = "triage/notices/still_unanswered.txt"
ZONE = ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    ("told_at", "again_at"),
    [
        (datetime(2026, 11, 23, 9, 30, tzinfo=ZONE), datetime(2026, 11, 24, 9, 30, tzinfo=ZONE)),
        # Friday evening, then Monday; the day before a closed day, then the day after it.
        (datetime(2026, 11, 20, 17, 0, tzinfo=ZONE), datetime(2026, 11, 23, 17, 0, tzinfo=ZONE)),
        (datetime(2026, 11, 25, 8, 0, tzinfo=ZONE), datetime(2026, 11, 27, 8, 0, tzinfo=ZONE)),
    ],
)
def test_a_working_day_later_is_the_next_day_that_the_clinic_is_open(
    told_at: datetime, again_at: datetime
) -> None:
    hours = {str(day): ["08:00", "17:00"] for day in range(5)}
    assert next_working_day(told_at, Calendar("America/Chicago", hours, {date(2026, 11, 26)})) == again_at
    assert next_working_day(told_at, Calendar("America/Chicago", {})) == told_at + timedelta(days=7)


def still() -> list[str]:
    told()
    return sorted(Notice.objects.filter(template=STILL, channel="email").values_list("address", flat=True))


def test_a_working_day_after_the_lead_the_manager_hears_once(stage: Any) -> None:
    item = late(stage, by=timedelta(days=9))
    lead(stage, "jo", item)
    assert told() == [("jo@example.org", LEAD)]
    assert still() == []
    Step.objects.filter(item=item, what="overdue").update(at=timezone.now() - timedelta(hours=20))
    assert still() == []
    Step.objects.filter(item=item, what="overdue").update(at=timezone.now() - timedelta(days=8))
    assert still() == ["grace@example.org"]
    assert still() == ["grace@example.org"]
    assert Event.objects.filter(name="triage.still_unanswered").count() == 1
    page = stage.browser("jo").get(reverse("desk:item", args=[item.patient_id, item.pk])).content.decode()
    assert "Still not answered a working day later" in page


def test_nobody_hears_twice_of_what_was_answered_after_the_first_time(stage: Any) -> None:
    item = late(stage, by=timedelta(days=9))
    told()
    Step.objects.filter(item=item, what="overdue").update(at=timezone.now() - timedelta(days=8))
    triage.close(by=stage.viewer("jo", "rosa"), item_id=item.pk, reason=Reason.NOT_FOR_US)
    assert still() == []


SET_UP = """
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4
import os, tempfile
from django.utils import timezone
from portico.accounts.models import Account
from portico.clinic.models import Organization, Pool, Site
from portico.people.models import Patient
from portico.archive.models import Entry
from portico.triage.models import WorkItem
from portico.demo.actions import load
load(folder=Path(tempfile.mkdtemp()), today=date.today(), background=0)
patient = Patient.objects.filter(identifiers__value="100001").get()
pool = Pool.objects.filter(site=patient.site).first()
now = timezone.now()
for _ in range(3):
    WorkItem.objects.create(
        patient=patient, source_kind="message", source_id=uuid4(), kind="refill", site=patient.site, pool=pool,
        reason="x", created_at=now, effective_at=now - timedelta(days=3), due_at=now - timedelta(hours=1),
    )
"""
TURN = """
from portico.core.viewer import Purpose, system_viewer
from portico.triage.actions import tell_overdue
print(tell_overdue(by=system_viewer(Purpose.KEEP_ORDER)))
"""
COUNT = """
from portico.core.models import Event
from portico.triage.models import Step
print(Event.objects.filter(name="triage.promise_passed").count(), Step.objects.filter(what="overdue").count())
"""
