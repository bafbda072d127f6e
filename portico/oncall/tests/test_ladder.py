"""Out of hours the ladder is climbed: a nurse line first, a physician second, or first where one signed for it."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.clinic.models import Site, StaffMember
from portico.core.actions import NotAllowed, Refused
from portico.core.delivery import run_due
from portico.core.models import Delivery, Event
from portico.core.viewer import Purpose, system_viewer
from portico.notifications.rules.gate import Kind, Pass, Wishes, may_send_text
from portico.notifications.tasks import carry
from portico.oncall import actions, queries
from portico.oncall.models import Ladder
from portico.oncall.rules.ladder import Paged, Rung, due, faults, is_in_force, needs_signature
from portico.triage import actions as triage
from portico.triage.models import Page, Step, WorkItem

NIGHT = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)  # Tuesday, ten at night in Madison
MORNING = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
KEEPER = system_viewer(Purpose.KEEP_ORDER)
ROLES = st.sampled_from(["nurse", "pharmacist", "pool-lead", "physician"])
RUNGS = st.lists(
    st.builds(Rung, st.integers(1, 99).map(lambda n: UUID(int=n)), ROLES, st.integers(5, 120)), max_size=6,
    unique_by=lambda rung: rung.staff,
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(rungs=RUNGS, is_signed=st.booleans(), waits=st.lists(st.integers(0, 200), max_size=40))
def test_whatever_the_ladder_a_physician_is_first_only_where_one_signed(
    rungs: list[Rung], is_signed: bool, waits: list[int]
) -> None:
    if list(faults(rungs)) or not is_in_force(rungs, is_signed=is_signed):
        return
    now, paged = NIGHT, list[Paged]()
    for wait in waits:
        now += timedelta(minutes=wait)
        number = due(rungs, paged, now=now)
        if number is None:
            assert paged, "the first is paged at once"
            assert now - paged[-1].at < timedelta(minutes=rungs[paged[-1].rung].minutes)
            continue
        if rungs[number].role == "physician" and not paged:
            assert is_signed
            assert needs_signature(rungs)
        if paged:  # one after the other, nobody left out, and after the last the first again
            assert number == (paged[-1].rung + 1) % len(rungs)
        paged.append(Paged(number, now))


def test_a_ladder_that_became_shorter_begins_anew() -> None:
    one = [Rung(UUID(int=1), "nurse", 15)]
    assert due(one, [Paged(4, NIGHT)], now=NIGHT) == 0
    assert due([], [], now=NIGHT) is None


@pytest.fixture(autouse=True)
def _night() -> Any:
    with time_machine.travel(NIGHT, tick=False):
        yield


def staff(stage: Any, key: str) -> StaffMember:
    return StaffMember.objects.get(account=stage.account(key))


def madison() -> Site:
    return Site.objects.get(name__startswith="Madison")


def written(stage: Any, *keys: str, minutes: int = 15) -> Ladder:
    seen = Ladder.objects.filter(site=madison()).count()
    rungs = [(staff(stage, key).pk, minutes) for key in keys]
    return actions.write(
        by=stage.viewer("grace"), site_id=madison().pk, rungs=rungs, seen=seen, form_key=uuid4()
    )


def urgent(stage: Any) -> WorkItem:
    """Rosa writes of chest pain at ten at night; it can no longer be undone."""
    thread = stage.ask(kind="question", subject="Chest pain", body="I have chest pain.", details={})
    item = stage.item(thread)
    WorkItem.objects.filter(pk=item.pk).update(
        flag="urgent",
        effective_at=NIGHT - timedelta(seconds=1),
        pool=staff(stage, "jo").pools.get(name="Nurse advice"),
    )
    return WorkItem.objects.get(pk=item.pk)


def climbed(*, at: datetime = NIGHT) -> list[tuple[str, bool]]:
    """After a turn of the schedule: who was paged in all, and whether they could be."""
    with time_machine.travel(at, tick=False):
        triage.page_on_call(by=KEEPER)
    return [
        (page.staff.name, page.is_reached)
        for page in Page.objects.select_related("staff").order_by("at", "id")
    ]


def later(minutes: int) -> datetime:
    return NIGHT + timedelta(minutes=minutes)


def test_one_after_the_other_until_somebody_takes_it(stage: Any) -> None:
    written(stage, "jo", "amara")
    item = urgent(stage)
    assert climbed() == [("Jo Park", True)]
    assert climbed(at=later(14)) == [("Jo Park", True)]
    assert climbed(at=later(15)) == [("Jo Park", True), ("Dr Amara Lee", True)]
    assert climbed(at=later(30))[2:] == [("Jo Park", True)], "and again, as long as nobody has it"
    triage.claim(by=stage.viewer("jo", "rosa"), item_id=item.pk)
    assert len(climbed(at=later(60))) == 3
    said = list(Step.objects.filter(item=item, what="paged").order_by("at").values_list("reason", flat=True))
    assert said == ["Jo Park", "Dr Amara Lee", "Jo Park"]
    assert Event.objects.filter(name="triage.on_call_paged").count() == 3


def test_while_the_clinic_is_open_the_nurses_have_it_and_nobody_is_paged(stage: Any) -> None:
    written(stage, "jo")
    urgent(stage)
    assert climbed(at=MORNING) == []


def test_what_is_not_urgent_wakes_nobody(stage: Any) -> None:
    written(stage, "jo")
    stage.ask(kind="question", subject="My knee", body="It aches.", details={})
    assert climbed() == []


def test_the_page_says_that_something_urgent_waits_and_nothing_else(stage: Any) -> None:
    written(stage, "jo")
    urgent(stage)
    mail.outbox.clear()
    climbed()
    Delivery.objects.filter(state="waiting").update(due_at=NIGHT)
    run_due(now=NIGHT)
    carry(now=NIGHT)
    [message] = [m for m in mail.outbox if m.to == ["jo@example.org"]]
    assert "something urgent waits" in message.body
    for secret in ("chest", "pain", "rosa", "delgado", "lisinopril"):
        assert secret not in f"{message.subject} {message.body}".lower()


def texted(kind: Kind, wishes: Wishes, *, minutes: int = 0) -> tuple[Pass, str]:
    """So long after it was made at night, to somebody who had nine texts already."""
    gate = may_send_text(
        kind, wishes, now=later(minutes), made_at=NIGHT, zone="America/Chicago", hours=(time(8), time(21)),
        texted_at=[NIGHT] * 9,
    )  # fmt: skip
    return gate.answer, gate.reason


def test_a_page_comes_at_any_hour_and_an_old_one_no_more() -> None:
    wants = Wishes(by_text=True)
    assert texted(Kind.CARE, wants)[0] is Pass.WAIT
    assert texted(Kind.PAGE, wants)[0] is Pass.GO
    assert texted(Kind.PAGE, Wishes())[0] is Pass.OFF
    assert texted(Kind.PAGE, wants, minutes=120) == (Pass.HELD, "page-too-old")


def test_a_physician_who_was_paged_reads_it_calls_and_writes_down_what_was_done(stage: Any) -> None:
    written(stage, "jo", "amara")
    item = urgent(stage)
    page = reverse("desk:item", args=[item.patient_id, item.pk])
    assert stage.browser("amara").get(page).status_code == 404
    climbed()
    assert stage.browser("amara").get(page).status_code == 404, "not before she is paged"
    climbed(at=later(15))
    with time_machine.travel(later(16), tick=False):
        text = stage.browser("amara").get(page).content.decode()
        assert "You are paged about this" in text
        assert "Chest pain" in stage.browser("amara").get(reverse("desk:desk")).content.decode()
        triage.advise(by=stage.viewer("amara", "rosa"), item_id=item.pk, text="Called; she goes to the ER.")
    found = WorkItem.objects.get(pk=item.pk)
    assert (found.state, found.flag, found.claimed_by, found.asked_of) == ("queued", "urgent", None, None)
    assert found.acted_at == later(16)
    assert len(climbed(at=later(60))) == 2, "somebody has done something: the ladder rests"
    with time_machine.travel(MORNING, tick=False):
        with pytest.raises(Refused, match="not-licensed"):
            triage.close(by=stage.viewer("tomas", "rosa"), item_id=item.pk)
        triage.claim(by=stage.viewer("jo", "rosa"), item_id=item.pk)
        triage.close(by=stage.viewer("jo", "rosa"), item_id=item.pk)
        assert stage.browser("amara").get(page).status_code == 404, "over"


def test_what_she_writes_when_the_clinic_is_open_is_the_teams_first_again(stage: Any) -> None:
    written(stage, "jo", "amara")
    item = urgent(stage)
    page = reverse("desk:item", args=[item.patient_id, item.pk])
    climbed()
    climbed(at=later(15))
    with time_machine.travel(MORNING, tick=False):
        assert stage.browser("amara").get(page).status_code == 200, (
            "nobody takes from her what she is writing"
        )
        triage.patient_wrote(
            by=system_viewer(Purpose.REACT).about(item.patient_id), source_kind="message", source_id=item.source_id
        )  # fmt: skip
        with time_machine.travel(MORNING + timedelta(minutes=1), tick=False):
            assert stage.browser("amara").get(page).status_code == 404
            with pytest.raises(NotAllowed):
                triage.advise(by=stage.viewer("amara", "rosa"), item_id=item.pk, text="I saw it first.")


def test_when_somebody_saw_to_it_the_next_message_of_the_night_begins_with_the_first_rung(stage: Any) -> None:
    written(stage, "jo", "lena", "amara")
    item = urgent(stage)
    item.pool.members.add(staff(stage, "lena"))
    climbed()
    climbed(at=later(15))
    with time_machine.travel(later(16), tick=False):
        triage.claim(by=stage.viewer("lena", "rosa"), item_id=item.pk)
    with time_machine.travel(later(40), tick=False):
        triage.patient_wrote(
            by=system_viewer(Purpose.REACT).about(item.patient_id), source_kind="message", source_id=item.source_id
        )  # fmt: skip
    assert climbed(at=later(41))[2:] == [("Jo Park", True)], "not the physician, who would have been next"


def test_who_writes_again_and_again_does_not_hold_the_ladder_up(stage: Any) -> None:
    written(stage, "jo", "amara")
    item = urgent(stage)
    climbed()
    for minutes in (5, 10, 15):
        with time_machine.travel(later(minutes), tick=False):
            triage.patient_wrote(
                by=system_viewer(Purpose.REACT).about(item.patient_id), source_kind="message",
                source_id=item.source_id,
            )  # fmt: skip
    assert climbed(at=later(15)) == [("Jo Park", True), ("Dr Amara Lee", True)]


def test_a_physician_who_was_not_paged_reads_and_writes_nothing(stage: Any) -> None:
    written(stage, "jo")
    item = urgent(stage)
    climbed()
    with pytest.raises(NotAllowed):
        triage.advise(by=stage.viewer("amara", "rosa"), item_id=item.pk, text="I happened to look.")


def test_a_physician_first_holds_only_when_a_physician_has_signed(stage: Any) -> None:
    before = written(stage, "jo")
    ladder = written(stage, "amara", "jo")
    assert queries.in_force(KEEPER, madison().pk) == before
    urgent(stage)
    assert climbed() == [("Jo Park", True)]
    with pytest.raises(NotAllowed):
        actions.sign(by=stage.viewer("grace"), ladder_id=ladder.pk)
    actions.sign(by=stage.viewer("amara"), ladder_id=ladder.pk)
    found = queries.in_force(KEEPER, madison().pk)
    assert found == ladder
    assert found.signed_by == staff(stage, "amara")
    assert Event.objects.filter(name="oncall.ladder_signed").count() == 1
    assert climbed(at=later(15))[1:] == [("Jo Park", True)], "the climb goes on where it was"


def test_were_an_unsigned_one_used_after_all_no_physician_is_paged_first(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portico.triage.actions import paging

    ladder = written(stage, "amara")
    urgent(stage)
    monkeypatch.setattr(paging, "every_in_force", lambda _by: [ladder])
    assert climbed() == [("Dr Amara Lee", False)]


def test_who_is_away_or_gone_is_not_waited_for_longer_than_their_minutes(stage: Any) -> None:
    written(stage, "jo", "amara")
    StaffMember.objects.filter(pk=staff(stage, "jo").pk).update(is_active=False)
    urgent(stage)
    assert climbed() == [("Jo Park", False)]
    assert climbed(at=later(15))[1:] == [("Dr Amara Lee", True)]


def test_who_is_away_is_not_paged_and_who_stands_in_is(stage: Any) -> None:
    """By the day of the clinic: in Greenwich it is tomorrow already."""
    from datetime import date

    from portico.clinic.actions import be_away

    written(stage, "jo", "amara")
    lena, tonight = staff(stage, "lena"), date(2026, 11, 24)
    be_away(by=stage.viewer("jo"), stand_in_id=lena.pk, first_day=tonight, last_day=tonight)
    item = urgent(stage)
    item.pool.members.add(lena)
    assert climbed() == [("Lena Fischer", True)]


def test_who_had_taken_it_by_day_has_gone_home_when_the_patient_writes_at_night(stage: Any) -> None:
    written(stage, "jo")
    item = urgent(stage)
    triage.claim(by=stage.viewer("jo", "rosa"), item_id=item.pk)
    assert climbed() == [], "she has it before her"
    with time_machine.travel(later(5), tick=False):
        triage.patient_wrote(
            by=system_viewer(Purpose.REACT).about(item.patient_id), source_kind="message", source_id=item.source_id,
            signs="chest-pain:emergency",
        )  # fmt: skip
    assert WorkItem.objects.get(pk=item.pk).state == "claimed"
    assert climbed(at=later(6)) == [("Jo Park", True)]
    with time_machine.travel(later(7), tick=False):
        triage.claim(by=stage.viewer("jo", "rosa"), item_id=item.pk)
    assert len(climbed(at=later(60))) == 1, "and now she has it again"


def test_when_nobody_could_be_paged_the_doctor_says_so(stage: Any) -> None:
    from portico.triage.ailments import ailments

    written(stage, "jo")
    StaffMember.objects.filter(pk=staff(stage, "jo").pk).update(is_active=False)
    urgent(stage)
    climbed()
    assert "on-call-unreached" in {one.name for one in ailments(KEEPER, now=NIGHT)}


def test_the_same_turn_of_two_workers_pages_once(stage: Any) -> None:
    written(stage, "jo")
    urgent(stage)
    climbed()
    assert climbed() == [("Jo Park", True)]


@pytest.mark.parametrize(
    ("keys", "minutes", "why"),
    [((), 15, "empty"), (("jo", "jo"), 15, "twice"), (("tomas",), 15, "not-licensed"), (("kenji",), 15, "not-licensed"),
     (("jo",), 4, "minutes"), (("jo",), 121, "minutes")],
)  # fmt: skip
def test_what_is_no_ladder_is_refused(stage: Any, keys: tuple[str, ...], minutes: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        written(stage, *keys, minutes=minutes)


def test_two_managers_at_once_the_second_looks_first(stage: Any) -> None:
    written(stage, "jo")
    grace = stage.viewer("grace")
    with pytest.raises(Refused, match="changed-meanwhile"):
        actions.write(
            by=grace, site_id=madison().pk, rungs=[(staff(stage, "jo").pk, 15)], seen=0, form_key=uuid4()
        )
    with pytest.raises(NotAllowed):
        actions.write(by=grace, site_id=uuid4(), rungs=[], seen=0, form_key=uuid4())


# -- the page --


def posted(stage: Any, **more: Any) -> Any:
    usual = {
        "site": madison().pk,
        "seen": 0,
        "form_key": uuid4(),
        "who_1": staff(stage, "jo").pk,
        "minutes_1": 20,
    }
    return stage.browser("grace").post(reverse("oncall:writing"), {**usual, **more}, follow=True)


def test_a_manager_writes_one_on_screen_and_a_physician_signs(stage: Any) -> None:
    here = reverse("oncall:ladders")
    assert "Nobody is paged" in stage.browser("grace").get(here).content.decode()
    assert "Saved, and in force." in posted(stage).content.decode()
    amara = staff(stage, "amara").pk
    text = posted(stage, seen=1, who_1=amara, who_2=staff(stage, "jo").pk).content.decode()
    assert "it holds when a physician of yours has signed" in text
    waiting = Ladder.objects.get(number=2)
    assert "Sign: a physician is paged first" in stage.browser("amara").get(here).content.decode()
    url = reverse("oncall:signature", args=[waiting.pk])
    assert "Signed, and in force" in stage.browser("amara").post(url, follow=True).content.decode()
    assert "signed on" in stage.browser("jo").get(here).content.decode()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"who_1": ""}, "Name at least one person."), ({"minutes_1": 2}, "greater than or equal to 5"),
     ({"who_1": "x"}, "valid choice"), ({"seen": 7}, "another version meanwhile")],
)  # fmt: skip
def test_a_form_that_is_not_right_says_why(stage: Any, more: dict[str, Any], sentence: str) -> None:
    answer = posted(stage, **more)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Ladder.objects.exists()
