"""Priya offers times, Rosa chooses one, Priya enters it; nothing on the way is lost, and nobody else's eyes see it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db.models import F
from django.utils import timezone

from portico.core.actions import NotAllowed, Refused
from portico.core.delivery import run_due
from portico.core.models import Delivery, Event
from portico.core.viewer import Purpose, system_viewer
from portico.notifications.tasks import carry
from portico.scheduling import actions, ailments, queries
from portico.scheduling.models import Recall, Ticket, TicketStep
from portico.triage.models import WorkItem

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # nine in the morning in Madison
TODAY = date(2026, 11, 25)
CHOOSE_BY = TODAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def _morning() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def wanted(**more: Any) -> actions.Wanted:
    usual = {"visit_type": "follow-up", "from_day": TODAY, "to_day": TODAY + timedelta(days=10),
             "choose_by": CHOOSE_BY, "why": "To check your blood pressure"}  # fmt: skip
    return actions.Wanted(**{**usual, **more})


def issued(stage: Any, who: str = "tomas", key: str = "rosa", **more: Any) -> Ticket:
    """A ticket that can no longer be taken back."""
    facts = {name: more.pop(name) for name in ("item_id", "recall_id") if name in more}
    ticket = actions.issue(by=stage.viewer(who, key), wanted=wanted(**more), send_key=uuid4(), **facts)
    Ticket.objects.filter(pk=ticket.pk).update(effective_at=F("effective_at") - timedelta(seconds=11))
    return ticket


def times(*hours: int) -> list[actions.Time]:
    return [actions.Time(starts_at=NOW + timedelta(hours=n), minutes=20, place="Madison") for n in hours]


def offered(stage: Any, ticket: Ticket, *hours: int, who: str = "priya", key: str = "rosa") -> list[Any]:
    actions.offer(by=stage.viewer(who, key), ticket_id=ticket.pk, times=times(*(hours or (24, 48))))
    Delivery.objects.filter(state="waiting").update(due_at=NOW)
    run_due(now=NOW)
    carry(now=NOW)
    return list(ticket.offers.filter(is_current=True).order_by("starts_at"))


def standing(ticket: Ticket) -> str:
    return str(Ticket.objects.get(pk=ticket.pk).state)


def test_rosa_chooses_a_time_and_priya_enters_it(stage: Any) -> None:
    ticket = issued(stage)
    priya = stage.viewer("priya", "rosa")
    assert ticket in queries.TICKET_LISTS["offer"](stage.viewer("priya"), now=NOW)
    _first, second = offered(stage, ticket)
    actions.choose(by=stage.viewer("rosa"), ticket_id=ticket.pk, offer_id=second.pk)
    assert ticket in queries.TICKET_LISTS["enter"](stage.viewer("priya"), now=NOW)
    actions.enter(by=priya, ticket_id=ticket.pk)
    found = Ticket.objects.get(pk=ticket.pk)
    assert (found.state, found.chosen, found.entered_at) == ("chosen", second, NOW)
    names = [
        e.name.split(".")[1] for e in Event.objects.filter(data__ticket_id=str(ticket.pk)).order_by("id")
    ]
    assert names == ["ticket_issued", "times_offered", "time_chosen", "time_entered"]
    steps = queries.steps(priya, ticket.pk)
    assert {(s.what, s.staff.name if s.staff else "") for s in steps} == {
        ("issued", "Tomás Silva"), ("offered", "Priya Raman"), ("chosen", ""), ("entered", "Priya Raman"),
    }  # fmt: skip


def test_the_same_form_sent_twice_is_one_ticket_and_nobody_elses(stage: Any) -> None:
    tomas, key = stage.viewer("tomas", "rosa"), uuid4()
    first = actions.issue(by=tomas, wanted=wanted(), send_key=key)
    assert actions.issue(by=tomas, wanted=wanted(), send_key=key) == first
    with pytest.raises(Refused, match="another-patient"):
        actions.issue(by=stage.viewer("tomas", "harold"), wanted=wanted(), send_key=key)


def test_chosen_on_two_devices_one_wins_and_the_other_is_told(stage: Any) -> None:
    ticket, rosa = issued(stage), stage.viewer("rosa")
    first, second = offered(stage, ticket)
    actions.choose(by=rosa, ticket_id=ticket.pk, offer_id=first.pk)
    actions.choose(by=rosa, ticket_id=ticket.pk, offer_id=first.pk)  # the same press again
    with pytest.raises(Refused, match="chosen-already"):
        actions.choose(by=rosa, ticket_id=ticket.pk, offer_id=second.pk)
    assert Ticket.objects.get(pk=ticket.pk).chosen == first
    assert TicketStep.objects.filter(ticket=ticket, what="chosen").count() == 1


def test_a_time_that_was_offered_before_can_no_longer_be_chosen(stage: Any) -> None:
    ticket = issued(stage)
    old, _other = offered(stage, ticket)
    offered(stage, ticket, 72)
    with pytest.raises(Refused, match="not-offered"):
        actions.choose(by=stage.viewer("rosa"), ticket_id=ticket.pk, offer_id=old.pk)


def test_a_time_of_another_ticket_is_no_choice(stage: Any) -> None:
    ticket, other = issued(stage), issued(stage)
    offered(stage, ticket)
    foreign = offered(stage, other)[0]
    with pytest.raises(Refused, match="not-offered"):
        actions.choose(by=stage.viewer("rosa"), ticket_id=ticket.pk, offer_id=foreign.pk)


@pytest.mark.parametrize("hours", [(), (0,), (24, 24), (24 * 12,), (24, 25, 26, 27, 28, 29)])
def test_times_that_nobody_could_keep_are_refused_and_nothing_is_written(
    stage: Any, hours: tuple[int, ...]
) -> None:
    ticket = issued(stage)
    with pytest.raises(Refused):
        actions.offer(by=stage.viewer("priya", "rosa"), ticket_id=ticket.pk, times=times(*hours))
    assert not ticket.offers.exists()
    assert standing(ticket) == "to-offer"


def test_none_fits_and_the_front_desk_reads_what_would(stage: Any) -> None:
    ticket = issued(stage)
    offered(stage, ticket)
    actions.none_fits(by=stage.viewer("rosa"), ticket_id=ticket.pk, words="Only mornings, please.")
    [row] = queries.TICKET_LISTS["offer"](stage.viewer("priya"), now=NOW).filter(pk=ticket.pk)
    assert row.words == "Only mornings, please."
    assert not ticket.offers.filter(is_current=True).exists()


def test_who_wants_no_visit_is_heard_and_the_team_says_what_becomes_of_it(stage: Any) -> None:
    ticket = issued(stage)
    offered(stage, ticket)
    actions.decline(by=stage.viewer("rosa"), ticket_id=ticket.pk, words="I feel well.")
    assert ticket in queries.TICKET_LISTS["ended"](stage.viewer("tomas"), now=NOW)
    with pytest.raises(Refused, match="no-reason"):
        actions.set_aside(by=stage.viewer("tomas", "rosa"), ticket_id=ticket.pk, reason=" ")
    actions.set_aside(
        by=stage.viewer("tomas", "rosa"), ticket_id=ticket.pk, reason="Called her, she is well."
    )
    assert standing(ticket) == "withdrawn"


def test_a_chosen_time_that_is_gone_is_offered_anew_and_she_is_told(stage: Any) -> None:
    ticket = issued(stage)
    first, _second = offered(stage, ticket)
    actions.choose(by=stage.viewer("rosa"), ticket_id=ticket.pk, offer_id=first.pk)
    actions.gone(by=stage.viewer("priya", "rosa"), ticket_id=ticket.pk)
    assert standing(ticket) == "to-offer"
    assert Event.objects.filter(name="scheduling.time_gone", patient=str(ticket.patient_id)).count() == 1
    offered(stage, ticket, 50)
    assert standing(ticket) == "offered"


def test_when_the_time_to_choose_is_over_it_comes_back_to_the_team(stage: Any) -> None:
    ticket, other = issued(stage), issued(stage, choose_by=TODAY + timedelta(days=10))
    offered(stage, ticket)
    offered(stage, other)
    keeper = system_viewer(Purpose.KEEP_ORDER)
    actions.lapse(by=keeper)
    assert (standing(ticket), standing(other)) == ("offered", "offered")
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        actions.lapse(by=keeper)
        # The other may still be chosen, but its times are over: others are to be offered.
        assert (standing(ticket), standing(other)) == ("expired", "to-offer")
        assert ticket in queries.TICKET_LISTS["ended"](stage.viewer("priya"), now=timezone.now())
        actions.lapse(by=keeper)
        assert TicketStep.objects.filter(ticket=ticket, what="lapsed").count() == 1


def test_more_time_opens_what_had_ended(stage: Any) -> None:
    ticket = issued(stage)
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        actions.lapse(by=system_viewer(Purpose.KEEP_ORDER))
        until = TODAY + timedelta(days=30)
        actions.extend(by=stage.viewer("priya", "rosa"), ticket_id=ticket.pk, to_day=until, choose_by=until)
    assert standing(ticket) == "to-offer"


def test_rosa_does_not_see_what_may_still_be_taken_back(stage: Any) -> None:
    tomas = stage.viewer("tomas", "rosa")
    ticket = actions.issue(by=tomas, wanted=wanted(), send_key=uuid4())
    assert ticket not in queries.of_patient(stage.viewer("rosa"), now=NOW)
    actions.take_back(by=system_viewer(Purpose.REACT).about(ticket.patient_id), ticket_id=ticket.pk)
    later = NOW + timedelta(seconds=11)
    with time_machine.travel(later, tick=False):
        assert ticket not in queries.of_patient(stage.viewer("rosa"), now=later)
        assert ticket not in queries.TICKET_LISTS["offer"](stage.viewer("priya"), now=later)
    with pytest.raises(NotAllowed):
        actions.offer(by=tomas, ticket_id=ticket.pk, times=times(24))


def test_taken_back_is_only_what_nobody_has_worked_on(stage: Any) -> None:
    ticket = issued(stage)
    offered(stage, ticket)
    actions.take_back(by=system_viewer(Purpose.REACT).about(ticket.patient_id), ticket_id=ticket.pk)
    assert ticket in queries.of_patient(stage.viewer("rosa"), now=NOW)


def test_the_notice_says_that_something_is_new_and_nothing_else(stage: Any) -> None:
    ticket = issued(stage, clinician="Dr Lee")
    mail.outbox.clear()
    offered(stage, ticket)
    told = [m for m in mail.outbox if m.to == ["rosa@example.org"]]
    assert len(told) == 1
    for secret in ("blood", "pressure", "Delgado", "Lee", "visit", "26", "27"):
        assert secret not in told[0].body.split("http")[0], secret
        assert secret not in told[0].subject


def test_beside_a_private_item_neither_ticket_nor_notice_reaches_his_father(stage: Any) -> None:
    thread = stage.ask("marcus", kind="question", subject="Private", details={})
    item = stage.item(thread)
    WorkItem.objects.filter(pk=item.pk).update(sensitivity="confidential")
    ticket = issued(stage, "jo", "marcus", item_id=item.pk)
    assert ticket.sensitivity == "confidential"
    mail.outbox.clear()
    offered(stage, ticket, key="marcus")
    assert {to for m in mail.outbox for to in m.to} == {"marcus@example.org"}
    assert ticket in queries.of_patient(stage.viewer("marcus"), now=NOW)
    assert ticket not in queries.of_patient(stage.viewer("david", "marcus"), now=NOW)
    with pytest.raises(NotAllowed):
        actions.decline(by=stage.viewer("david", "marcus"), ticket_id=ticket.pk)


def test_his_father_may_choose_for_marcus(stage: Any) -> None:
    ticket = issued(stage, key="marcus")
    first = offered(stage, ticket, key="marcus")[0]
    actions.choose(by=stage.viewer("david", "marcus"), ticket_id=ticket.pk, offer_id=first.pk)
    assert standing(ticket) == "chosen"


def test_walter_and_the_nurse_of_denver_reach_nothing_of_rosas(stage: Any) -> None:
    ticket = issued(stage)
    first = offered(stage, ticket)[0]
    with pytest.raises(NotAllowed):
        actions.choose(by=stage.viewer("walter"), ticket_id=ticket.pk, offer_id=first.pk)
    for rows in queries.TICKET_LISTS.values():
        assert ticket not in rows(stage.viewer("kenji"), now=NOW)
    with pytest.raises(NotAllowed):  # an item of Rosa beside the ticket of Harold
        issued(stage, key="harold", item_id=stage.item(stage.ask()).pk)


@pytest.mark.parametrize("who", ["grace", "omar", "ines"])
def test_who_does_not_look_after_patients_issues_no_ticket(stage: Any, who: str) -> None:
    viewer = stage.viewer("tomas", "rosa")
    barred = stage.viewer(who)
    from dataclasses import replace

    with pytest.raises(NotAllowed):
        actions.issue(by=replace(viewer, verbs=barred.verbs), wanted=wanted(), send_key=uuid4())


def test_what_the_record_system_has_by_now_stands_among_the_visits_alone(stage: Any) -> None:
    ticket = issued(stage)
    first = offered(stage, ticket)[0]
    actions.choose(by=stage.viewer("rosa"), ticket_id=ticket.pk, offer_id=first.pk)
    assert ticket in queries.of_patient(stage.viewer("rosa"), now=NOW)
    stage.receive(
        "rosa", {"resourceType": "Appointment", "status": "booked", "start": first.starts_at.isoformat()}
    )
    assert ticket not in queries.of_patient(stage.viewer("rosa"), now=NOW)


def test_a_recall_ends_with_the_visit_that_was_entered_for_it(stage: Any) -> None:
    tomas = stage.viewer("tomas", "rosa")
    due = actions.recall(by=tomas, due_on=TODAY + timedelta(days=10), what="Blood test", send_key=uuid4())
    assert due in queries.listed_recalls(stage.viewer("priya"), today=TODAY)
    ticket = issued(stage, recall_id=due.pk, visit_type="laboratory")
    first = offered(stage, ticket)[0]
    actions.choose(by=stage.viewer("rosa"), ticket_id=ticket.pk, offer_id=first.pk)
    actions.enter(by=stage.viewer("priya", "rosa"), ticket_id=ticket.pk)
    found = Recall.objects.get(pk=due.pk)
    assert (found.state, found.ended_by.name if found.ended_by else "") == ("done", "Priya Raman")


def test_a_recall_is_put_off_done_or_cancelled_with_a_reason(stage: Any) -> None:
    tomas, key = stage.viewer("tomas", "rosa"), uuid4()
    due = actions.recall(by=tomas, due_on=TODAY, what="Blood test", send_key=key)
    assert actions.recall(by=tomas, due_on=TODAY, what="Blood test", send_key=key) == due
    actions.snooze(by=tomas, recall_id=due.pk, until=TODAY + timedelta(days=5))
    assert due not in queries.listed_recalls(tomas, today=TODAY)
    assert due in queries.waiting_recalls(tomas, today=TODAY)
    with pytest.raises(Refused, match="no-reason"):
        actions.cancel(by=tomas, recall_id=due.pk, reason="")
    actions.cancel(by=tomas, recall_id=due.pk, reason="Done elsewhere")
    assert due in queries.ended_recalls(tomas, now=NOW)
    with pytest.raises(Refused, match="not-open"):
        actions.finish(by=tomas, recall_id=due.pk)
    with pytest.raises(NotAllowed):
        actions.cancel(by=stage.viewer("tomas", "harold"), recall_id=due.pk, reason="Not hers")


@pytest.mark.parametrize(("days", "what", "why"), [(-1, "x", "due"), (4000, "x", "due"), (1, " ", "no-what")])
def test_a_recall_needs_a_day_and_what_is_due(stage: Any, days: int, what: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.recall(
            by=stage.viewer("tomas", "rosa"), due_on=TODAY + timedelta(days=days), what=what, send_key=uuid4()
        )


def test_the_doctor_says_what_nobody_looks_after(stage: Any) -> None:
    ticket, keeper = issued(stage), system_viewer(Purpose.KEEP_ORDER)
    assert not list(ailments.ailments(keeper, now=NOW + timedelta(days=3)))
    [found] = ailments.ailments(keeper, now=NOW + timedelta(days=5))
    assert found.count == 1
    first = offered(stage, ticket)[0]
    actions.choose(by=stage.viewer("rosa"), ticket_id=ticket.pk, offer_id=first.pk)
    [found] = ailments.ailments(keeper, now=NOW + timedelta(days=5))
    assert "not in the record system" in found.sentence
