"""One message that asks for two things: each is answered and closed by itself, and neither is lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.core.actions import NotAllowed, Refused
from portico.core.models import Event
from portico.core.viewer import Purpose, system_viewer
from portico.health.queries import ailments
from portico.messaging.actions import reply
from portico.triage import actions as triage
from portico.triage.models import WorkItem
from portico.triage.queries import items_for
from portico.triage.rules.item import Then

TOO = "Her knee hurts since Sunday, please look."


def split(stage: Any, thread: Any, kind: str = "question", key: str = "jo", reason: str = TOO) -> Any:
    triage.split(by=stage.viewer(key, "rosa"), item_id=first(thread).pk, kind=kind, reason=reason)
    return WorkItem.objects.get(source_id=thread.pk, kind=kind)


def first(thread: Any) -> Any:
    return WorkItem.objects.get(source_id=thread.pk, split_by=None)


def settled(stage: Any, thread: Any, kind: str = "question") -> Any:
    split(stage, thread, kind)
    stage.let_take_effect()
    return WorkItem.objects.get(source_id=thread.pk, kind=kind)


def item_page(stage: Any, item: Any, key: str = "jo") -> str:
    answer = stage.browser(key).get(reverse("desk:item", args=[item.patient_id, item.pk]))
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def shown_state(stage: Any, thread: Any) -> str:
    return items_for(stage.viewer("rosa"), "message", [thread.pk])[thread.pk].state


def test_a_refill_that_asks_about_a_knee_too_becomes_two_items_of_one_conversation(stage: Any) -> None:
    thread = stage.ask()
    other = split(stage, thread)
    item = first(thread)
    assert (item.kind, item.state, item.pool.name) == ("refill", "queued", "Refills")
    assert (other.kind, other.state, other.pool.name) == ("question", "queued", "Nurse advice")
    assert other.seen_at is None, "nobody of that pool has seen it: no physician can be asked yet"
    [event] = Event.objects.filter(name="triage.item_split")
    assert event.facts()["new_item_id"] == str(other.pk)


def test_the_other_pool_sees_it_when_it_can_no_longer_be_taken_back(stage: Any) -> None:
    thread = stage.ask()
    other = split(stage, thread)
    here = reverse("desk:item", args=[other.patient_id, other.pk])
    assert here not in item_page(stage, first(thread))
    assert stage.browser("jo").get(here).status_code == 404
    stage.let_take_effect()
    assert "Also asked for:" in item_page(stage, other)
    assert here in item_page(stage, first(thread))
    assert "Question, Nurse advice (open)" in item_page(stage, first(thread))


def test_taken_back_within_ten_seconds_there_is_one_again(stage: Any) -> None:
    thread = stage.ask()
    other = split(stage, thread)
    triage.take_back(by=stage.viewer("jo", "rosa"), step_id=other.split_by_id)
    stage.let_take_effect()
    assert not WorkItem.objects.filter(source_id=thread.pk, withdrawn_at=None).exclude(split_by=None).exists()
    assert shown_state(stage, thread) == "queued"
    assert "Also asked for:" not in item_page(stage, first(thread))
    triage.split(by=stage.viewer("jo", "rosa"), item_id=first(thread).pk, kind="question", reason=TOO)


def test_for_the_patient_it_is_open_until_both_are_done(stage: Any) -> None:
    thread = stage.ask()
    other = settled(stage, thread)
    stage.answer("jo", thread, "The refill is ready.", item_id=first(thread).pk)
    stage.let_take_effect()
    assert first(thread).state == "closed"
    assert shown_state(stage, thread) == "queued"
    stage.answer("jo", thread, "Rest the knee.", item_id=other.pk)
    stage.let_take_effect()
    assert shown_state(stage, thread) == "closed"


def test_her_next_message_comes_to_all_that_is_open(stage: Any) -> None:
    thread = stage.ask()
    other = settled(stage, thread)
    for item in (first(thread), other):
        triage.see(by=stage.viewer("jo", "rosa"), item_id=item.pk)
    stage.answer("jo", thread, "Since when?", item_id=other.pk, then=Then.WAIT)
    stage.let_take_effect()
    reply(by=stage.viewer("rosa"), thread_id=thread.pk, body="Since Sunday.", send_key=uuid4())
    stage.let_take_effect()
    for item in (first(thread), WorkItem.objects.get(pk=other.pk)):
        assert (item.state, item.seen_at) == ("queued", None)


def test_when_all_is_closed_the_one_that_was_closed_last_comes_back(stage: Any) -> None:
    thread = stage.ask()
    other = settled(stage, thread)
    by = stage.viewer("jo", "rosa")
    stage.answer("jo", thread, "The refill is ready.", item_id=first(thread).pk)
    stage.let_take_effect()
    stage.answer("jo", thread, "Rest the knee.", item_id=other.pk)
    WorkItem.objects.filter(split_by=None, source_id=thread.pk).update(
        closed_at=timezone.now() - timedelta(days=1)
    )
    stage.let_take_effect()
    reply(by=stage.viewer("rosa"), thread_id=thread.pk, body="It still hurts.", send_key=uuid4())
    stage.let_take_effect()
    assert (first(thread).state, WorkItem.objects.get(pk=other.pk).state) == ("closed", "queued")
    assert triage.claim(by=by, item_id=other.pk).item.state == "claimed"


def test_a_sign_of_danger_makes_one_of_them_urgent(stage: Any) -> None:
    thread = stage.ask()
    settled(stage, thread)
    reply(by=stage.viewer("rosa"), thread_id=thread.pk, body="Now I have chest pain.", send_key=uuid4())
    stage.let_take_effect()
    flags = list(WorkItem.objects.filter(source_id=thread.pk).values_list("flag", flat=True))
    assert sorted(flags) == ["", "urgent"]


@pytest.mark.parametrize(
    ("kind", "reason", "why"),
    [("refill", TOO, "same-kind"), ("question", " ", "no-reason"), ("nonsense", TOO, "no-kind")],
)
def test_what_it_takes(stage: Any, kind: str, reason: str, why: str) -> None:
    item = first(stage.ask())
    with pytest.raises(Refused, match=why):
        triage.split(by=stage.viewer("jo", "rosa"), item_id=item.pk, kind=kind, reason=reason)


def test_twice_the_same_kind_is_once(stage: Any) -> None:
    thread = stage.ask()
    settled(stage, thread)
    with pytest.raises(Refused, match="kind-there"):
        split(stage, thread)


def test_neither_a_colleagues_nor_another_pools_nor_a_physician_s(stage: Any) -> None:
    item = first(stage.ask())
    for key in ("amara", "priya"):
        with pytest.raises(NotAllowed):
            triage.split(by=stage.viewer(key, "rosa"), item_id=item.pk, kind="question", reason=TOO)
    triage.claim(by=stage.viewer("tomas", "rosa"), item_id=item.pk)
    with pytest.raises(Refused, match="taken"):
        triage.split(by=stage.viewer("jo", "rosa"), item_id=item.pk, kind="question", reason=TOO)


def test_on_screen_with_the_reason_in_the_history(stage: Any) -> None:
    thread, browser = stage.ask(), stage.browser("jo")
    item = first(thread)
    here = reverse("triage:split", args=[item.patient_id, item.pk])
    assert "What else it asks for" in browser.get(here).content.decode()
    typed = {"item": item.pk, "kind": "question", "reason": ""}
    again = browser.post(here, typed)
    assert again.status_code == 422
    assert "Please give a reason." in again.content.decode()
    page = browser.post(here, {**typed, "reason": TOO}, follow=True).content.decode()
    assert TOO in page
    assert "others have the rest of it too" in page


def test_the_doctor_finds_nothing(stage: Any) -> None:
    thread = stage.ask()
    other = settled(stage, thread)
    stage.answer("jo", thread, "Rest the knee.", item_id=other.pk)
    stage.let_take_effect()
    found = ailments(system_viewer(Purpose.KEEP_ORDER), now=timezone.now())
    assert not [one.name for one in found if one.name.startswith(("message", "item", "reply", "answer"))]
