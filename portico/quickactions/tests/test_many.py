"""One press for many messages: each by itself and with its own guards, seen how it went, taken back as a whole."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.access.queries import working_for
from portico.audit.models import Row as LedgerRow
from portico.core import delivery
from portico.core.actions import NotAllowed, Refused
from portico.core.viewer import Purpose, system_viewer
from portico.messaging.models import Post
from portico.quickactions import actions
from portico.quickactions.models import Part, Run, Use
from portico.quickactions.presenters.filled import filled
from portico.quickactions.rules.content import Content, Ends
from portico.quickactions.rules.running import AT_MOST, HOLD
from portico.quickactions.tests.test_life import made, said
from portico.triage import actions as triage

THANKS = Content("Only thanks", (), Ends.THANKS)
TO_BILLING = Content("To the front desk", (), Ends.ROUTE, "For you.", "", "Front desk")


def pressed(stage: Any, one: Any, threads: list[Any], key: str = "jo", **more: Any) -> Run:
    items = [stage.item(thread).pk for thread in threads]
    usual = {"action_id": one.pk, "seen": one.number, "form_key": uuid4(), "items": items}
    return actions.begin(by=stage.viewer(key), **{**usual, **more})


def worked() -> None:
    """The worker does what is due."""
    delivery.run_due(now=timezone.now(), limit=1000)


def states(run: Run) -> dict[str, str]:
    rows = run.parts.select_related("item__patient")
    return {part.item.patient.given: f"{part.state} {part.why}".strip() for part in rows}


def three(stage: Any) -> list[Any]:
    return [stage.ask("rosa"), stage.ask("marcus"), stage.ask("elena", kind="question", details={})]


def withdrawn(stage: Any, run: Run, key: str = "jo") -> int:
    """How many could not be taken back."""
    left = actions.take_back_run(by=stage.viewer(key), run_id=run.pk, person_of=working_for)
    assert left.done == run.parts.filter(state="done").count()
    return left.kept


def test_each_is_answered_by_name_and_the_one_that_it_does_not_fit_says_so(stage: Any) -> None:
    threads = three(stage)
    run = pressed(stage, made(stage), threads)
    assert set(states(run).values()) == {"waiting"}
    worked()
    assert states(run) == {"Rosa": "done", "Marcus": "done", "Elena": "skipped another-kind"}
    bodies = {post.patient.given: post.body for post in Post.objects.filter(side="team", thread__in=threads)}
    assert bodies == {"Rosa": "Hello Rosa, it is ready.", "Marcus": "Hello Marcus, it is ready."}
    assert [stage.item(thread).state for thread in threads] == ["closed", "closed", "queued"]
    assert Use.objects.count() == 2


def test_the_ledger_says_that_she_did_it_and_that_it_was_for_many(stage: Any) -> None:
    pressed(stage, made(stage), [stage.ask("rosa")])
    worked()
    row = LedgerRow.objects.filter(verb="messaging.answer").latest("id")
    assert (row.name, row.purpose, row.patient) == (
        "Jo Park",
        Purpose.CARRY_OUT,
        str(stage.patient("rosa").pk),
    )


def test_no_patient_sees_any_of_it_before_it_can_no_longer_be_taken_back(stage: Any) -> None:
    thread = stage.ask("rosa")
    run = pressed(stage, made(stage), [thread])
    worked()
    [post] = Post.objects.filter(thread=thread, side="team")
    assert post.effective_at == run.holds_until == run.asked_at + HOLD
    shown = stage.browser("rosa").get(reverse("messaging:thread", args=[thread.patient_id, thread.pk]))
    assert "it is ready" not in said(shown)


def test_all_of_it_is_taken_back_at_once_what_waits_too(stage: Any) -> None:
    threads = [stage.ask("rosa"), stage.ask("marcus"), stage.ask("elena")]
    run = pressed(stage, made(stage), threads)
    delivery.run_due(now=timezone.now(), limit=2)
    assert sorted(states(run).values()) == ["done", "done", "waiting"]
    assert withdrawn(stage, run) == 0
    assert set(states(run).values()) == {"taken-back"}
    worked()
    assert set(states(run).values()) == {"taken-back"}
    assert [stage.item(thread).state for thread in threads] == ["queued"] * 3
    assert not Post.objects.filter(thread__in=threads, side="team", withdrawn_at=None).exists()
    assert withdrawn(stage, run) == 0, "pressed twice it is taken back once"


def test_what_was_sent_on_comes_back_even_after_the_ten_seconds_of_one_click(stage: Any) -> None:
    thread = stage.ask("rosa")
    before = stage.item(thread).pool_id
    run = pressed(stage, made(stage, TO_BILLING), [thread])
    worked()
    moved = stage.item(thread)
    assert moved.pool_id != before
    moved.steps.update(at=timezone.now() - timedelta(seconds=30))
    assert withdrawn(stage, run) == 0
    assert stage.item(thread).pool_id == before


def test_after_two_minutes_it_is_too_late(stage: Any) -> None:
    run = pressed(stage, made(stage), [stage.ask("rosa")])
    worked()
    Run.objects.update(holds_until=timezone.now())
    with pytest.raises(Refused, match="too-late"):
        withdrawn(stage, run)
    assert states(run) == {"Rosa": "done"}


def test_after_two_minutes_what_still_waits_is_called_off_and_the_rest_stays(stage: Any) -> None:
    run = pressed(stage, made(stage), [stage.ask("rosa"), stage.ask("marcus")])
    delivery.run_due(now=timezone.now(), limit=1)
    Run.objects.update(holds_until=timezone.now())
    page = reverse("desk:run", args=[run.pk])
    assert "Call off the rest" in said(stage.browser("jo").get(page))
    stopped = stage.browser("jo").post(reverse("desk:run-withdrawal", args=[run.pk]), follow=True)
    assert "What was done stays." in said(stopped)
    assert sorted(states(run).values()) == ["done", "taken-back"]
    worked()
    assert sorted(states(run).values()) == ["done", "taken-back"]
    assert "Call off the rest" not in said(stage.browser("jo").get(page))


def test_what_somebody_worked_on_since_stays_and_is_named(stage: Any) -> None:
    threads = [stage.ask("rosa"), stage.ask("marcus")]
    run = pressed(stage, made(stage, THANKS), threads)
    worked()
    triage.reopen(by=stage.viewer("jo", "rosa"), item_id=stage.item(threads[0]).pk, reason="she asked more")
    assert withdrawn(stage, run) == 1
    assert states(run) == {"Rosa": "kept moved", "Marcus": "taken-back"}


def test_what_is_flagged_is_opened_by_somebody_never_answered_in_a_heap(stage: Any) -> None:
    thread = stage.ask("rosa")
    triage.mark(by=stage.viewer("jo", "rosa"), item_id=stage.item(thread).pk, flag="urgent", reason="dizzy")
    run = pressed(stage, made(stage), [thread])
    worked()
    assert states(run) == {"Rosa": "skipped flagged"}


def test_a_message_that_came_in_since_stops_its_own_and_no_other(stage: Any) -> None:
    from portico.messaging.actions import reply

    threads = [stage.ask("rosa"), stage.ask("marcus")]
    run = pressed(stage, made(stage), threads)
    reply(by=stage.viewer("rosa"), thread_id=threads[0].pk, body="Not any more.", send_key=uuid4())
    stage.let_take_effect()
    worked()
    assert states(run) == {"Rosa": "skipped newer-post", "Marcus": "done"}


def test_what_somebody_took_meanwhile_is_left_to_them(stage: Any) -> None:
    threads = [stage.ask("rosa"), stage.ask("marcus")]
    run = pressed(stage, made(stage), threads)
    triage.claim(by=stage.viewer("tomas", "rosa"), item_id=stage.item(threads[0]).pk)
    worked()
    assert states(run) == {"Rosa": "skipped taken", "Marcus": "done"}


def test_who_left_the_practice_meanwhile_does_nothing_more(stage: Any) -> None:
    from portico.clinic.models import StaffMember

    run = pressed(stage, made(stage), [stage.ask("rosa")])
    StaffMember.objects.filter(account=stage.account("jo")).update(is_active=False)
    worked()
    assert states(run) == {"Rosa": "skipped not-there"}


def test_a_value_that_is_not_known_leaves_that_patient_out(stage: Any) -> None:
    content = Content("Pharmacy", ("refill",), Ends.CLOSE, "It is at {{pharmacy.name}}.")
    threads = [
        stage.ask("rosa"),
        stage.ask("marcus", details={"days_left": 5, "pharmacy": "Main Street Pharmacy"}),
    ]
    run = pressed(stage, made(stage, content), threads)
    worked()
    assert states(run) == {"Rosa": "skipped unfinished", "Marcus": "done"}


def test_the_same_form_sent_twice_is_one_run(stage: Any) -> None:
    key, one, thread = uuid4(), made(stage), stage.ask("rosa")
    first, second = (pressed(stage, one, [thread], form_key=key) for _ in range(2))
    assert first.pk == second.pk
    assert Part.objects.count() == 1


def test_a_key_that_somebody_elses_form_has_begins_a_run_of_ones_own(stage: Any) -> None:
    ours, key, thread = made(stage, key="grace", is_own=False), uuid4(), stage.ask("rosa")
    hers = pressed(stage, ours, [thread], form_key=key)
    other = pressed(stage, ours, [thread], "tomas", form_key=key)
    assert hers.form_key == key != other.form_key
    assert [one.staff_id for one in (hers, other)] == [stage.viewer(who).staff_id for who in ("jo", "tomas")]


def test_somebody_elses_run_is_not_there(stage: Any) -> None:
    run = pressed(stage, made(stage), [stage.ask("rosa")])
    with pytest.raises(NotAllowed):
        withdrawn(stage, run, "amara")
    assert stage.browser("amara").get(reverse("desk:run", args=[run.pk])).status_code == 404
    assert stage.browser("jo").get(reverse("desk:run", args=[run.pk])).status_code == 200


def test_an_item_of_another_clinic_is_not_there(stage: Any) -> None:
    theirs, ours = stage.ask("walter"), stage.ask("rosa")
    run = pressed(stage, made(stage), [theirs, ours])
    assert list(states(run)) == ["Rosa"]
    with pytest.raises(Refused, match="none"):
        pressed(stage, made(stage), [theirs])


def test_a_part_of_one_patient_is_not_carried_out_for_another(stage: Any) -> None:
    run = pressed(stage, made(stage), [stage.ask("rosa")])
    by = system_viewer(Purpose.REACT).about(stage.patient("marcus").pk)
    with pytest.raises(NotAllowed):
        actions.carry_out(by=by, part_id=run.parts.get().pk, person_of=working_for, fill=filled)


@pytest.mark.parametrize("end", [Ends.ASK, Ends.CALL])
def test_calls_and_questions_to_a_physician_are_done_one_at_a_time(stage: Any, end: Ends) -> None:
    asks = Content("Ask", ("refill",), end, "May it be renewed?")
    with pytest.raises(Refused, match="one-by-one"):
        pressed(stage, made(stage, asks), [stage.ask("rosa")])


def test_more_than_two_hundred_are_not_taken(stage: Any) -> None:
    many = [uuid4() for _ in range(AT_MOST)]
    run = pressed(stage, made(stage), [], items=[stage.item(stage.ask("rosa")).pk, *many])
    assert run.parts.count() == 1
    with pytest.raises(Refused, match="none"):
        pressed(stage, made(stage), [], items=[*many, stage.item(stage.ask("marcus")).pk])
