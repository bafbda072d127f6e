"""Tomás writes, Jo or Dr Lee signs, a school reads it; what was seen is signed, and nothing leaves half-written."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.core.actions import NotAllowed, Refused
from portico.core.delivery import run_due
from portico.core.models import Delivery
from portico.core.viewer import Purpose, system_viewer
from portico.letters import actions, printing, queries
from portico.letters.models import Letter
from portico.letters.presenters import beginning, why_words
from portico.letters.rules.kinds import BLANK, KINDS, Words, begun, is_open
from portico.letters.rules.letter import (
    UNDO,
    Correct,
    Move,
    Needs,
    Return,
    Revoke,
    Send,
    Sign,
    State,
    Stopped,
    TakeBack,
    Who,
    Withdraw,
    may,
)
from portico.letters.rules.letter import Letter as Facts
from portico.notifications.tasks import carry
from portico.triage.models import WorkItem

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
PEOPLE = [Who(UUID(int=n), role) for n, role in enumerate(
    ("physician", "nurse", "pharmacist", "pool-lead", "medical-assistant", "front-desk", "manager"), 1
)]  # fmt: skip
SAID = st.sampled_from(["", " ", "The dates."])
MOVES: st.SearchStrategy[Move] = st.one_of(
    st.just(Correct()), st.builds(Send, st.booleans()), st.just(Sign()), st.just(TakeBack()), st.builds(Return, SAID),
    st.just(Withdraw()), st.builds(Revoke, SAID),
)  # fmt: skip
TRIES = st.lists(st.tuples(MOVES, st.sampled_from(PEOPLE), st.sampled_from([0, 5, 11])), max_size=30)


@settings(max_examples=1000, deadline=None)
@given(needs=st.sampled_from(list(Needs)), tries=TRIES)
def test_whatever_anybody_tries(needs: Needs, tries: list[tuple[Move, Who, int]]) -> None:
    row, now = Facts(needs=needs), NOW
    for move, who, seconds in tries:
        now += timedelta(seconds=seconds)
        before, outcome = row, may(row, move, who, now=now)
        if isinstance(outcome, Stopped):
            assert why_words(outcome.why) != why_words("something else")
            continue
        row = outcome.letter
        assert (row.state in {State.ISSUED, State.REVOKED}) is (row.issued_at is not None)
        if row.state is State.ISSUED and before.state is not State.ISSUED:
            # Nothing is issued without the signature that it needs.
            assert needs is Needs.NOBODY or isinstance(move, Sign)
            assert needs is not Needs.PHYSICIAN or who.role == "physician"
            assert needs is not Needs.LICENSED or who.role in {
                "physician",
                "nurse",
                "pharmacist",
                "pool-lead",
            }
        if before.state is State.ISSUED and row.state is not State.REVOKED:
            assert before.issued_at is not None
            assert before.issued_by == who.staff
            assert now - before.issued_at < UNDO
        if row.state in {State.REVOKED, State.RETURNED}:
            assert row.reason
        assert before.state not in {State.WITHDRAWN, State.REVOKED}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_letter_begins_with_blanks_and_no_token_left(kind: str, language: str) -> None:
    text = begun(KINDS[kind].text(language), name="Rosa {{born}}", born="14 March", phone="555")
    assert is_open(text)
    assert "{{name}}" not in text.replace("Rosa {{born}}", "")
    assert not is_open(text.replace("{{born}}", "").replace(BLANK, "x"))
    assert BLANK in begun("{{phone}}", name="", born="", phone="")


def words(**more: Any) -> Words:
    usual = {
        "title": "Absence from school",
        "to": "Hillside School",
        "body": "Marcus was at home from Monday to Friday.",
    }
    return Words(**{**usual, **more})


def drafted(stage: Any, who: str = "tomas", key: str = "rosa", kind: str = "absence", **more: Any) -> Letter:
    item = more.pop("item_id", None)
    by = stage.viewer(who, key)
    return actions.draft(by=by, kind=kind, words=words(**more), send_key=uuid4(), item_id=item)


def sent(stage: Any, who: str = "tomas", key: str = "rosa", **more: Any) -> Letter:
    return actions.send(by=stage.viewer(who, key), letter_id=drafted(stage, who, key, **more).pk)


def sign(stage: Any, who: str, letter: Letter, key: str = "rosa") -> Letter:
    seen = Letter.objects.get(pk=letter.pk).fingerprint()
    return actions.sign(by=stage.viewer(who, key), letter_id=letter.pk, seen=seen)


def ten_seconds_later() -> None:
    back = timedelta(seconds=11)
    issued = Letter.objects.exclude(issued_at=None)
    issued.update(effective_at=F("effective_at") - back, issued_at=F("issued_at") - back)
    Delivery.objects.filter(state="waiting").update(due_at=timezone.now() - back)
    run_due(now=timezone.now())
    carry(now=timezone.now())


def for_patient(stage: Any, key: str = "rosa", record: str = "") -> list[Letter]:
    return list(queries.of_patient(stage.viewer(key, record), now=timezone.now()))


def test_signed_it_stands_in_her_documents_with_a_pdf_and_she_is_told_nothing_else(stage: Any) -> None:
    letter = sent(stage)
    mail.outbox.clear()
    assert for_patient(stage) == []
    sign(stage, "jo", letter)
    assert for_patient(stage) == []
    ten_seconds_later()
    assert for_patient(stage) == [letter]
    found = queries.pdf_of(stage.viewer("rosa"), letter.pk)
    assert found is not None
    assert found.startswith(b"%PDF")
    assert sorted(m.to[0] for m in mail.outbox) == ["elena@example.org", "rosa@example.org"]
    for message in mail.outbox:
        for secret in ("school", "Hillside", "Delgado", "letter", "Marcus"):
            assert secret.lower() not in f"{message.subject} {message.body}".lower().split("http")[0]


def test_that_she_was_here_needs_no_signature(stage: Any) -> None:
    letter = sent(stage, kind="attendance")
    assert (letter.state, letter.signed_by) == ("issued", None)


def test_nothing_leaves_while_something_is_to_be_filled_in(stage: Any) -> None:
    by = stage.viewer("tomas", "rosa")
    opening = beginning("attendance", stage.patient("rosa"))
    assert "Rosa Delgado" in opening.body
    letter = actions.draft(by=by, kind="attendance", words=opening, send_key=uuid4())
    with pytest.raises(Refused, match="to-fill-in"):
        actions.send(by=by, letter_id=letter.pk)
    assert Letter.objects.get(pk=letter.pk).state == "drafted"


@pytest.mark.parametrize(
    ("who", "kind", "why"), [("jo", "limits", "for-physician"), ("jo", "other", "for-physician")]
)
def test_a_nurse_does_not_sign_what_needs_a_physician(stage: Any, who: str, kind: str, why: str) -> None:
    letter = sent(stage, kind=kind)
    with pytest.raises(Refused, match=why):
        sign(stage, who, letter)
    assert sign(stage, "amara", letter).state == "issued"


def test_an_assistant_signs_nothing_and_a_physician_writes_nothing(stage: Any) -> None:
    letter = sent(stage)
    with pytest.raises(NotAllowed):
        sign(stage, "tomas", letter)
    with pytest.raises(NotAllowed):
        drafted(stage, "amara")


def test_what_was_changed_since_it_was_read_is_not_signed(stage: Any) -> None:
    letter = sent(stage)
    seen = letter.fingerprint()
    by = stage.viewer("tomas", "rosa")
    actions.take_back(by=by, letter_id=letter.pk)
    actions.correct(by=by, letter_id=letter.pk, words=words(body="Something else."))
    actions.send(by=by, letter_id=letter.pk)
    with pytest.raises(Refused, match="changed-meanwhile"):
        actions.sign(by=stage.viewer("jo", "rosa"), letter_id=letter.pk, seen=seen)


def test_ten_seconds_to_take_a_signature_back_and_she_never_hears_of_it(stage: Any) -> None:
    letter = sent(stage)
    sign(stage, "jo", letter)
    with pytest.raises(Refused, match="not-yours"):
        actions.take_back(by=stage.viewer("amara", "rosa"), letter_id=letter.pk)
    actions.take_back(by=stage.viewer("jo", "rosa"), letter_id=letter.pk)
    mail.outbox.clear()
    ten_seconds_later()
    assert Letter.objects.get(pk=letter.pk).state == "to-sign"
    assert for_patient(stage) == []
    assert mail.outbox == []


def test_a_returned_one_comes_back_with_its_reason(stage: Any) -> None:
    letter = sent(stage)
    with pytest.raises(Refused, match="no-reason"):
        actions.send_back(by=stage.viewer("jo", "rosa"), letter_id=letter.pk, reason=" ")
    actions.send_back(by=stage.viewer("jo", "rosa"), letter_id=letter.pk, reason="Which week?")
    [row] = queries.to_correct(stage.viewer("tomas"), now=timezone.now()).filter(pk=letter.pk)
    assert row.reason == "Which week?"


def test_a_wrong_one_is_revoked_and_stays_readable(stage: Any) -> None:
    letter = sent(stage, kind="attendance")
    ten_seconds_later()
    by = stage.viewer("tomas", "rosa")
    with pytest.raises(Refused, match="no-reason"):
        actions.revoke(by=by, letter_id=letter.pk, reason="")
    actions.revoke(by=by, letter_id=letter.pk, reason="The dates were wrong.")
    page = (
        stage.browser("rosa")
        .get(reverse("letters:letter", args=[letter.patient_id, letter.pk]))
        .content.decode()
    )
    assert "No longer valid" in page
    assert "The dates were wrong." in page
    gone = stage.browser("rosa").get(reverse("letters:pdf", args=[letter.patient_id, letter.pk]))
    assert gone.status_code == 404


def test_the_same_form_sent_twice_is_one_letter_and_nobody_elses(stage: Any) -> None:
    by, key = stage.viewer("tomas", "rosa"), uuid4()
    first = actions.draft(by=by, kind="absence", words=words(), send_key=key)
    assert actions.draft(by=by, kind="absence", words=words(), send_key=key) == first
    with pytest.raises(Refused, match="another-patient"):
        actions.draft(by=stage.viewer("tomas", "harold"), kind="absence", words=words(), send_key=key)


@pytest.mark.parametrize(
    ("kind", "more", "why"),
    [("party", {}, "kind"), ("absence", {"title": " "}, "empty"), ("absence", {"body": ""}, "empty"),
     ("absence", {"body": "x" * 8001}, "long")],
)  # fmt: skip
def test_what_is_no_letter_is_refused(stage: Any, kind: str, more: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        drafted(stage, kind=kind, **more)


def test_beside_a_private_message_neither_letter_nor_notice_reaches_his_father(stage: Any) -> None:
    item = stage.item(stage.ask("marcus", kind="question", subject="Private", details={}))
    WorkItem.objects.filter(pk=item.pk).update(sensitivity="confidential")
    letter = sent(stage, "jo", "marcus", item_id=item.pk)
    sign(stage, "jo", letter, "marcus")
    mail.outbox.clear()
    ten_seconds_later()
    assert {m.to[0] for m in mail.outbox} == {"marcus@example.org"}
    assert for_patient(stage, "marcus") == [letter]
    assert for_patient(stage, "david", "marcus") == []
    there = stage.browser("david").get(reverse("letters:letter", args=[letter.patient_id, letter.pk]))
    assert there.status_code == 404


def test_the_nurse_of_denver_signs_nothing_of_madison(stage: Any) -> None:
    letter = sent(stage)
    mark = f"{letter.pk}@{letter.fingerprint()}"
    answer = stage.browser("kenji").post(reverse("letters-lists:batch"), {"letter": [mark]}, follow=True)
    assert "1 was not signed" in answer.content.decode()
    assert Letter.objects.get(pk=letter.pk).state == "to-sign"


def test_several_are_signed_at_once_and_what_could_not_be_is_said(stage: Any) -> None:
    good, other, limits = sent(stage), sent(stage, key="harold"), sent(stage, kind="limits")
    changed = sent(stage)
    marks = [f"{row.pk}@{row.fingerprint()}" for row in (good, other, limits)]
    marks += [f"{changed.pk}@{'0' * 64}", "nonsense", f"{uuid4()}@x"]
    page = stage.browser("jo").get(reverse("letters-lists:letters")).content.decode()
    assert marks[0] in page
    assert marks[2] not in page
    text = (
        stage.browser("jo")
        .post(reverse("letters-lists:batch"), {"letter": marks}, follow=True)
        .content.decode()
    )
    assert "2 letters are signed." in text
    assert "1 was not signed: A physician signs this." in text
    assert "1 was not signed: Somebody changed it meanwhile." in text
    assert "2 were not signed: It does not wait for a signature any more." in text
    assert set(Letter.objects.filter(state="issued")) == {good, other}
    none = stage.browser("jo").post(reverse("letters-lists:batch"), {}, follow=True).content.decode()
    assert "Choose the letters that you have read." in none


def test_a_pdf_fetches_nothing_whatever_stands_in_the_letter(stage: Any, tmp_path: Path) -> None:
    """What people type is text on the page; were it markup after all, the printer would still ask nobody."""
    letter = sent(
        stage, kind="attendance", body='<img src="http://127.0.0.1:9/x.png"> at our clinic', title="<b>T</b>"
    )
    html = printing.page(
        Letter.objects.select_related("patient__site").get(pk=letter.pk), practice="Ours & Co"
    )
    assert "&lt;img" in html
    assert "Ours &amp; Co" in html
    plain = printing.pdf("<p>Nothing else</p>")
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret of the machine. " * 200)
    reaching = printing.pdf(
        f'<link rel="attachment" href="{secret.as_uri()}"><img src="http://127.0.0.1:9/x.png"><p>Nothing else</p>'
    )
    assert isinstance(plain, bytes)
    assert isinstance(reaching, bytes)
    assert b"EmbeddedFile" not in reaching
    assert abs(len(reaching) - len(plain)) < 300


@pytest.fixture
def _no_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import builtins

    real = builtins.__import__

    def missing(name: str, *args: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango'")
        return real(name, *args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(builtins, "__import__", missing)
        yield


@pytest.mark.usefixtures("_no_pango")
def test_without_pango_the_page_says_so_and_can_be_printed(stage: Any) -> None:
    letter = sent(stage, kind="attendance")
    ten_seconds_later()
    page = (
        stage.browser("rosa")
        .get(reverse("letters:letter", args=[letter.patient_id, letter.pk]))
        .content.decode()
    )
    assert "the library Pango is missing" in page


def test_a_pdf_is_made_once_and_never_for_what_was_revoked(stage: Any) -> None:
    letter = sent(stage, kind="attendance")
    ten_seconds_later()
    by = system_viewer(Purpose.REACT).about(letter.patient_id)
    assert queries.to_print(by, letter.pk) is None
    actions.revoke(by=stage.viewer("tomas", "rosa"), letter_id=letter.pk, reason="Wrong")
    actions.make_pdf(by, letter.pk, practice="Ours")
    assert queries.pdf_of(stage.viewer("tomas", "rosa"), letter.pk) is None
