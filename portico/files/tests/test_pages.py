"""Adding, taking away and opening files, as browsers do it: with a script and without."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from portico.audit.models import Row
from portico.core.actions import NotAllowed
from portico.files import actions
from portico.files.models import StoredFile
from portico.files.tests.conftest import bytes_on, look_at
from portico.files.tests.corpus import EXE, pdf, picture
from portico.files.views import take_from

Add = Callable[..., StoredFile]
HTMX = {"HX-Request": "true"}


def url(name: str, stage: Any, person: str = "rosa", *ids: Any) -> str:
    return reverse(name, args=[stage.patient(person).pk, *ids])


def upload(name: str = "rash.jpg", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or picture(), content_type="text/html")


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.wsgi_request._messages]


def test_without_a_script_rosa_adds_a_photo_and_is_back_where_she_was(stage: Any) -> None:
    here = url("messaging:refill", stage)
    form = {"file": upload(), "place": "refill", "next": here}
    answer = stage.browser("rosa").post(url("files:take", stage), form)
    assert (answer.status_code, answer["Location"]) == (302, here)
    assert StoredFile.objects.get().place == "refill"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_leads_to_no_other_site(stage: Any, back: str) -> None:
    answer = stage.browser("rosa").post(url("files:take", stage), {"place": "refill", "next": back})
    assert answer["Location"] == "/"


def test_a_refused_file_is_a_sentence_that_names_it(stage: Any) -> None:
    form = {"files": [upload("virus\u202e.exe", EXE), upload("fine.jpg")], "place": "refill"}
    answer = stage.browser("rosa").post(url("files:take", stage), form)
    assert said(answer) == [
        "“virus.exe”: We can't take this kind of file. Add a JPG or PNG picture, or a PDF. A photo of a paper is fine."
    ]
    assert [row.name for row in StoredFile.objects.all()] == ["fine.jpg"]


def test_eleven_megabytes_get_the_sentence(stage: Any, disk: Path) -> None:
    form = {"file": upload("scan.pdf", pdf(pad_to=11 * 1024 * 1024)), "place": "refill"}
    answer = stage.browser("rosa").post(url("files:take", stage), form)
    [sentence] = said(answer)
    assert (
        sentence.replace("\xa0", " ")
        == "“scan.pdf”: This file is larger than 10 MB. Make it smaller and add it again."
    )
    assert bytes_on(disk) == []


def test_sixty_megabytes_are_refused_before_anything_is_kept(stage: Any, disk: Path) -> None:
    answer = stage.browser("rosa").post(
        url("files:take", stage), data=b"x" * 60_000_000, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413
    assert "This was too large to send" in answer.content.decode()
    assert bytes_on(disk) == []


def test_with_a_script_the_list_comes_back_and_asks_again_while_a_file_is_checked(stage: Any) -> None:
    rosa = stage.browser("rosa")
    answer = rosa.post(url("files:take", stage), {"files": upload(), "place": "refill"}, headers=HTMX)
    page = answer.content.decode()
    assert "rash.jpg" in page
    assert "being checked" in page
    assert 'hx-trigger="every 5s"' in page
    row = look_at(StoredFile.objects.get())
    page = rosa.get(url("files:status", stage) + "?place=refill").content.decode()
    assert "being checked" not in page
    assert "every 5s" not in page
    assert url("files:file", stage, "rosa", row.pk) in page


def test_after_five_files_nothing_more_is_offered(stage: Any, add: Add) -> None:
    for _ in range(4):
        add()
    rosa, form = (
        stage.browser("rosa"),
        {
            "files": [upload("5.png", picture("PNG")), upload("6.jpg", picture("JPEG", (9, 9)))],
            "place": "refill",
        },
    )
    page = rosa.post(url("files:take", stage), form, headers=HTMX).content.decode()
    assert "There are 5 files already." in page
    assert 'type="file"' not in page


def test_nothing_chosen_is_said(stage: Any) -> None:
    page = (
        stage.browser("rosa")
        .post(url("files:take", stage), {"place": "refill"}, headers=HTMX)
        .content.decode()
    )
    assert "Choose a file first." in page


def test_taking_away_leaves_the_rest_of_the_list(stage: Any, add: Add) -> None:
    one, other = add(), add(name="other.jpg")
    answer = stage.browser("rosa").post(
        url("files:discard", stage, "rosa", one.pk), {"place": "refill"}, headers=HTMX
    )
    page = answer.content.decode()
    assert "other.jpg" in page
    assert "rash.jpg" not in page
    assert other.pk in {row.pk for row in StoredFile.objects.filter(withdrawn_at=None)}


def test_a_file_is_only_ever_a_download_that_may_do_nothing(stage: Any, add: Add) -> None:
    row = look_at(add(name="niño “1”.png", content=picture("PNG")))
    answer = stage.browser("rosa").get(url("files:file", stage, "rosa", row.pk))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "ni%C3%B1o" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"\x89PNG")
    shown = Row.objects.filter(outcome="shown").latest("pk")
    assert (shown.verb, shown.kind, shown.object) == ("files.view", "file", str(row.pk))


def test_what_is_checked_or_refused_or_lost_is_not_there(stage: Any, add: Add, disk: Path) -> None:
    checking, refused, lost = (
        add(),
        look_at(add(name="a.pdf", content=pdf(b"<< /S /Launch >>"))),
        look_at(add()),
    )
    for file in disk.glob(f"*/{lost.store_name}"):
        file.unlink()
    for row in (checking, refused, lost):
        assert stage.browser("rosa").get(url("files:file", stage, "rosa", row.pk)).status_code == 404


def test_jo_opens_rosas_file_from_the_desk_and_the_ledger_keeps_it(stage: Any, add: Add) -> None:
    row = look_at(add())
    at = timezone.now()
    actions.hand_over(
        by=stage.viewer("rosa"), place="refill", holder_kind="message", holder_id=uuid4(), effective_at=at
    )
    address = url("files-team:file", stage, "rosa", row.pk)
    statuses = {
        key: stage.browser(key).get(address).status_code for key in ("jo", "priya", "kenji", "grace", "rosa")
    }
    assert statuses == {"jo": 200, "priya": 200, "kenji": 404, "grace": 404, "rosa": 404}
    assert stage.browser("jo").get(url("files-team:file", stage, "marcus", row.pk)).status_code == 404
    readers = Row.objects.filter(kind="file", outcome="shown", object=str(row.pk)).values_list(
        "role", flat=True
    )
    assert set(readers) == {"nurse", "front-desk"}


def test_jo_adds_a_file_to_her_answer_and_takes_it_away(stage: Any) -> None:
    jo, form = stage.browser("jo"), {"files": upload("leaflet.pdf", pdf()), "place": "answer-1"}
    page = jo.post(url("files-team:take", stage), form, headers=HTMX).content.decode()
    assert "leaflet.pdf" in page
    row = StoredFile.objects.get()
    assert url("files-team:discard", stage, "rosa", row.pk) in page
    assert "leaflet.pdf" in jo.get(url("files-team:status", stage) + "?place=answer-1").content.decode()
    answer = jo.post(url("files-team:discard", stage, "rosa", row.pk), {"place": "answer-1"}, headers=HTMX)
    assert "leaflet.pdf" not in answer.content.decode()


def test_a_page_that_is_switched_off_takes_no_file(stage: Any, settings: Any) -> None:
    from portico.clinic.models import FeatureSwitch

    FeatureSwitch.objects.create(
        feature="messages", is_on=False, reason="test", by_name="test", at=timezone.now()
    )
    assert stage.browser("rosa").post(url("files:take", stage), {"place": "refill"}).status_code == 404


# -- a form of another room --


def posted(form: dict[str, Any]) -> Any:
    return RequestFactory().post("/", form)


def test_a_form_of_another_room_adds_and_takes_away_by_one_button(stage: Any, add: Add) -> None:
    rosa = stage.viewer("rosa")
    form = {"add_file": "add", "body": "My rash", "files": [upload(), upload("setup.exe", EXE)]}
    [sentence] = take_from(posted(form), rosa, "refill")
    assert sentence.startswith("“setup.exe”: We can't take")
    row = StoredFile.objects.get()
    assert take_from(posted({"add_file": str(row.pk), "body": "My rash"}), rosa, "refill") == []
    assert not StoredFile.objects.filter(withdrawn_at=None).exists()
    theirs = add("elena", person="rosa")
    with pytest.raises(NotAllowed):
        take_from(posted({"add_file": str(theirs.pk)}), rosa, "refill")


def test_in_spanish_it_says_the_same(stage: Any) -> None:
    rosa = stage.browser("rosa")
    rosa.cookies["language"] = "es"
    page = rosa.post(
        url("files:take", stage), {"place": "refill", "files": upload()}, headers=HTMX
    ).content.decode()
    for words in ("se está revisando", "Agregar archivo", "Hasta 5 archivos"):
        assert words in page
    assert not re.search(r"None|%\(", page)
