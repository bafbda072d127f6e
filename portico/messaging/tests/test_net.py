"""A sign of danger in what somebody types: said before it goes, and never in its way."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from portico.core.models import Event
from portico.files.models import StoredFile
from portico.messaging.models import Draft, Post, Thread
from portico.messaging.tests.test_compose import hide, page, photo, send, url, write_url
from portico.triage.models import Step, WorkItem

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # a Monday in Madison, 12:00
SUNDAY = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
CHEST = "I have chest pain since this morning."
SEND_ANYWAY = {"anyway": "1"}


def words(answer: Any) -> str:
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


@pytest.mark.parametrize(
    ("name", "typed"),
    [("other", {"topic": "A form", "body": CHEST}),
     ("other", {"topic": CHEST, "body": "What do I do?"}),
     ("refill", {"medicine": "other", "other": "Proofamycin", "days_left": 30, "body": CHEST}),
     ("referral", {"specialist": "Heart doctor", "reason": CHEST, "how_soon": "soon"}),
     ("appointment", {"what": "new", "suits": "Mondays", "body": CHEST}),
     ("result-other", {"topic": "Blood test", "body": CHEST}),
     ("medicine", {"medicine": "other", "other": "Proofamycin", "body": CHEST}),
     ("readings", {"what": "weight", "values": "150", "measured": CHEST}),
     ("authorization", {"what": CHEST, "insurer": "Quartz", "has_letter": "no"}),
     ("billing", {"what": "bill", "bill": CHEST, "body": "Why?"}),
     ("form", {"what": "work", "hand_over": "here", "body": CHEST}),
     ("records", {"what": "correct", "part": "All", "body": CHEST}),
     ("records", {"what": "send", "part": "All", "send_to": CHEST}),
     ("details", {"what": "phone", "new": CHEST}),
     ("technical", {"what": "sign-in", "body": CHEST})],
)  # fmt: skip
def test_every_form_is_interrupted_before_it_is_sent_and_all_is_kept(
    stage: Any, name: str, typed: dict[str, Any]
) -> None:
    shown = words(send(stage, name, **typed))
    assert "Your message is not sent yet." in shown
    for part in ("tel:911", "chest pain", "I will call now", "Send it anyway to the nurses"):
        assert part in shown
    assert "It is not a nurse" in shown
    assert not Thread.objects.exists()
    assert CHEST in Draft.objects.get().data.values()


def test_a_question_about_health_is_interrupted_too(stage: Any) -> None:
    form = {"send_key": uuid4(), "topic": "Tired", "body": CHEST}
    assert "tel:911" in words(stage.browser("rosa").post(write_url(stage), form))
    assert not Thread.objects.exists()


def test_what_has_no_sign_goes_as_ever(stage: Any) -> None:
    assert send(stage, "other", topic="A form", body="No chest pain. Please sign it.").status_code == 302
    item = WorkItem.objects.get()
    assert item.flag == ""
    assert Step.objects.get(item=item).reason == "chest-pain:note", "met, denied, written down"


def test_sent_anyway_it_is_urgent_with_the_nurses_within_half_an_hour_and_the_reason_says_why(
    stage: Any,
) -> None:
    with time_machine.travel(NOON, tick=False):
        sent = send(stage, "appointment", what="new", suits="Mondays", body=CHEST, **SEND_ANYWAY)
        assert sent.status_code == 302
        item = WorkItem.objects.get()
    assert (item.flag, item.kind, item.pool.name) == ("urgent", "appointment", "Nurse advice")
    assert item.reason == "urgent, so Nurse advice; the net found chest-pain"
    assert item.due_at == datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
    assert item.effective_at == NOON, "nothing waits for an undo"
    assert Thread.objects.get().promised_at == item.due_at
    assert not Draft.objects.exists()


def test_the_same_form_is_one_message_whichever_way_it_comes_again(stage: Any) -> None:
    typed = {"topic": "A form", "body": CHEST, "send_key": uuid4()}
    send(stage, "other", **typed)
    answers = [send(stage, "other", **typed, **SEND_ANYWAY) for _ in range(2)] + [
        send(stage, "other", **typed)
    ]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, answers[0].url)}
    assert Thread.objects.count() == Post.objects.count() == WorkItem.objects.count() == 1


def test_the_page_carries_the_whole_form_so_that_it_works_without_a_script(stage: Any) -> None:
    key = uuid4()
    shown = words(send(stage, "other", topic="A form", body=CHEST, send_key=key, files=photo()))
    for name, value in (("topic", "A form"), ("body", CHEST), ("send_key", key)):
        assert f'name="{name}" value="{value}"' in shown
    send(stage, "other", topic="A form", body=CHEST, send_key=key, **SEND_ANYWAY)
    assert StoredFile.objects.get().holder_id == Post.objects.get().pk, "and the picture went along"


def test_who_calls_sends_nothing_and_finds_the_text_again(stage: Any) -> None:
    form = {"send_key": uuid4(), "topic": "A form", "body": CHEST, "call": "1"}
    called = stage.browser("rosa").post(url(stage, "other"), form, follow=True)
    assert called.redirect_chain == [(url(stage, "emergency"), 302)]
    shown = words(called)
    assert "Nothing was sent." in shown
    assert "tel:911" in shown
    assert not Thread.objects.exists()
    assert CHEST in page(stage, "other")


def test_thoughts_of_suicide_lead_to_988(stage: Any) -> None:
    shown = words(send(stage, "other", topic="Hello", body="I want to die."))
    for part in ("tel:988", "sms:988", "tel:911", "Please talk to somebody now"):
        assert part in shown


def test_out_of_hours_it_says_that_nobody_reads_this_now_and_when_somebody_does(stage: Any) -> None:
    with time_machine.travel(SUNDAY, tick=False):
        shown = words(send(stage, "other", topic="A form", body=CHEST))
        assert "Nobody reads this now." in shown
        assert "tomorrow, Mon 23 Nov, 8:00 am" in shown
        send(stage, "other", topic="A form", body=CHEST, **SEND_ANYWAY)
        assert WorkItem.objects.get().due_at == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
    with time_machine.travel(NOON, tick=False):
        assert "Nobody reads this now." not in words(send(stage, "other", topic="A form", body=CHEST))


def test_a_reply_is_interrupted_and_sent_anyway_makes_the_item_urgent(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        thread = stage.ask()
        before = stage.item(thread).due_at
        assert "tel:911" in words(send(stage, "reply", thread.pk, body=CHEST))
        assert thread.posts.count() == 1
        assert CHEST in page(stage, "thread", thread.pk)
        clock.shift(60)
        assert send(stage, "reply", thread.pk, body=CHEST, **SEND_ANYWAY).status_code == 302
        stage.let_take_effect()
        item = stage.item(thread)
    assert (item.flag, item.pool.name) == ("urgent", "Nurse advice")
    assert item.due_at < before
    assert Step.objects.filter(item=item, what="net").get().reason == "chest-pain:emergency"


def test_a_proxy_is_interrupted_in_the_record_that_the_address_names(stage: Any) -> None:
    hide()
    shown = words(
        send(stage, "other", key="elena", topic="My mother", body="My mother has chest pain right now.")
    )
    assert "Is it happening now? Call 911" in shown, "somebody else's emergency is one too"
    assert Draft.objects.get().account_id == stage.account("elena").pk


def test_the_log_has_topics_and_ranks_and_none_of_the_words(stage: Any) -> None:
    send(stage, "other", topic="A form", body=CHEST)
    send(stage, "other", topic="A form", body=CHEST, **SEND_ANYWAY)
    said = Event.objects.get(name="messaging.sending_interrupted")
    assert said.facts() == {"place": "other", "topics": "chest-pain:emergency"}
    found = Event.objects.get(name="triage.red_flag_found").facts()
    assert (found["topics"], found["rank"]) == ("chest-pain:emergency", "emergency")
    assert "morning" not in str(found)


def test_the_desk_says_what_the_net_found_and_only_the_licensed_close_it(stage: Any) -> None:
    send(stage, "other", topic="A form", body=CHEST, **SEND_ANYWAY)
    item = WorkItem.objects.get()
    where = reverse("desk:item", args=[item.patient_id, item.pk])
    shown = stage.browser("jo").get(where).content.decode()
    assert "The net found: chest pain." in shown
    assert "A net, not triage" in shown
    assert "Urgent" in stage.browser("jo").get(reverse("desk:desk")).content.decode()
    closing = reverse("triage:closing", args=[item.patient_id, item.pk])
    form = {"item": item.pk, "version": item.version, "reason": "not-for-us"}
    assert "It is flagged" in stage.browser("tomas").post(closing, form).content.decode()
    item.refresh_from_db()
    assert item.state != "closed"
    stage.browser("jo").post(closing, form)
    item.refresh_from_db()
    assert item.state == "closed"


def test_it_reads_the_same_in_spanish(stage: Any) -> None:
    account = stage.account("rosa")
    account.language = "es"
    account.save()
    shown = words(send(stage, "other", topic="Hola", body="Me duele el pecho"))
    for part in ("Su mensaje todavía no se envió.", "dolor de pecho", "Voy a llamar ahora", "tel:911"):
        assert part in shown
