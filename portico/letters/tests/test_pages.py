"""The pages of a letter: choose its kind, write it, sign it, find it among the documents."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from portico.letters.models import Letter
from portico.letters.tests.test_letters import sent, sign, ten_seconds_later


def filled(stage: Any, key: str = "rosa", **more: Any) -> dict[str, Any]:
    usual = {"person": stage.patient(key).pk, "title": "Was at our clinic", "to": "Her employer", "language": "en",
             "body": "Rosa Delgado had an appointment on Monday.", "send_key": uuid4(), "then": "send"}  # fmt: skip
    return {**usual, **more}


def new(stage: Any, kind: str = "attendance", **more: Any) -> str:
    query = "&".join(f"{name}={value}" for name, value in {"kind": kind, **more}.items())
    return f"{reverse('letters-team:new', args=[stage.patient('rosa').pk])}?{query}"


def press(stage: Any, who: str, letter: Letter, name: str, **said: Any) -> str:
    url = reverse(f"letters-team:{name}", args=[letter.patient_id, letter.pk])
    answer = stage.browser(who).post(url, {"person": letter.patient_id, **said}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_from_the_chart_to_her_documents(stage: Any) -> None:
    rosa, tomas = stage.patient("rosa"), stage.browser("tomas")
    assert "Write a letter" in tomas.get(reverse("desk:patient", args=[rosa.pk])).content.decode()
    choose = tomas.get(reverse("letters-team:new", args=[rosa.pk])).content.decode()
    assert "Absence from school or work" in choose
    assert "A physician signs" in choose
    form = tomas.get(new(stage)).content.decode()
    assert "Rosa Delgado, born Fri 14 Mar 1958, had an appointment" in form
    spanish = tomas.get(new(stage, language="es")).content.decode()
    assert "tuvo una cita en nuestra clínica" in spanish
    page = tomas.post(new(stage), filled(stage), follow=True).content.decode()
    assert "Issued." in page
    assert "Take it back" in page
    ten_seconds_later()
    documents = stage.browser("rosa").get(reverse("chart:documents", args=[rosa.pk])).content.decode()
    assert "Letters from your care team" in documents
    letter = Letter.objects.get()
    own = stage.browser("rosa").get(reverse("letters:letter", args=[rosa.pk, letter.pk])).content.decode()
    assert "Save as PDF" in own
    file = stage.browser("rosa").get(reverse("letters:pdf", args=[rosa.pk, letter.pk]))
    assert file["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert file.content.startswith(b"%PDF")


def test_beside_a_message_it_stands_there_too(stage: Any) -> None:
    item = stage.item(stage.ask(kind="question", subject="A note", details={}))
    place = (item.patient_id, item.pk)
    url = f"{reverse('letters-team:beside', args=place)}?kind=absence"
    page = stage.browser("jo").post(url, filled(stage), follow=True).content.decode()
    assert "It waits for a signature." in page
    assert Letter.objects.get().item_id == item.pk
    assert "Was at our clinic" in stage.browser("jo").get(reverse("desk:item", args=place)).content.decode()


def test_a_draft_with_blanks_is_kept_and_said(stage: Any) -> None:
    said = filled(stage, body="On *** she was here.")
    page = stage.browser("tomas").post(new(stage), said, follow=True).content.decode()
    assert "still to be filled in" in page
    assert "The draft is kept." in page
    letter = Letter.objects.get()
    assert letter.state == "drafted"
    again = reverse("letters-team:correction", args=[letter.patient_id, letter.pk])
    assert "On *** she was here." in stage.browser("tomas").get(again).content.decode()
    kept = filled(stage, body="On Monday she was here.", then="keep")
    page = stage.browser("tomas").post(again, kept, follow=True).content.decode()
    assert "Kept as a draft." in page
    assert "Issued." in press(stage, "tomas", letter, "sending")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"title": ""}, "Please give it a title."), ({"body": ""}, "Please write the letter."),
     ({"person": "x"}, "another patient"), ({"body": "x" * 8001}, "at most 8000")],
)  # fmt: skip
def test_a_form_that_is_not_right_says_why_and_keeps_what_was_typed(
    stage: Any, more: dict[str, str], sentence: str
) -> None:
    answer = stage.browser("tomas").post(new(stage), filled(stage, **more))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Her employer" in answer.content.decode()
    assert not Letter.objects.exists()


def test_signed_returned_taken_back_withdrawn_revoked_each_by_a_press(stage: Any) -> None:
    letter = sent(stage)
    assert "Return it with a reason" in stage.browser("jo").get(
        reverse("letters-team:letter", args=[letter.patient_id, letter.pk])
    ).content.decode()  # fmt: skip
    assert "Please say why." in press(stage, "jo", letter, "returning", reason="")
    assert "Which week?" in press(stage, "jo", letter, "returning", reason="Which week?")
    assert "It waits for a signature." in press(stage, "tomas", letter, "sending")
    assert "Taken back." in press(stage, "tomas", letter, "taking-back")
    assert "It waits for a signature." in press(stage, "tomas", letter, "sending")
    fresh = Letter.objects.get(pk=letter.pk).fingerprint()
    assert "Somebody changed it" in press(stage, "jo", letter, "signature", seen="x")
    assert "Signed by Jo Park, nurse" in press(stage, "jo", letter, "signature", seen=fresh)
    assert "take it back instead" in press(stage, "jo", letter, "revocation", reason="Wrong")
    ten_seconds_later()
    assert "The ten seconds are over" in press(stage, "jo", letter, "taking-back")
    assert "No longer valid" in press(stage, "jo", letter, "revocation", reason="Wrong dates")
    other = sent(stage)
    assert "another patient" in press(stage, "jo", other, "signature", person=uuid4())
    assert "Withdrawn." in press(stage, "tomas", other, "withdrawal")


def test_her_former_helper_and_walter_read_no_letter_of_hers_and_the_browser_keeps_none(stage: Any) -> None:
    letter = sent(stage, kind="attendance")
    ten_seconds_later()
    for name in ("letter", "pdf"):
        url = reverse(f"letters:{name}", args=[letter.patient_id, letter.pk])
        assert "no-store" in stage.browser("rosa").get(url)["Cache-Control"]
        for who in ("carmen", "walter"):
            assert stage.browser(who).get(url).status_code == 404
        own = reverse(f"letters:{name}", args=[stage.patient("walter").pk, letter.pk])
        assert stage.browser("walter").get(own).status_code == 404


def test_what_is_issued_can_not_be_changed(stage: Any) -> None:
    letter = sent(stage)
    sign(stage, "jo", letter)
    again = reverse("letters-team:correction", args=[letter.patient_id, letter.pk])
    page = stage.browser("tomas").get(again, follow=True).content.decode()
    assert "can no longer be changed" in page


@pytest.mark.parametrize("which", ["sign", "correct", "sent", "issued", "nonsense"])
def test_every_list_opens_for_whoever_works_with_it(stage: Any, which: str) -> None:
    sent(stage)
    for who in ("jo", "tomas", "amara"):
        answer = stage.browser(who).get(reverse("letters-lists:letters"), {"list": which})
        assert answer.status_code == 200


def test_one_click_begins_the_letter_and_says_so(stage: Any) -> None:
    from portico.quickactions.rules.first import FIRST
    from portico.quickactions.tests.test_life import click, made

    one = made(stage, next(c for c in FIRST if c.title == "The letter is being written"), key="tomas")
    thread = stage.ask(kind="form", subject="For school", details={"what": "school", "hand_over": "here"})
    stage.item(thread).pool.members.add(stage.viewer("tomas").staff_id)
    click(stage, thread, one, key="tomas")
    letter = Letter.objects.get()
    assert (letter.kind, letter.state, letter.item_id) == ("absence", "drafted", stage.item(thread).pk)
    assert "***" in letter.body
