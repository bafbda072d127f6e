"""The six things one writes about, running out, drafts, files and replies, as a browser without a script does them."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from portico.files.models import StoredFile
from portico.files.tests.corpus import EXE, picture
from portico.messaging import actions, queries
from portico.messaging.models import Draft, Post, Thread
from portico.people.models import Relation
from portico.triage.models import WorkItem

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def url(stage: Any, name: str, *ids: Any, person: str = "rosa") -> str:
    return reverse(f"messaging:{name}", args=[stage.patient(person).pk, *ids])


def page(stage: Any, name: str, *ids: Any, key: str = "rosa", follow: bool = False) -> str:
    response = stage.browser(key).get(url(stage, name, *ids), follow=follow)
    assert response.status_code == 200
    return response.content.decode()


def send(stage: Any, name: str, *ids: Any, key: str = "rosa", **typed: Any) -> Any:
    return stage.browser(key).post(url(stage, name, *ids), {"send_key": uuid4(), **typed})


def write_url(stage: Any, key: str = "rosa") -> str:
    """As the button of the emergency step has it."""
    found = re.search(rf'href="({url(stage, "question-write")}[^"]*)"', page(stage, "question", key=key))
    assert found
    return found.group(1)


def hide(*classes: str) -> None:
    Relation.objects.filter(account__username="elena@example.org").update(hidden=list(classes))


def a_result(stage: Any) -> Any:
    from portico.results.queries import latest

    return latest(stage.viewer("rosa"), 1)[0]


def test_a_message_begins_with_six_choices(stage: Any) -> None:
    shown = page(stage, "new")
    for name in ("refill", "question", "result", "referral", "appointment", "more"):
        assert f'href="{url(stage, name)}"' in shown
    assert "call 911" in shown


@pytest.mark.parametrize(
    ("name", "typed", "title", "said"),
    [("referral", {"specialist": "Skin doctor", "reason": "A mole", "insurer": "Quartz", "how_soon": "soon"},
      "Referral: Skin doctor", ["A mole", "Quartz", "Soon"]),
     ("appointment", {"what": "new", "suits": "Monday mornings", "body": "My knee"}, "A new appointment",
      ["Monday mornings", "My knee"]),
     ("result-other", {"topic": "Blood test in May", "body": "Was it fine?"}, "Result: Blood test in May",
      ["Was it fine?"]),
     ("other", {"topic": "A form for school", "body": "Please sign it."}, "A form for school",
      ["Please sign it."])],
)  # fmt: skip
def test_each_kind_is_sent_and_read_again_in_words(
    stage: Any, name: str, typed: dict[str, str], title: str, said: list[str]
) -> None:
    sent = send(stage, name, **typed)
    assert sent.status_code == 302
    thread = Thread.objects.get()
    assert sent.url == url(stage, "thread", thread.pk)
    shown = page(stage, "thread", thread.pk)
    for words in (title, *said):
        assert words in shown
    assert WorkItem.objects.get(source_id=thread.pk).kind == thread.kind
    assert title in page(stage, "threads")


@pytest.mark.parametrize(
    ("name", "typed", "wrong"),
    [("referral", {"specialist": "Skin doctor", "reason": "A mole"}, "Choose how soon."),
     ("appointment", {"what": "new", "body": "My knee"}, "Please write when it suits you."),
     ("other", {"topic": "A form for school"}, "Please write your message."),
     ("other", {"topic": "A form for school", "body": "x" * 501}, "1 characters too long"),
     ("refill", {"other": "Proofamycin", "medicine": "other", "days_left": "some"}, "Write a number of days")],
)  # fmt: skip
def test_what_is_missing_is_named_and_all_is_kept_twice(
    stage: Any, name: str, typed: dict[str, str], wrong: str
) -> None:
    answer = send(stage, name, **typed)
    assert answer.status_code == 422
    assert wrong in answer.content.decode()
    assert "error-summary" in answer.content.decode()
    assert not Thread.objects.exists()
    kept = Draft.objects.get().data
    assert kept == typed


def test_a_visit_to_change_is_chosen_among_those_that_come(stage: Any) -> None:
    from portico.scheduling.queries import next_visit

    rosa = stage.viewer("rosa")
    visit = next_visit(rosa, now=datetime.now(UTC))
    assert visit is not None
    assert "Yearly check-up" in page(stage, "appointment")
    assert send(stage, "appointment", what="change", visit=visit.pk, suits="Fridays").status_code == 302
    shown = page(stage, "thread", Thread.objects.get().pk)
    assert "Another time for a visit" in shown
    assert "Which visit" in shown


def test_a_result_is_asked_about_with_the_result_in_view(stage: Any) -> None:
    from portico.results.presenters import row

    result = a_result(stage)
    name = row(result, stage.viewer("rosa")).title
    here = url(stage, "result-question", result.pk)
    assert here in page(stage, "result")
    results_page = stage.browser("rosa").get(reverse("results:result", args=[result.patient_id, result.pk]))
    assert here in results_page.content.decode()
    assert escape(name) in page(stage, "result-question", result.pk)
    assert send(stage, "result-question", result.pk, body="Is that high?").status_code == 302
    thread = Thread.objects.get()
    shown = page(stage, "thread", thread.pk)
    assert escape(f"Result: {name}") in shown
    assert reverse("results:result", args=[thread.patient_id, result.pk]) in shown


def test_nobody_gets_past_the_emergency_step_without_an_answer(stage: Any) -> None:
    assert url(stage, "question-write") not in page(stage, "new")
    straight = stage.browser("rosa").get(url(stage, "question-write"))
    assert straight.status_code == 302
    assert straight.url == url(stage, "question")
    posted = send(stage, "question-write", topic="Tired", body="Since Monday.")
    assert posted.url == url(stage, "question")
    assert not Thread.objects.exists()
    assert Draft.objects.get().data["body"] == "Since Monday.", "and nothing is lost"


def test_no_to_all_signs_opens_the_form_for_two_hours_and_this_record_alone(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        here = write_url(stage)
        rosa = stage.browser("rosa")
        assert rosa.get(here).status_code == 200
        assert stage.browser("elena").get(here).status_code == 302
        clock.shift(timedelta(hours=2, seconds=1))
        assert stage.browser("rosa").get(here).status_code == 302


def test_a_question_about_health_reaches_the_nurses(stage: Any) -> None:
    form = {"send_key": uuid4(), "topic": "Tired", "body": "Since Monday."}
    assert stage.browser("rosa").post(write_url(stage), form).status_code == 302
    thread = Thread.objects.get()
    assert (thread.kind, thread.subject) == ("question", "Tired")


def test_yes_to_a_sign_leads_to_the_telephone_and_no_form(stage: Any) -> None:
    assert f'href="{url(stage, "emergency")}"' in page(stage, "question")
    shown = page(stage, "emergency")
    for number in ("tel:911", "tel:988"):
        assert number in shown
    assert "textarea" not in shown


def test_a_proxy_without_the_classes_writes_free_text_and_learns_nothing(stage: Any) -> None:
    result = a_result(stage)
    hide("medicines", "results", "visits")
    elena = stage.browser("elena")
    assert "isinopril" not in page(stage, "refill", key="elena")
    assert elena.get(url(stage, "result")).url == url(stage, "result-other")
    assert elena.get(url(stage, "result-question", result.pk)).status_code == 404
    assert elena.post(url(stage, "draft", f"result-{result.pk}"), {"body": "x"}).status_code == 404
    assert "check-up" not in page(stage, "appointment", key="elena")
    assert send(stage, "refill", key="elena", other="Her blue pills", days_left="9").status_code == 302
    assert Thread.objects.get().subject == "Her blue pills"


def test_a_question_about_a_result_links_only_for_those_who_see_results(stage: Any) -> None:
    result = a_result(stage)
    send(stage, "result-question", result.pk, body="Is that high?")
    hide("results")
    link = reverse("results:result", args=[result.patient_id, result.pk])
    thread = Thread.objects.get()
    assert link in page(stage, "thread", thread.pk)
    assert link not in page(stage, "thread", thread.pk, key="elena")


@pytest.mark.parametrize(
    ("medicine", "days", "is_today"),
    [("Proofamycin", 0, True), ("Proofamycin", 1, True), ("Proofamycin", 2, False), ("Proofamycin", 30, False),
     ("insulin glargine 100 units/ml", 30, True), ("warfarin sodium 5 mg", 14, True)],
)  # fmt: skip
def test_who_may_run_out_is_for_today_and_reads_what_to_do_now(
    stage: Any, medicine: str, days: int, is_today: bool
) -> None:
    with time_machine.travel(NOON, tick=False):  # the promise is for Wednesday, two days on
        sent = send(stage, "refill", medicine="other", other=medicine, days_left=days)
        assert sent.status_code == 302
        thread = Thread.objects.get()
        shown = page(stage, "thread", thread.pk)
        assert (WorkItem.objects.get().flag == "same-day") == is_today
        assert ("You may run out: we treat this as for today." in shown) == is_today
        assert ("emergency supply" in shown) == is_today
        assert ("Undo" in shown) != is_today
    assert thread.details["days_left"] == days


def test_who_may_run_out_reads_it_in_spanish_too(stage: Any) -> None:
    send(stage, "refill", medicine="other", other="Proofamycin", days_left=0)
    account = stage.account("rosa")
    account.language = "es"
    account.save()
    browser = stage.browser("rosa")
    shown = browser.get(url(stage, "thread", Thread.objects.get().pk)).content.decode()
    assert "Se le puede acabar: lo tratamos como para hoy." in shown
    assert "cantidad de emergencia" in shown


def test_what_is_typed_is_kept_on_every_device_and_listed_until_it_is_sent_or_thrown_away(stage: Any) -> None:
    here = url(stage, "draft", "other")
    typed = {"topic": "A form", "body": "Half a thought", "evil": "x", "send_key": uuid4()}
    assert stage.browser("rosa").post(here, typed).status_code == 204
    assert Draft.objects.get().data == {"topic": "A form", "body": "Half a thought"}
    assert "Half a thought" in page(stage, "other")
    for listed in (page(stage, "threads"), stage.browser("rosa").get("/", follow=True).content.decode()):
        assert "Not sent. Saved" in listed
        assert url(stage, "other") in listed
    assert "Half a thought" not in page(stage, "other", key="elena"), "each writes for herself"
    away = stage.browser("rosa").post(url(stage, "draft-thrown-away", "other"), follow=True)
    assert "Thrown away." in away.content.decode()
    assert not Draft.objects.exists()


def test_an_emptied_form_is_no_draft(stage: Any) -> None:
    rosa = stage.browser("rosa")
    rosa.post(url(stage, "draft", "other"), {"body": "Half"})
    rosa.post(url(stage, "draft", "other"), {"body": "  ", "topic": ""})
    assert not Draft.objects.exists()


def test_what_was_still_being_saved_when_it_was_sent_is_no_draft(stage: Any) -> None:
    key = uuid4()
    typed = {"topic": "A form", "body": "Please sign.", "send_key": key}
    stage.browser("rosa").post(url(stage, "other"), typed)
    assert stage.browser("rosa").post(url(stage, "draft", "other"), typed).status_code == 204
    assert not Draft.objects.exists()


NOBODYS = UUID(int=7)


@pytest.mark.parametrize(
    "place", ["secrets", "refill-x", "other ", f"result-{NOBODYS}", f"reply-{NOBODYS}", f"answer-{NOBODYS}", "x" * 60]
)  # fmt: skip
def test_there_are_no_other_places_to_write_at(stage: Any, place: str) -> None:
    here = url(stage, "draft", place)
    assert stage.browser("rosa").post(here, {"body": "Hello"}).status_code == 404
    assert not Draft.objects.exists()


def test_back_to_the_choices_keeps_what_was_typed(stage: Any) -> None:
    back = send(stage, "referral", specialist="Skin doctor", back="choices")
    assert back.url == url(stage, "new")
    assert "Skin doctor" in page(stage, "referral")


def photo(name: str = "rash.jpg", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or picture())


def test_a_photo_is_added_and_goes_along_and_comes_back_with_an_undo(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        send(stage, "other", topic="A rash", body="See.", files=photo(), add_file="add")
        form = page(stage, "other")
        assert "rash.jpg" in form
        assert "A rash" in form
        assert (
            send(
                stage, "other", topic="A rash", body="See.", files=photo("two.png", picture("PNG"))
            ).status_code
            == 302
        )
        thread = Thread.objects.get()
        shown = page(stage, "thread", thread.pk)
        assert "rash.jpg" in shown
        assert "two.png" in shown
        assert {f.holder_id for f in StoredFile.objects.all()} == {thread.posts.get().pk}
        undone = stage.browser("rosa").post(url(stage, "withdrawal", thread.pk), follow=True).content.decode()
    for words in ("Nothing was sent", "rash.jpg", "two.png", "A rash", "See."):
        assert words in undone
    assert {f.place for f in StoredFile.objects.filter(holder_id=None)} == {"other"}


def test_a_file_that_can_not_be_taken_stops_the_sending_and_says_why(stage: Any) -> None:
    answer = send(stage, "other", topic="A rash", body="See.", files=photo("virus.exe", EXE))
    assert answer.status_code == 422
    assert "We can&#x27;t take this kind of file" in answer.content.decode()
    assert not Thread.objects.exists()


def test_the_same_form_three_times_is_one_message_and_three_equal_answers(stage: Any) -> None:
    key = uuid4()
    answers = [
        send(stage, "other", topic="A rash", body="See.", send_key=key, files=photo()) for _ in range(3)
    ]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, answers[0].url)}
    assert Thread.objects.count() == Post.objects.count() == WorkItem.objects.count() == 1
    assert StoredFile.objects.count() == 1


def test_rosa_writes_back_with_a_photo_and_thinks_better_of_it(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        thread = stage.ask()
        clock.shift(timedelta(seconds=1))
        answer = send(stage, "reply", thread.pk, body="One more thing.", files=photo())
        assert answer.url == url(stage, "thread", thread.pk)
        post = thread.posts.get(body="One more thing.")
        shown = page(stage, "thread", thread.pk)
        assert "rash.jpg" in shown
        undo = url(stage, "reply-withdrawal", thread.pk, post.pk)
        assert undo in shown
        undone = stage.browser("rosa").post(undo, follow=True).content.decode()
    assert "Nothing was sent" in undone
    assert "One more thing." in undone
    assert "rash.jpg" in undone
    post.refresh_from_db()
    assert post.withdrawn_at is not None


def test_a_reply_that_is_empty_or_too_long_is_kept_and_said(stage: Any) -> None:
    thread = stage.ask()
    for body, words in (("", "Please write your message."), ("x" * 501, "1 characters too long")):
        answer = stage.browser("rosa").post(
            url(stage, "reply", thread.pk), {"send_key": uuid4(), "body": body}, follow=True
        )
        assert words in answer.content.decode()
    assert "x" * 501 in page(stage, "thread", thread.pk)
    assert thread.posts.count() == 1


def test_what_was_closed_long_ago_takes_no_reply_but_offers_a_new_message(stage: Any) -> None:
    thread = stage.ask()
    stage.answer("jo", thread)
    assert 'id="reply"' in page(stage, "thread", thread.pk)
    WorkItem.objects.update(closed_at=datetime.now(UTC) - timedelta(days=15))
    shown = page(stage, "thread", thread.pk)
    assert "Write a new message" in shown
    assert 'id="reply"' not in shown
    late = stage.browser("rosa").post(
        url(stage, "reply", thread.pk), {"send_key": uuid4(), "body": "Still here?"}, follow=True
    )
    assert "was closed a while ago" in late.content.decode()
    assert "Still here?" in late.content.decode()


def test_nobody_else_writes_back(stage: Any) -> None:
    thread = stage.ask()
    for key in ("walter", "carmen", "david"):
        assert send(stage, "reply", thread.pk, key=key, body="Hello").status_code == 404
    assert thread.posts.count() == 1


def test_rosa_reads_when_the_team_opened_it_and_the_mark_of_news_goes_once_she_looked(stage: Any) -> None:
    thread = stage.ask()
    assert "The care team last opened this" not in page(stage, "thread", thread.pk)
    actions.mark_read(by=stage.viewer("jo", "rosa"), thread_id=thread.pk)
    assert "The care team last opened this" in page(stage, "thread", thread.pk)
    stage.answer("jo", thread)
    stage.let_take_effect()
    assert "is-new" in page(stage, "threads")
    page(stage, "thread", thread.pk)
    assert "is-new" not in page(stage, "threads")


def test_what_the_team_asked_stands_first_at_home_even_after_it_was_read(stage: Any) -> None:
    from portico.triage.rules.item import Then

    thread = stage.ask()
    stage.answer("jo", thread, "Which pharmacy?", then=Then.WAIT)
    stage.let_take_effect()
    page(stage, "thread", thread.pk)
    home = stage.browser("rosa").get("/", follow=True).content.decode()
    assert "Your care team is waiting for your answer." in home
    assert [t.pk for t in queries.for_patient(stage.viewer("rosa"), now=datetime.now(UTC))] == [thread.pk]


def test_a_proxy_writes_in_the_record_that_the_address_names(stage: Any) -> None:
    """Her own draft place is one for each record: two tabs never cross."""
    stage.browser("elena").post(url(stage, "draft", "other"), {"body": "For my mother"})
    row = Draft.objects.get()
    assert row.patient_id == stage.patient("rosa").pk
    assert row.account_id == stage.account("elena").pk


def test_who_may_read_the_answer_is_told_of_it(stage: Any) -> None:
    """The house itself reads the conversation then, as nobody's account."""
    from portico.core.models import Delivery
    from portico.notifications.models import Notice

    before = Notice.objects.count()
    stage.answer("jo", stage.ask())
    stage.let_take_effect()
    assert Notice.objects.count() > before
    assert not Delivery.objects.exclude(error="").exists()
