"""Rosa asks for a refill; Jo answers. The pattern of every room's tests."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from portico.core.actions import NotAllowed, Refused
from portico.core.models import Event
from portico.messaging import actions, queries
from portico.messaging.models import Draft, Post
from portico.triage import actions as triage
from portico.triage import queries as worklist
from portico.triage.models import WorkItem

UNDO = timedelta(seconds=10)


def test_a_refill_waits_in_the_refill_pool_and_never_with_a_physician(stage: Any) -> None:
    thread = stage.ask()
    item = WorkItem.objects.get(source_id=thread.pk)
    assert item.pool.name == "Refills"
    assert stage.viewer("amara").pools.isdisjoint({item.pool_id})


def test_the_team_sees_it_only_when_it_can_no_longer_be_undone(stage: Any) -> None:
    stage.ask(is_in_effect=False)
    jo = stage.viewer("jo")
    assert not worklist.open_items(jo, now=timezone.now()).exists()
    assert worklist.open_items(jo, now=timezone.now() + UNDO).count() == 1


def test_undo_takes_everything_back_and_keeps_what_was_typed(stage: Any) -> None:
    rosa = stage.viewer("rosa")
    thread = stage.ask(is_in_effect=False)
    draft = actions.undo(by=rosa, thread_id=thread.pk)
    assert draft.data["body"] == "I leave on Thursday."
    later = timezone.now() + UNDO * 2
    assert not worklist.open_items(stage.viewer("jo"), now=later).exists()
    assert not queries.threads(rosa, now=later).exists()


def test_after_ten_seconds_there_is_no_undo(stage: Any) -> None:
    rosa = stage.viewer("rosa")
    thread = stage.ask(is_in_effect=False)
    stage.let_take_effect()
    with pytest.raises(Refused, match="too-late"):
        actions.undo(by=rosa, thread_id=thread.pk)


def test_the_same_form_sent_twice_is_one_message(stage: Any) -> None:
    key = uuid4()
    first, second = stage.ask(is_in_effect=False, send_key=key), stage.ask(is_in_effect=False, send_key=key)
    assert first.pk == second.pk
    assert WorkItem.objects.filter(source_id=first.pk).count() == 1


def test_a_form_that_was_undone_and_sent_again_is_sent(stage: Any) -> None:
    """The back button brings the old form with its old key; what is accepted is never dropped."""
    rosa, key = stage.viewer("rosa"), uuid4()
    first = stage.ask(is_in_effect=False, send_key=key)
    actions.undo(by=rosa, thread_id=first.pk)
    second = stage.ask(is_in_effect=False, send_key=key)
    assert (second.pk, second.withdrawn_at) != (first.pk, None)
    later = timezone.now() + UNDO * 2
    assert [item.source_id for item in worklist.open_items(stage.viewer("jo"), now=later)] == [second.pk]


def test_an_answer_closes_the_item_and_reaches_the_patient_after_ten_seconds(stage: Any) -> None:
    thread = stage.ask(is_in_effect=False)
    stage.let_take_effect()
    rosa = stage.viewer("rosa")
    stage.answer("jo", thread)
    assert WorkItem.objects.get(source_id=thread.pk).state == "closed"
    assert queries.threads(rosa, now=timezone.now()).get().last_side == "patient"
    later = timezone.now() + UNDO
    assert queries.threads(rosa, now=later).get().last_side == "team"
    assert [t.pk for t in queries.unread(rosa, now=later)] == [thread.pk]


def test_an_answer_can_be_taken_back_and_becomes_a_draft(stage: Any) -> None:
    thread = stage.ask(is_in_effect=False)
    stage.let_take_effect()
    jo = stage.viewer("jo", "rosa")
    post = stage.answer("jo", thread, "Oops.")
    actions.undo_answer(by=jo, post_id=post.pk)
    later = timezone.now() + UNDO * 2
    assert queries.threads(stage.viewer("rosa"), now=later).get().last_side == "patient"
    assert Draft.objects.get(account=stage.account("jo")).data == {"body": "Oops."}
    assert stage.item(thread).state == "queued"


def test_nothing_is_sent_when_a_newer_post_came_in_meanwhile(stage: Any) -> None:
    thread = stage.ask(is_in_effect=False)
    stage.let_take_effect()
    with pytest.raises(Refused, match="newer-post"):
        stage.answer("jo", thread, last_seen=uuid4())
    assert not Post.objects.filter(side="team").exists()


def test_what_a_colleague_holds_is_not_answered_over_her_head(stage: Any) -> None:
    thread = stage.ask(is_in_effect=False)
    stage.let_take_effect()
    item = WorkItem.objects.get(source_id=thread.pk)
    triage.claim(by=stage.viewer("lena", "rosa"), item_id=item.pk)
    with pytest.raises(Refused, match="taken"):
        stage.answer("jo", thread)
    assert not Post.objects.filter(side="team").exists()


def test_a_nurse_of_another_site_can_not_even_open_the_door(stage: Any) -> None:
    with pytest.raises(AssertionError, match="turned away"):
        stage.viewer("kenji", "rosa")


def test_a_stranger_can_not_undo_what_rosa_sent(stage: Any) -> None:
    thread = stage.ask(is_in_effect=False)
    with pytest.raises(NotAllowed):
        actions.undo(by=stage.viewer("walter"), thread_id=thread.pk)


def test_a_message_of_501_characters_is_refused_and_500_is_sent(stage: Any) -> None:
    with pytest.raises(Refused, match="too-long"):
        stage.ask(is_in_effect=False, body="x" * 501)
    assert stage.ask(is_in_effect=False, body="x" * 499 + "\r\n").pk


def test_the_event_log_carries_ids_and_no_word_that_rosa_wrote(stage: Any) -> None:
    stage.ask(body="canary-in-the-text")
    rows = [f"{event.name} {event.data}" for event in Event.objects.all()]
    assert any("messaging.message_sent" in row for row in rows)
    assert not any("canary" in row or "isinopril" in row for row in rows)


def test_a_key_of_somebody_elses_form_is_no_key_and_nobody_learns_of_it(stage: Any) -> None:
    hers = stage.ask(is_in_effect=False)
    his = stage.ask("walter", send_key=hers.send_key)
    assert his.pk != hers.pk
    assert his.patient_id == stage.patient("walter").pk


@pytest.mark.parametrize("key_of", ["her own question", "somebody else's"])
def test_an_answer_with_the_key_of_another_post_is_still_sent(stage: Any, key_of: str) -> None:
    thread, other = stage.ask(is_in_effect=False), stage.ask("harold")
    stage.let_take_effect()
    key = thread.send_key if key_of == "her own question" else other.send_key
    post = stage.answer("jo", thread, send_key=key)
    assert post.side == Post.Side.TEAM
