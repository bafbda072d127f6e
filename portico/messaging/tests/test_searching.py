"""Looking for what was written, and a copy to keep: for both sides, and for nobody else."""

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portico.lib.words import normalise
from portico.messaging.models import Thread
from portico.messaging.rules.searching import LONGEST, found_in
from portico.messaging.tests.test_pages import send
from portico.triage.models import WorkItem

pytestmark = pytest.mark.django_db


# -- the rule --


def test_a_word_is_found_by_its_beginning_whatever_its_accents() -> None:
    assert found_in(normalise("medi"), ["Necesito la medicína hoy."]) == "Necesito la medicína hoy."
    assert found_in(normalise("icina"), ["Necesito la medicína hoy."]) is None


def test_the_words_may_stand_in_different_texts_of_one_conversation() -> None:
    assert (
        found_in(["pharmacy", "thursday"], ["I leave on Thursday.", "Corner Pharmacy"])
        == "I leave on Thursday."
    )
    assert found_in(["pharmacy", "friday"], ["I leave on Thursday.", "Corner Pharmacy"]) is None


def test_nothing_asked_finds_nothing() -> None:
    assert found_in([], ["I leave on Thursday."]) is None


@given(
    st.lists(st.text(alphabet="abc é.\n", max_size=60), max_size=5), st.sampled_from(["a", "b", "ab", "e"])
)
def test_a_piece_is_short_and_has_the_word_in_it(texts: list[str], word: str) -> None:
    piece = found_in([word], texts)
    is_there = any(each.startswith(word) for text in texts for each in normalise(text))
    assert (piece is not None) == is_there
    if piece is not None:
        assert any(each.startswith(word) for each in normalise(piece))
        assert len(piece) <= LONGEST + 10


def test_a_word_far_into_a_long_text_is_shown_with_what_stands_around_it() -> None:
    text = " ".join(f"word{n}" for n in range(400)) + " and the needle lies here " + "end " * 100
    piece = found_in(["needle"], [text])
    assert piece is not None
    assert "the needle lies here" in piece
    assert piece.startswith("… ")
    assert piece.endswith(" …")


# -- the pages --


@pytest.fixture
def written(stage: Any) -> Thread:
    """Rosa asked, some time ago: what is on its way to the team is not yet theirs to see."""
    send(stage)
    thread = Thread.objects.get(patient=stage.patient("rosa"))
    for model in (Thread, WorkItem):
        model.objects.filter(patient=thread.patient_id).update(effective_at=thread.created_at)
    thread.posts.update(effective_at=thread.created_at)
    return thread


def test_rosa_finds_what_she_wrote_and_what_she_asked_about(stage: Any, written: Thread) -> None:
    url = reverse("messaging:threads", args=[written.patient_id])
    for word, is_there in (
        ("thurs", True),
        ("lisinopril thursday", True),
        ("unicorn", False),
        ("ursday", False),
    ):
        page = stage.browser("rosa").get(url, {"q": word}).content.decode()
        assert (reverse("messaging:thread", args=[written.patient_id, written.pk]) in page) == is_there, word
        assert ("Nothing found." in page) != is_there, word


def test_jo_finds_it_too_and_is_led_to_the_item_and_who_reads_no_charts_is_not(
    stage: Any, written: Thread
) -> None:
    url = reverse("desk:conversations", args=[written.patient_id])
    item = WorkItem.objects.get(source_id=written.pk)
    page = stage.browser("jo").get(url, {"q": "thursday"}).content.decode()
    assert reverse("desk:item", args=[written.patient_id, item.pk]) in page
    assert "I leave on Thursday." in page
    for key in ("priya", "grace", "kenji"):
        assert stage.browser(key).get(url).status_code == 404, key


def test_a_closed_conversation_stays_in_the_list(stage: Any, written: Thread) -> None:
    WorkItem.objects.filter(source_id=written.pk).update(
        state="closed", closed_at=written.created_at, closed_how="reply"
    )
    page = stage.browser("jo").get(reverse("desk:conversations", args=[written.patient_id])).content.decode()
    assert "Refill: Lisinopril" in page


@pytest.mark.parametrize(
    ("key", "name"), [("rosa", "messaging:copy"), ("elena", "messaging:copy"), ("jo", "messaging-team:copy")]
)
def test_a_copy_says_who_wrote_what_and_when_and_its_name_says_nothing(
    stage: Any, written: Thread, key: str, name: str
) -> None:
    answer = stage.browser(key).get(reverse(name, args=[written.patient_id, written.pk]))
    text = answer.content.decode()
    for said in ("Refill: Lisinopril", "Rosa Delgado", "I leave on Thursday."):
        assert said in text
    assert answer.headers["Content-Disposition"] == 'attachment; filename="conversation.txt"'
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("harold", "messaging:copy"),
        ("david", "messaging:copy"),
        ("kenji", "messaging-team:copy"),
        ("priya", "messaging-team:copy"),
    ],
)
def test_nobody_else_gets_a_copy(stage: Any, written: Thread, key: str, name: str) -> None:
    assert stage.browser(key).get(reverse(name, args=[written.patient_id, written.pk])).status_code == 404


NASTY = '"><img src=x onerror=alert(1)>'


@pytest.mark.parametrize(("key", "name"), [("rosa", "messaging:threads"), ("jo", "desk:conversations")])
def test_what_is_looked_for_stays_text(stage: Any, written: Thread, key: str, name: str) -> None:
    page = stage.browser(key).get(reverse(name, args=[written.patient_id]), {"q": NASTY}).content.decode()
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


@pytest.mark.parametrize(("key", "name"), [("rosa", "messaging:threads"), ("jo", "desk:conversations")])
def test_where_not_all_is_shown_the_page_says_so(
    stage: Any, written: Thread, monkeypatch: pytest.MonkeyPatch, key: str, name: str
) -> None:
    url, said = reverse(name, args=[written.patient_id]), "There may be more."
    assert said not in stage.browser(key).get(url, {"q": "thursday"}).content.decode()
    monkeypatch.setattr("portico.messaging.queries.reading.SEARCHED", 1)
    assert said in stage.browser(key).get(url, {"q": "thursday"}).content.decode()


def test_rosa_reads_that_jo_saved_a_copy(stage: Any, written: Thread) -> None:
    stage.browser("jo").get(reverse("messaging-team:copy", args=[written.patient_id, written.pk]))
    page = stage.browser("rosa").get(reverse("access:who-looked", args=[written.patient_id])).content.decode()
    assert "Saved a copy of a message" in page
