"""Rosa asks for a refill; Jo answers. The pattern of every room's tests."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from portico.core.actions import NotAllowed, Refused
from portico.core.models import Delivery, Event
from portico.messaging import actions, queries
from portico.messaging.models import Draft, Post, Thread
from portico.triage import actions as triage
from portico.triage import queries as worklist
from portico.triage.models import WorkItem


def ask(by: Any, **more: Any) -> Thread:
    facts = {
        "send_key": uuid4(),
        "kind": "refill",
        "subject": "Lisinopril 10 mg",
        "body": "I leave on Thursday.",
    }
    return actions.send(by=by, details={"left": "days"}, **{**facts, **more})


def let_take_effect() -> None:
    """Ten seconds later."""
    past = timezone.now() - actions.UNDO
    for model in (Thread, Post, WorkItem):
        model.objects.update(effective_at=past)
    Delivery.objects.filter(state="waiting").update(due_at=past)


def test_a_refill_waits_in_the_refill_pool_and_never_with_a_physician(stage: Any) -> None:
    thread = ask(stage.viewer("rosa"))
    item = WorkItem.objects.get(source_id=thread.pk)
    assert item.pool.name == "Refills"
    assert stage.viewer("amara").pools.isdisjoint({item.pool_id})


def test_the_team_sees_it_only_when_it_can_no_longer_be_undone(stage: Any) -> None:
    ask(stage.viewer("rosa"))
    jo = stage.viewer("jo")
    assert not worklist.open_items(jo, now=timezone.now()).exists()
    assert worklist.open_items(jo, now=timezone.now() + actions.UNDO).count() == 1


def test_undo_takes_everything_back_and_keeps_what_was_typed(stage: Any) -> None:
    rosa = stage.viewer("rosa")
    thread = ask(rosa)
    draft = actions.undo(by=rosa, thread_id=thread.pk)
    assert draft.data["body"] == "I leave on Thursday."
    later = timezone.now() + actions.UNDO * 2
    assert not worklist.open_items(stage.viewer("jo"), now=later).exists()
    assert not queries.threads(rosa, now=later).exists()


def test_after_ten_seconds_there_is_no_undo(stage: Any) -> None:
    rosa = stage.viewer("rosa")
    thread = ask(rosa)
    let_take_effect()
    with pytest.raises(Refused, match="too-late"):
        actions.undo(by=rosa, thread_id=thread.pk)


def test_the_same_form_sent_twice_is_one_message(stage: Any) -> None:
    rosa, key = stage.viewer("rosa"), uuid4()
    first, second = ask(rosa, send_key=key), ask(rosa, send_key=key)
    assert first.pk == second.pk
    assert WorkItem.objects.filter(source_id=first.pk).count() == 1


def test_a_form_that_was_undone_and_sent_again_is_sent(stage: Any) -> None:
    """The back button brings the old form with its old key; what is accepted is never dropped."""
    rosa, key = stage.viewer("rosa"), uuid4()
    first = ask(rosa, send_key=key)
    actions.undo(by=rosa, thread_id=first.pk)
    second = ask(rosa, send_key=key)
    assert (second.pk, second.withdrawn_at) != (first.pk, None)
    later = timezone.now() + actions.UNDO * 2
    assert [item.source_id for item in worklist.open_items(stage.viewer("jo"), now=later)] == [second.pk]


def test_an_answer_closes_the_item_and_reaches_the_patient_after_ten_seconds(stage: Any) -> None:
    thread = ask(stage.viewer("rosa"))
    let_take_effect()
    jo, rosa = stage.viewer("jo", "rosa"), stage.viewer("rosa")
    actions.answer(by=jo, thread_id=thread.pk, send_key=uuid4(), body="It is ready.", last_seen=None)
    assert WorkItem.objects.get(source_id=thread.pk).state == "closed"
    assert not queries.threads(rosa, now=timezone.now()).get().is_answered
    later = timezone.now() + actions.UNDO
    assert queries.threads(rosa, now=later).get().is_answered
    assert [t.pk for t in queries.unread(rosa, now=later)] == [thread.pk]


def test_an_answer_can_be_taken_back_and_becomes_a_draft(stage: Any) -> None:
    thread = ask(stage.viewer("rosa"))
    let_take_effect()
    jo = stage.viewer("jo", "rosa")
    post = actions.answer(by=jo, thread_id=thread.pk, send_key=uuid4(), body="Oops.", last_seen=None)
    actions.undo_answer(by=jo, post_id=post.pk)
    later = timezone.now() + actions.UNDO * 2
    assert not queries.threads(stage.viewer("rosa"), now=later).get().is_answered
    assert Draft.objects.get(account=stage.account("jo")).data == {"body": "Oops."}
    assert WorkItem.objects.get(source_id=thread.pk).claimed_by.account == stage.account("jo")


def test_nothing_is_sent_when_a_newer_post_came_in_meanwhile(stage: Any) -> None:
    thread = ask(stage.viewer("rosa"))
    let_take_effect()
    jo = stage.viewer("jo", "rosa")
    with pytest.raises(Refused, match="newer-post"):
        actions.answer(by=jo, thread_id=thread.pk, send_key=uuid4(), body="Yes.", last_seen=uuid4())
    assert not Post.objects.filter(side="team").exists()


def test_what_a_colleague_holds_is_not_answered_over_her_head(stage: Any) -> None:
    thread = ask(stage.viewer("rosa"))
    let_take_effect()
    item = WorkItem.objects.get(source_id=thread.pk)
    triage.claim(by=stage.viewer("lena", "rosa"), item_id=item.pk)
    with pytest.raises(Refused, match="taken"):
        actions.answer(
            by=stage.viewer("jo", "rosa"), thread_id=thread.pk, send_key=uuid4(), body="Yes.", last_seen=None
        )
    assert not Post.objects.filter(side="team").exists()


def test_a_nurse_of_another_site_can_not_even_open_the_door(stage: Any) -> None:
    with pytest.raises(AssertionError, match="turned away"):
        stage.viewer("kenji", "rosa")


def test_a_stranger_can_not_undo_what_rosa_sent(stage: Any) -> None:
    thread = ask(stage.viewer("rosa"))
    with pytest.raises(NotAllowed):
        actions.undo(by=stage.viewer("walter"), thread_id=thread.pk)


def test_a_message_of_501_characters_is_refused_and_500_is_sent(stage: Any) -> None:
    rosa = stage.viewer("rosa")
    with pytest.raises(Refused, match="too-long"):
        ask(rosa, body="x" * 501)
    assert ask(rosa, body="x" * 499 + "\r\n").pk


def test_the_event_log_carries_ids_and_no_word_that_rosa_wrote(stage: Any) -> None:
    ask(stage.viewer("rosa"), body="canary-in-the-text")
    rows = [f"{event.name} {event.data}" for event in Event.objects.all()]
    assert any("messaging.message_sent" in row for row in rows)
    assert not any("canary" in row or "isinopril" in row for row in rows)


def test_a_key_of_somebody_elses_form_is_no_key_and_nobody_learns_of_it(stage: Any) -> None:
    hers = ask(stage.viewer("rosa"))
    his = ask(stage.viewer("walter"), send_key=hers.send_key)
    assert his.pk != hers.pk
    assert his.patient_id == stage.patient("walter").pk


@pytest.mark.parametrize("key_of", ["her own question", "somebody else's"])
def test_an_answer_with_the_key_of_another_post_is_still_sent(stage: Any, key_of: str) -> None:
    thread, other = ask(stage.viewer("rosa")), ask(stage.viewer("harold"))
    let_take_effect()
    key = thread.send_key if key_of == "her own question" else other.send_key
    jo = stage.viewer("jo", "rosa")
    post = actions.answer(by=jo, thread_id=thread.pk, send_key=key, body="Ready.", last_seen=None)
    assert post.side == Post.Side.TEAM
