"""Asking for a refill in the browser: what is typed is never lost, and each side reads what is true."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from portico.messaging import actions
from portico.messaging.models import Draft, Post, Thread
from portico.triage.models import WorkItem

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def form_url(stage: Any, key: str = "rosa") -> str:
    return reverse("messaging:refill", args=[stage.patient(key).pk])


def typed(stage: Any, **more: Any) -> dict[str, Any]:
    from portico.chart.queries import current_medicines

    medicine = next(m for m in current_medicines(stage.viewer("rosa")) if "lisinopril" in m.text)
    facts = {"medicine": str(medicine.pk), "other": "", "days_left": "4", "body": "I leave on Thursday."}
    return {**facts, "send_key": str(uuid4()), **more}


def send(stage: Any, key: str = "rosa", **more: Any) -> Any:
    return stage.browser(key).post(form_url(stage), typed(stage, **more))


def read(stage: Any, thread: Thread, key: str = "rosa") -> str:
    response = stage.browser(key).get(reverse("messaging:thread", args=[thread.patient_id, thread.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"medicine": ""}, "Choose a medicine"), ({"days_left": ""}, "0 is an answer too"),
     ({"medicine": str(uuid4())}, "Select a valid choice"),
     ({"medicine": "other", "other": "  "}, "Please write which medicine you need."),
     ({"body": "I leave on Thursday." + "x" * 481}, "This is 1 characters too long."),
     ({"other": "I leave on Thursday." * 11}, "at most 200 characters"),
     ({"send_key": "x"}, "")],
)  # fmt: skip
def test_a_form_that_is_wrong_says_where_and_keeps_everything(
    stage: Any, wrong: dict[str, Any], sentence: str
) -> None:
    response = send(stage, **wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "error-summary" in page
    assert "I leave on Thursday." in page
    if "days_left" not in wrong:
        assert 'value="4"' in page
    assert not Thread.objects.exists()


def test_five_hundred_characters_fit_however_the_browser_ends_its_lines(stage: Any) -> None:
    assert send(stage, body="x" * 499 + "\r\n").status_code == 302
    assert send(stage, body="ñ" * 500).status_code == 302


def test_a_medicine_that_is_not_on_the_list_is_asked_for_by_its_name(stage: Any) -> None:
    assert send(stage, medicine="other", other=" Proofamycin ").status_code == 302
    assert Thread.objects.get().subject == "Proofamycin"


def test_sending_the_same_form_twice_leads_to_the_same_message(stage: Any) -> None:
    facts = typed(stage)
    rosa = stage.browser("rosa")
    first, second = rosa.post(form_url(stage), facts), rosa.post(form_url(stage), facts)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Thread.objects.count() == WorkItem.objects.count() == Post.objects.count() == 1


def test_what_was_undone_stands_in_the_form_again(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        send(stage, days_left="12")
        thread = Thread.objects.get()
        url = reverse("messaging:withdrawal", args=[thread.patient_id, thread.pk])
        page = stage.browser("rosa").post(url, follow=True).content.decode()
    assert "Nothing was sent. What you wrote is kept below." in page
    assert "I leave on Thursday." in page
    assert 'value="12"' in page
    assert "checked" in page.split(f'value="{thread.details["medicine"]}"')[1].split(">")[0]


def test_an_undo_that_comes_too_late_says_so_and_changes_nothing(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        send(stage)
        thread = Thread.objects.get()
        clock.shift(timedelta(seconds=11))
        url = reverse("messaging:withdrawal", args=[thread.patient_id, thread.pk])
        page = stage.browser("rosa").post(url, follow=True).content.decode()
    assert "It was too late to undo" in page
    assert "With the refill nurses" in page
    assert not Draft.objects.exists()


def test_a_sent_form_leaves_no_draft_behind(stage: Any) -> None:
    rosa = stage.viewer("rosa")
    actions.keep_draft(by=rosa, place="refill", data={"body": "Half a thought"})
    assert "Half a thought" in stage.browser("rosa").get(form_url(stage)).content.decode()
    send(stage)
    assert "Half a thought" not in stage.browser("rosa").get(form_url(stage)).content.decode()


def test_the_page_of_a_message_tells_its_state_and_its_promise(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        send(stage)
        thread = Thread.objects.get()
        sent = read(stage, thread)
        assert "Being sent" in sent
        assert "Answer by Wed 25 Nov, 5:00 pm" in sent
        assert "4 days" in sent
        clock.shift(timedelta(seconds=11))
        assert "With the refill nurses" in read(stage, thread)
        stage.answer("jo", thread, "It is <b>ready</b>.")
        assert "ready" not in read(stage, thread)
        clock.shift(timedelta(seconds=11))
        answered = read(stage, thread)
    assert "Answered" in answered
    assert "Answer by" not in answered
    assert "It is &lt;b&gt;ready&lt;/b&gt;." in answered
    assert "Jo Park" in answered


def test_only_the_one_who_sent_it_is_offered_to_take_it_back(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        send(stage)
        thread = Thread.objects.get()
        url = reverse("messaging:withdrawal", args=[thread.patient_id, thread.pk])
        assert url in read(stage, thread)
        assert url not in read(stage, thread, "elena")
        assert stage.browser("elena").post(url).status_code == 404
    assert Thread.objects.get().withdrawn_at is None


def test_a_proxy_writes_in_her_own_name_and_both_read_it(stage: Any) -> None:
    send(stage, "elena")
    thread = Thread.objects.get()
    assert "Elena Delgado" in read(stage, thread)
    assert "Elena Delgado" in read(stage, thread, "elena")


@pytest.mark.parametrize("key", ["walter", "carmen", "david", "jo"])
def test_nobody_else_opens_the_message_or_the_form(stage: Any, key: str) -> None:
    send(stage)
    thread = Thread.objects.get()
    browser = stage.browser(key)
    for url in (reverse("messaging:thread", args=[thread.patient_id, thread.pk]), form_url(stage)):
        assert browser.get(url).status_code == 404


def test_many_messages_come_page_by_page(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for number in range(45):
            clock.shift(timedelta(seconds=1))
            actions.send(
                by=stage.viewer("rosa"), send_key=uuid4(), kind="refill", subject=f"Proof {number:02}", body="",
                details={},
            )  # fmt: skip
        url = reverse("messaging:threads", args=[stage.patient("rosa").pk])
        first = stage.browser("rosa").get(url).content.decode()
        after = unquote(first.split('href="?after=')[1].split('"')[0])
        second = stage.browser("rosa").get(url, {"after": after}).content.decode()
    names = [part[:2] for page in (first, second) for part in page.split("Proof ")[1:]]
    assert names == [f"{n:02}" for n in reversed(range(45))]
