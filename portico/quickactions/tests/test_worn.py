"""A button whose text is changed each time is named, with how often; who keeps it hears no more of that version."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.messaging.actions import undo_answer
from portico.messaging.models import Draft, Post
from portico.quickactions import actions, queries
from portico.quickactions.models import Put, Use
from portico.quickactions.rules.content import Content, Ends
from portico.quickactions.rules.worn import Worn, worn
from portico.quickactions.tests.test_life import READY, click, made, said

SAYS = "Hello Rosa, it is ready."


def put(stage: Any, thread: Any, one: Any) -> Any:
    item = stage.item(thread)
    here = reverse("desk:quick", args=[item.patient_id, item.pk])
    data = {"item": item.pk, "into": f"{one.pk}@{one.number}", "send_key": uuid4()}
    return stage.browser("jo").post(here, data, follow=True)


def found(stage: Any, key: str = "jo") -> Any:
    return queries.worn_out(stage.viewer(key), now=timezone.now())


def changed(stage: Any, one: Any, count: int, *, is_changed: bool | None = True) -> None:
    item = stage.item(stage.ask("rosa"))
    staff, now = stage.viewer("jo").staff_id, timezone.now()
    Put.objects.bulk_create(
        Put(action=one, number=one.number, staff_id=staff, item=item, text="x", at=now, is_changed=is_changed)
        for _ in range(count)
    )


@pytest.mark.parametrize(
    ("clicks", "edits", "unchanged", "is_worn"),
    [
        (0, 10, 0, True),
        (1, 9, 0, True),
        (0, 9, 0, False),
        (2, 9, 0, False),
        (0, 9, 2, False),
        (0, 0, 0, False),
    ],
)
def test_nine_of_ten_or_more(clicks: int, edits: int, unchanged: int, is_worn: bool) -> None:
    assert worn(clicks=clicks, changed=edits, unchanged=unchanged) == (
        Worn(edits, clicks + edits + unchanged) if is_worn else None
    )


def test_its_text_goes_into_the_box_and_nothing_is_sent(stage: Any) -> None:
    thread, one = stage.ask(), made(stage)
    page = said(put(stage, thread, one))
    assert f">{SAYS}</textarea>" in page
    assert not Post.objects.filter(thread=thread, side="team").exists()
    assert stage.item(thread).state == "queued"
    row = Put.objects.get()
    assert (row.action, row.text, row.is_changed) == (one, SAYS, None)


def test_what_answers_nothing_has_no_text_for_the_box(stage: Any) -> None:
    thread = stage.ask()
    put(stage, thread, made(stage, Content("Only thanks", (), Ends.THANKS)))
    assert not Put.objects.exists()
    assert not Draft.objects.filter(account=stage.account("jo")).exists()
    assert stage.item(thread).state == "queued"


def test_what_is_typed_there_already_stays(stage: Any) -> None:
    thread, one = stage.ask(), made(stage)
    put(stage, thread, one)
    assert "something is written in the box already" in said(put(stage, thread, made(stage)))
    assert Draft.objects.get(account=stage.account("jo")).data["body"] == SAYS
    assert Put.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "is_changed"),
    [(SAYS, False), ("Hello Rosa,\nIT is ready!", False), ("Not before Monday.", True)],
)
def test_when_it_is_sent_it_is_known_whether_its_words_were_changed(
    stage: Any, sent: str, is_changed: bool
) -> None:
    thread, one = stage.ask(), made(stage)
    put(stage, thread, one)
    stage.answer("jo", thread, sent)
    assert Put.objects.get().is_changed is None, "it can still be taken back"
    stage.let_take_effect()
    assert Put.objects.get().is_changed is is_changed


def test_a_click_that_was_taken_back_and_sent_otherwise_counts_as_changed(stage: Any) -> None:
    thread, one = stage.ask(), made(stage)
    click(stage, thread, one)
    undo_answer(by=stage.viewer("jo", "rosa"), post_id=Post.objects.get(thread=thread, side="team").pk)
    stage.let_take_effect()
    assert Put.objects.get().text == SAYS
    stage.answer("jo", thread, "Come on Monday instead.")
    stage.let_take_effect()
    assert Put.objects.get().is_changed is True


def test_an_answer_of_somebody_else_or_to_another_message_says_nothing_of_it(stage: Any) -> None:
    thread, other, one = stage.ask(), stage.ask(), made(stage)
    put(stage, thread, one)
    stage.answer("jo", other, "Something else.")
    stage.answer("tomas", thread, "From Tomás.")
    stage.let_take_effect()
    assert Put.objects.get().is_changed is None


def test_a_day_later_it_is_forgotten(stage: Any) -> None:
    thread, one = stage.ask(), made(stage)
    put(stage, thread, one)
    Put.objects.update(at=timezone.now() - timedelta(days=2))
    stage.answer("jo", thread, "Something else.")
    stage.let_take_effect()
    assert Put.objects.get().is_changed is None


def test_it_is_named_to_whoever_may_change_it_with_how_often(stage: Any) -> None:
    one = made(stage)
    changed(stage, one, 12)
    assert found(stage) == {one.pk: Worn(12, 12)}
    assert found(stage, "tomas") == {}
    sentence = "changed before sending in 12 of 12 cases"
    browser = stage.browser("jo")
    assert sentence in said(browser.get(reverse("quickactions:actions")))
    assert sentence in said(browser.get(reverse("quickactions:action", args=[one.pk])))


def test_a_manager_hears_of_the_practices(stage: Any) -> None:
    one = made(stage, READY, "grace", is_own=False)
    changed(stage, one, 12)
    assert found(stage) == {}, "she may not change it"
    assert found(stage, "grace") == {one.pk: Worn(12, 12)}


def test_clicks_that_were_not_taken_back_speak_for_it(stage: Any) -> None:
    one = made(stage)
    changed(stage, one, 12)
    for key in ("rosa", "marcus"):
        click(stage, stage.ask(key), one)
    assert Use.objects.count() == 2
    assert found(stage) == {}


def test_what_was_never_sent_and_what_is_long_ago_do_not_count(stage: Any) -> None:
    one = made(stage)
    changed(stage, one, 9)
    changed(stage, one, 5, is_changed=None)
    assert found(stage) == {}
    changed(stage, one, 3)
    assert found(stage) == {one.pk: Worn(12, 12)}
    Put.objects.update(at=timezone.now() - timedelta(days=91))
    assert found(stage) == {}


def test_who_keeps_it_hears_no_more_of_that_version(stage: Any) -> None:
    one = made(stage)
    changed(stage, one, 12)
    here = reverse("quickactions:leaving", args=[one.pk])
    assert "This version is not named again." in said(stage.browser("jo").post(here, follow=True))
    assert found(stage) == {}
    again = actions.change(by=stage.viewer("jo"), action_id=one.pk, seen=1, content=READY)
    assert found(stage) == {}, "a new version begins anew"
    changed(stage, again, 12)
    assert found(stage) == {one.pk: Worn(12, 12)}
    assert stage.browser("tomas").post(here).status_code == 404
