"""One click: the answer, what becomes of the message, and ten seconds to take it back."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.core.models import Event
from portico.messaging.models import Draft, Post
from portico.quickactions import actions, queries
from portico.quickactions.models import QuickAction, Use, Version
from portico.quickactions.rules.content import Content, Ends, problems
from portico.quickactions.rules.first import FIRST

READY = Content(
    "It is ready", ("refill",), Ends.CLOSE, "Hello {{patient.first_name}}, it is ready.", "Hola, listo."
)


def made(stage: Any, content: Content = READY, key: str = "jo", *, is_own: bool = True) -> QuickAction:
    return actions.write(by=stage.viewer(key), form_key=uuid4(), content=content, is_own=is_own)


def click(stage: Any, thread: Any, one: QuickAction, key: str = "jo", **more: Any) -> Any:
    """What comes of it, and the page it leads to."""
    item = stage.item(thread)
    newest = Post.objects.filter(thread=thread, withdrawn_at=None).order_by("created_at", "id").last()
    usual = {"item": item.pk, "action": f"{one.pk}@{one.number}", "send_key": uuid4(), "last_seen": newest.pk}
    here = reverse("desk:quick", args=[item.patient_id, item.pk])
    return stage.browser(key).post(here, {**usual, **more}, follow=True)


def said(answer: Any) -> str:
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_one_click_answers_in_the_patients_language_and_closes(stage: Any) -> None:
    thread, one = stage.ask(), made(stage)
    page = stage.browser("jo").get(reverse("desk:item", args=[thread.patient_id, stage.item(thread).pk]))
    assert "It is ready" in page.content.decode()
    answer = click(stage, thread, one)
    assert "Answer sent and closed." in said(answer)
    post = Post.objects.get(thread=thread, side="team")
    assert post.body == "Hello Rosa, it is ready."
    item = stage.item(thread)
    assert (item.state, item.closed_how) == ("closed", "reply")
    use = Use.objects.get()
    assert (use.action, use.number, use.kind) == (one, 1, "refill")
    assert Event.objects.filter(name="quickactions.used").count() == 1


def test_it_is_taken_back_as_any_answer_is(stage: Any) -> None:
    from portico.messaging.actions import undo_answer

    thread, one = stage.ask(), made(stage)
    click(stage, thread, one)
    post = Post.objects.get(thread=thread, side="team")
    undo_answer(by=stage.viewer("jo", "rosa"), post_id=post.pk)
    assert stage.item(thread).state != "closed"
    [row] = [
        each
        for each in queries.usable(stage.viewer("jo"), now=timezone.now(), kind="refill")
        if each.pk == one.pk
    ]
    assert row.used == 0, "what was taken back does not count"


def test_the_same_click_twice_is_one_answer(stage: Any) -> None:
    thread, one, key = stage.ask(), made(stage), uuid4()
    for _ in range(2):
        click(
            stage,
            thread,
            one,
            send_key=key,
            last_seen=Post.objects.filter(thread=thread, side="patient").get().pk,
        )
    assert Post.objects.filter(thread=thread, side="team").count() == 1
    assert Use.objects.count() == 1


def test_what_is_not_known_stands_in_the_box_and_is_not_sent(stage: Any) -> None:
    one = made(stage, Content("Result", ("refill",), Ends.CLOSE, "Your {{result.name}} is fine."))
    thread = stage.ask()
    answer = click(stage, thread, one)
    assert "finish it and send it" in said(answer)
    assert not Post.objects.filter(thread=thread, side="team").exists()
    assert Draft.objects.get().data["body"] == "Your {{result.name}} is fine."
    again = click(stage, thread, one)
    assert "something is written in the box already" in said(again)


def test_a_newer_message_stops_it(stage: Any) -> None:
    from portico.messaging.actions import reply

    thread, one = stage.ask(), made(stage)
    first = Post.objects.get(thread=thread)
    reply(by=stage.viewer("rosa"), thread_id=thread.pk, send_key=uuid4(), body="One more thing.")
    stage.let_take_effect()
    answer = click(stage, thread, one, last_seen=first.pk)
    assert "a newer message came in" in said(answer)
    assert not Post.objects.filter(thread=thread, side="team").exists()


@pytest.mark.parametrize(
    ("content", "state", "how", "pool"),
    [(Content("More", (), Ends.WAIT, "Since when?"), "waiting", "", "Refills"),
     (Content("Soon", (), Ends.KEEP, "We look at it."), "claimed", "", "Refills"),
     (Content("Nurses", (), Ends.ROUTE, "About health", "", "Nurse advice"), "queued", "", "Nurse advice"),
     (Content("Called", (), Ends.CALL, "Talked it over."), "closed", "action", "Refills"),
     (Content("Thanks", (), Ends.THANKS), "closed", "thanks", "Refills"),
     (Content("Twice", (), Ends.DUPLICATE), "closed", "duplicate", "Refills")],
)  # fmt: skip
def test_each_end_is_what_it_says(stage: Any, content: Content, state: str, how: str, pool: str) -> None:
    thread, one = stage.ask(), made(stage, content)
    assert said(click(stage, thread, one))
    item = stage.item(thread)
    assert (item.state, item.closed_how, item.pool.name) == (state, how, pool)
    assert Use.objects.count() == 1


def test_who_may_not_close_may_not_with_one_click_either(stage: Any) -> None:
    thread = stage.ask(body="I have chest pain now.")
    one = made(stage, Content("Thanks", (), Ends.THANKS), "tomas")
    answer = click(stage, thread, one, "tomas")
    assert "it is flagged" in said(answer)
    assert stage.item(thread).state != "closed"
    assert not Use.objects.exists()


def test_a_version_that_changed_meanwhile_is_refused(stage: Any) -> None:
    thread, one = stage.ask(), made(stage)
    from dataclasses import replace

    actions.change(
        by=stage.viewer("jo"), action_id=one.pk, seen=1, content=replace(READY, english="Come on Monday.")
    )
    answer = click(stage, thread, one)
    assert "was changed a moment ago" in said(answer)
    assert not Post.objects.filter(thread=thread, side="team").exists()
    assert Version.objects.filter(action=one).count() == 2


def test_ones_own_are_ones_own_and_the_most_used_come_first(stage: Any) -> None:
    other = made(stage, Content("Also ready", ("refill",), Ends.CLOSE, "Ready."), is_own=True)
    one = made(stage)
    click(stage, stage.ask(), one)
    mine = [row.title for row in queries.usable(stage.viewer("jo"), now=timezone.now(), kind="refill")]
    assert mine.index("It is ready") < mine.index("Also ready")
    assert other.title not in [row.title for row in queries.usable(stage.viewer("tomas"), now=timezone.now())]
    thread = stage.ask()
    answer = click(stage, thread, one, "tomas")
    assert not Post.objects.filter(thread=thread, side="team").exists()
    assert "belongs to another message" in said(answer)


def test_it_fits_its_kinds_alone(stage: Any) -> None:
    one = made(stage, Content("Normal", ("result",), Ends.CLOSE, "Fine."))
    thread = stage.ask()
    assert "not for this kind" in said(click(stage, thread, one))


def test_a_manager_takes_the_prepared_ones_over_once_and_changes_them_on_screen(stage: Any) -> None:
    actions.take_over(by=stage.viewer("grace"))
    actions.take_over(by=stage.viewer("grace"))
    assert QuickAction.objects.count() == len(FIRST)
    one = QuickAction.objects.get(title="Normal result")
    url = reverse("quickactions:change", args=[one.pk])
    form = {"title": "All is well", "kinds": ["result"], "ends": "close", "english": "All is well.", "spanish": "",
            "pool": "", "form_key": uuid4(), "seen": one.number}  # fmt: skip
    shown = stage.browser("grace").post(url, form, follow=True).content.decode()
    assert "All is well" in shown
    assert "Somebody saved another version" in stage.browser("grace").post(url, form).content.decode()
    assert stage.browser("jo").post(url, form).status_code == 404
    assert stage.browser("amara").get(reverse("quickactions:actions")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"title": " "}, "Please give it a title."), ({"english": "Take *** tablets."}, "has to be filled in"),
     ({"english": "{{patient.shoe}}"}, "Nothing here is called"),
     ({"english": "", "spanish": ""}, "in English or in Spanish"),
     ({"ends": "route", "english": "Because", "pool": ""}, "Choose the pool."),
     ({"ends": "call", "english": "{{patient.first_name}} called"}, "for the team")],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    stage: Any, typed: dict[str, str], sentence: str
) -> None:
    form = {
        "title": "Ready",
        "ends": "close",
        "english": "Ready.",
        "spanish": "",
        "pool": "",
        "form_key": uuid4(),
    }
    answer = stage.browser("jo").post(reverse("quickactions:new"), {**form, **typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not QuickAction.objects.filter(staff__isnull=False).exists()


def test_the_prepared_ones_are_sound() -> None:
    for content in FIRST:
        assert problems(content) == []
        assert content.spanish or not content.is_answer
