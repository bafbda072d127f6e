"""A message goes all the way: replies, what the answer does to the work, and what is never lost or crossed."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from portico.core.actions import NotAllowed, Refused
from portico.core.models import Delivery, Event
from portico.messaging import actions, queries, tasks
from portico.messaging.models import Draft, Post, Thread
from portico.messaging.rules.state import State, may_reply, patient_state
from portico.triage.rules.item import Then


def reply(stage: Any, thread: Thread, key: str = "rosa", person: str = "", **facts: Any) -> Post:
    by = stage.viewer(key, person)
    usual = {"send_key": uuid4(), "body": "One more thing."}
    return actions.reply(by=by, thread_id=thread.pk, **{**usual, **facts})


def test_a_reply_opens_what_was_closed_and_waits_in_the_pool_again(stage: Any) -> None:
    thread = stage.ask()
    stage.answer("jo", thread)
    stage.let_take_effect()
    reply(stage, thread)
    assert stage.item(thread).state == "closed", "it may still be undone"
    stage.let_take_effect()
    item = stage.item(thread)
    assert (item.state, item.pool.name, item.claimed_by, item.seen_at) == ("queued", "Refills", None, None)
    assert Event.objects.filter(name="triage.item_reopened").count() == 1


def test_a_reply_that_was_undone_changes_nothing_and_is_a_draft_again(stage: Any) -> None:
    thread = stage.ask()
    stage.answer("jo", thread)
    stage.let_take_effect()
    post = reply(stage, thread)
    draft = actions.undo_reply(by=stage.viewer("rosa"), post_id=post.pk)
    assert (draft.place, draft.data) == (f"reply-{thread.pk}", {"body": "One more thing."})
    stage.let_take_effect()
    assert stage.item(thread).state == "closed"
    with pytest.raises(NotAllowed):
        actions.undo_reply(by=stage.viewer("elena", "rosa"), post_id=post.pk)


def test_a_proxys_reply_goes_to_the_team_too(stage: Any) -> None:
    thread = stage.ask()
    stage.answer("jo", thread, then=Then.WAIT)
    stage.let_take_effect()
    assert stage.item(thread).state == "waiting"
    reply(stage, thread, "elena", "rosa")
    stage.let_take_effect()
    assert stage.item(thread).state == "queued"
    assert Post.objects.get(thread=thread, author=stage.account("elena")).author_name == "Elena Delgado"


def test_the_same_reply_sent_twice_is_one(stage: Any) -> None:
    thread, key = stage.ask(), uuid4()
    assert reply(stage, thread, send_key=key).pk == reply(stage, thread, send_key=key).pk


@pytest.mark.parametrize(("body", "why"), [(" ", "empty"), ("x" * 501, "too-long")])
def test_a_reply_that_says_nothing_or_too_much_is_refused(stage: Any, body: str, why: str) -> None:
    thread = stage.ask()
    with pytest.raises(Refused, match=why):
        reply(stage, thread, body=body)


def test_after_fourteen_days_a_reply_is_a_new_matter(stage: Any) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=15)):
        thread = stage.ask()
        stage.answer("jo", thread)
        stage.let_take_effect()
    with pytest.raises(Refused, match="too-old"):
        reply(stage, thread)


def test_a_stranger_and_a_former_proxy_can_not_reply(stage: Any) -> None:
    thread = stage.ask()
    with pytest.raises(NotAllowed):
        reply(stage, thread, "walter")


@pytest.mark.parametrize(("then", "state"), [("close", "closed"), ("wait", "waiting"), ("keep", "claimed")])
def test_an_answer_says_what_becomes_of_the_work(stage: Any, then: str, state: str) -> None:
    thread = stage.ask()
    stage.answer("jo", thread, then=Then(then))
    assert stage.item(thread).state == state


def test_an_answer_that_was_taken_back_leaves_no_trace_of_the_closing_in_what_follows(stage: Any) -> None:
    thread = stage.ask()
    post = stage.answer("jo", thread)
    actions.undo_answer(by=stage.viewer("jo", "rosa"), post_id=post.pk)
    waiting = Delivery.objects.filter(event__name="messaging.answer_sent", state="waiting")
    assert not waiting.exists()
    assert stage.item(thread).state == "queued"


def test_an_answer_that_names_another_patient_is_asked_about_before_it_is_sent(stage: Any) -> None:
    thread = stage.ask()
    with pytest.raises(Refused, match="another-patient"):
        stage.answer("jo", thread, "Harold Nguyen, your blood test is back.")
    assert not Post.objects.filter(side="team").exists()
    assert stage.answer("jo", thread, "Harold Nguyen may come too.", is_checked=True).pk


def test_an_answer_goes_to_the_item_of_the_conversation_and_to_no_other(stage: Any) -> None:
    mine, other = stage.ask(), stage.ask("harold")
    with pytest.raises(NotAllowed):
        stage.answer("jo", mine, item_id=stage.item(other).pk)


def test_a_physician_reads_no_conversation_that_the_team_has_not_seen(stage: Any) -> None:
    from portico.triage import actions as triage

    thread = stage.ask()
    amara = stage.viewer("amara", "rosa")
    assert not queries.threads(amara, now=timezone.now()).exists()
    triage.see(by=stage.viewer("jo", "rosa"), item_id=stage.item(thread).pk)
    assert queries.threads(amara, now=timezone.now()).count() == 1


def test_what_can_not_wait_takes_effect_at_once_and_has_no_undo(stage: Any) -> None:
    thread = stage.ask(is_in_effect=False, is_same_day=True)
    item = stage.item(thread)
    assert item.flag == "same-day"
    assert item.effective_at <= timezone.now()
    assert item.due_at - timezone.now() < timedelta(days=5)
    with pytest.raises(Refused, match="too-late"):
        actions.undo(by=stage.viewer("rosa"), thread_id=thread.pk)


def test_a_draft_is_begun_once_in_the_log_and_kept_for_each_place(stage: Any) -> None:
    rosa = stage.viewer("rosa")
    for text in ("a", "ab", "abc"):
        actions.keep_draft(by=rosa, place="refill", data={"body": text})
    actions.keep_draft(by=rosa, place="question", data={"body": "x"})
    assert Event.objects.filter(name="messaging.draft_started").count() == 2
    assert [d.place for d in queries.drafts(rosa)] == ["question", "refill"]
    actions.drop_draft(by=rosa, place="refill")
    assert Draft.objects.get().place == "question"


def test_jo_hears_once_that_nobody_read_her_answer_for_two_days(stage: Any) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=2, minutes=1)):
        thread = stage.ask()
        stage.answer("jo", thread)
        stage.let_take_effect()
    jo = stage.viewer("jo")
    assert [post.thread_id for post in queries.not_read(jo, now=timezone.now())] == [thread.pk]
    for _ in range(2):
        tasks.tell_unread(now=timezone.now())
    assert Event.objects.filter(name="messaging.answer_unread").count() == 1
    actions.mark_read(by=stage.viewer("elena", "rosa"), thread_id=thread.pk)
    assert queries.not_read(jo, now=timezone.now()) == []


def test_what_was_read_in_time_is_told_to_nobody(stage: Any) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        thread = stage.ask()
        stage.answer("jo", thread)
        stage.let_take_effect()
        actions.mark_read(by=stage.viewer("rosa"), thread_id=thread.pk)
    tasks.tell_unread(now=timezone.now())
    assert not Event.objects.filter(name="messaging.answer_unread").exists()


USUAL: dict[str, Any] = {
    "is_withdrawn": False,
    "is_in_effect": True,
    "has_answer": False,
    "item_state": "queued",
}


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"is_withdrawn": True}, State.WITHDRAWN),
        ({"is_in_effect": False}, State.ON_ITS_WAY),
        ({}, State.WITH_TEAM),
        ({"item_state": "claimed"}, State.WITH_TEAM),
        ({"item_state": "asked"}, State.BEING_ASKED),
        ({"item_state": "asked", "has_answer": True}, State.BEING_ASKED),
        ({"item_state": "waiting", "has_answer": True}, State.FOR_YOU),
        ({"item_state": "closed", "has_answer": True, "item_how": "reply"}, State.ANSWERED),
        ({"item_state": "closed", "item_how": "reply"}, State.WITH_TEAM),  # the answer may still be undone
        ({"item_state": "closed", "item_how": "action"}, State.DONE),
        ({"item_state": "", "has_answer": False}, State.WITH_TEAM),
    ],
)
def test_what_the_patient_reads_follows_from_the_work_and_from_what_is_in_effect(
    facts: dict[str, Any], state: State
) -> None:
    assert patient_state(**{**USUAL, **facts}).state is state


def test_a_reply_is_possible_for_fourteen_days() -> None:
    now = timezone.now()
    assert may_reply(closed_at=None, now=now).state is State.WITH_TEAM
    assert may_reply(closed_at=now - timedelta(days=14), now=now).state is State.WITH_TEAM
    assert may_reply(closed_at=now - timedelta(days=14, seconds=1), now=now).state is State.DONE
