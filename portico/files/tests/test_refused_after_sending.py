"""A file is sent while it is still being checked, and then it can't be taken: its writer hears of it and reads why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.core.delivery import run_due
from portico.core.models import Delivery
from portico.files.models import StoredFile
from portico.files.tests.conftest import look_at
from portico.files.tests.corpus import picture
from portico.messaging.actions import answer_place, reply_place
from portico.notifications.models import Notice

Add = Callable[..., StoredFile]
HTMX = {"HX-Request": "true"}
BROKEN = picture()[:-400]
TEMPLATE = "files/notices/not_sent_along.txt"


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker is slower than the writer: it looks when the test says so."""
    from portico.reactions import files

    monkeypatch.setattr(files, "look_at", lambda **_facts: None)


def heard() -> list[str]:
    run_due(now=timezone.now() + timedelta(seconds=1))
    assert not Delivery.objects.filter(error__gt="").exists()
    rows = Notice.objects.filter(template=TEMPLATE, channel="email")
    return sorted(rows.values_list("address", flat=True))


def later(stage: Any) -> None:
    """Ten seconds: files take effect with what they were sent with."""
    stage.let_take_effect()
    StoredFile.objects.exclude(effective_at=None).update(effective_at=timezone.now())


def conversation(stage: Any, thread: Any, key: str = "rosa") -> str:
    url = reverse("messaging:thread", args=[thread.patient_id, thread.pk])
    return str(stage.browser(key).get(url).content.decode())


def test_rosa_hears_once_and_reads_beside_her_message_why_and_what_to_do(stage: Any, add: Add) -> None:
    row = add(content=BROKEN)
    thread = stage.ask()
    assert "being checked" in conversation(stage, thread)
    look_at(row)
    look_at(row)
    assert heard() == ["rosa@example.org"]
    page = conversation(stage, thread)
    assert "We could not read this file. It may be damaged." in page
    assert "being checked" not in page


def test_the_proxy_who_added_it_hears_and_rosa_does_not(stage: Any, add: Add) -> None:
    row = add("elena", person="rosa", content=BROKEN)
    stage.ask("elena", "rosa")
    look_at(row)
    assert heard() == ["elena@example.org"]


def test_a_proxy_whose_access_ended_hears_nothing(stage: Any, add: Add) -> None:
    from portico.people.models import Relation

    row = add("elena", person="rosa", content=BROKEN)
    stage.ask("elena", "rosa")
    relation = Relation.objects.filter(account=stage.account("elena"), patient=stage.patient("rosa"))
    relation.update(ended_at=timezone.now())
    look_at(row)
    assert heard() == []


def test_in_a_draft_the_page_says_it_and_no_notice_goes(stage: Any, add: Add) -> None:
    look_at(add(content=BROKEN))
    assert heard() == []


def test_what_was_undone_is_a_draft_again_and_no_notice_goes(stage: Any, add: Add) -> None:
    from portico.messaging.actions import undo

    row = add(content=BROKEN)
    thread = stage.ask(is_in_effect=False)
    undo(by=stage.viewer("rosa"), thread_id=thread.pk)
    look_at(row)
    assert heard() == []


def test_a_file_that_is_good_is_no_news(stage: Any, add: Add) -> None:
    row = add()
    stage.ask()
    look_at(row)
    assert heard() == []


def test_jo_hears_that_her_answer_went_without_its_file_and_rosa_reads_no_reason(
    stage: Any, add: Add
) -> None:
    thread = stage.ask()
    row = add("jo", person="rosa", place=answer_place(thread.pk), content=BROKEN)
    stage.answer("jo", thread)
    later(stage)
    look_at(row)
    assert heard() == ["jo@example.org"]
    page = conversation(stage, thread)
    assert "This file was not accepted" in page
    assert "It may be damaged" not in page


# -- the page asks by itself, while something is being checked --


def sent(stage: Any, row: StoredFile, key: str = "rosa", team: str = "") -> Any:
    url = reverse(f"files{team}:sent", args=[row.patient_id, row.pk])
    return stage.browser(key).get(url, headers=HTMX)


def test_the_conversation_asks_again_until_every_file_is_checked(stage: Any, add: Add) -> None:
    first, second = add(content=BROKEN), add(name="second.jpg")
    thread = stage.ask()
    address = reverse("files:sent", args=[first.patient_id, first.pk])
    assert f'hx-get="{address}" hx-trigger="every 5s"' in conversation(stage, thread)
    look_at(first)
    part = sent(stage, first).content.decode()
    assert "It may be damaged" in part
    assert reverse("files:sent", args=[first.patient_id, second.pk]) in part, "the second is still looked at"
    look_at(second)
    part = sent(stage, second).content.decode()
    assert "every 5s" not in part
    assert "second.jpg" in part
    assert "hx-get" not in conversation(stage, thread).split('id="reply"')[0].split('class="thread"')[1]


def test_the_desk_asks_again_too(stage: Any, add: Add) -> None:
    row = add()
    item = stage.item(stage.ask())
    later(stage)
    url = reverse("desk:item", args=[item.patient_id, item.pk])
    address = reverse("files-team:sent", args=[row.patient_id, row.pk])
    assert address in stage.browser("jo").get(url).content.decode()
    assert sent(stage, row, "jo", "-team").status_code == 200
    assert sent(stage, row, "kenji", "-team").status_code == 404


@pytest.mark.parametrize("key", ["walter", "carmen", "grace"])
def test_nobody_else_asks(stage: Any, add: Add, key: str) -> None:
    row = add()
    stage.ask()
    assert sent(stage, row, key).status_code == 404


def test_what_is_not_sent_yet_has_no_such_page(stage: Any, add: Add) -> None:
    assert sent(stage, add()).status_code == 404


def test_asking_keeps_nobody_signed_in() -> None:
    from portico.files.views.patient import PATIENT
    from portico.files.views.staff import STAFF

    for view in (PATIENT.sent, PATIENT.status, STAFF.sent, STAFF.status):
        assert view.door.is_poll  # type: ignore[attr-defined]  # set by the door
        assert view.door.opens == ""  # type: ignore[attr-defined]  # as above


def test_a_replys_file_is_told_of_in_the_same_way(stage: Any, add: Add) -> None:
    from uuid import uuid4

    from portico.messaging.actions import reply

    thread = stage.ask()
    row = add(place=reply_place(thread.pk), content=BROKEN)
    reply(by=stage.viewer("rosa"), thread_id=thread.pk, send_key=uuid4(), body="A picture of it.")
    stage.let_take_effect()
    look_at(row)
    assert heard() == ["rosa@example.org"]
    assert "It may be damaged" in conversation(stage, thread)
