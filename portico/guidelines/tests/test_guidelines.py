"""Guidelines are written, adopted, found beside a message, and kept with the answer."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portico.core.actions import NotAllowed, Refused
from portico.core.models import Event
from portico.guidelines import actions, queries
from portico.guidelines.models import Guideline, Version
from portico.guidelines.rules.content import Content, fitting, problems
from portico.guidelines.rules.first import FIRST
from portico.messaging.models import Post

NONE = "01a21300-0000-7000-8000-000000000001"
KNEE = Content(
    "Knee pain", ("question",), ("knee", "rodilla"), ("nurse",), "Since when?\nSwollen?", "Cannot walk: today.", "",
    "After a fall, out of shape: emergency room.", "Ice and rest.", (".rest",), date(2099, 1, 7),
)  # fmt: skip
FORM = {"title": "Knee pain", "kinds": ["question"], "words": "knee, rodilla", "who": ["nurse"], "ask": "Since when?",
        "emergency": "After a fall.", "review_on": "2099-01-07"}  # fmt: skip


def written(stage: Any, content: Content = KNEE, key: str = "jo") -> Guideline:
    return actions.write(by=stage.viewer(key), form_key=uuid4(), content=content)


def adopted(stage: Any, content: Content = KNEE) -> Guideline:
    one = written(stage, content)
    return actions.adopt(by=stage.viewer("amara"), guideline_id=one.pk, number=one.number)


def asks(stage: Any, body: str = "My knees hurt.", kind: str = "question") -> Any:
    return stage.ask(kind=kind, subject="A question", details={"topic": "A question"}, body=body)


def item_page(stage: Any, thread: Any, key: str = "jo") -> str:
    item = stage.item(thread)
    answer = stage.browser(key).get(reverse("desk:item", args=[item.patient_id, item.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_adopted_one_stands_beside_a_message_that_has_its_word_and_is_kept_with_the_answer(
    stage: Any,
) -> None:
    one, thread = adopted(stage), asks(stage)
    page = item_page(stage, thread)
    assert "Knee pain" in page
    assert "(knee)" in page
    assert "out of shape: emergency room." in page
    stage.answer("jo", thread, "Please rest it.", guideline=f"{one.pk}@1")
    stage.let_take_effect()
    assert Post.objects.get(thread=thread, side="team").guideline == "Knee pain (1)"
    assert Event.objects.get(name="messaging.answer_sent").data["guideline"] == f"{one.pk}@1"
    assert "Knee pain (1)" in item_page(stage, thread)
    patient = stage.browser("rosa").get(reverse("messaging:thread", args=[thread.patient_id, thread.pk]))
    assert "Knee pain" not in patient.content.decode(), "it is the team's"


def test_the_form_of_the_answer_says_which_one_was_used(stage: Any) -> None:
    one, thread = adopted(stage), asks(stage)
    item = stage.item(thread)
    data = {"item": item.pk, "send_key": uuid4(), "last_seen": Post.objects.get(thread=thread).pk, "body": "Rest it.",
            "then": "close", "guideline": f"{one.pk}@1"}  # fmt: skip
    stage.browser("jo").post(
        reverse(
            "messaging-team:answer", kwargs={"person": item.patient_id, "item": item.pk, "thread": thread.pk}
        ),
        data,
    )
    assert Post.objects.get(thread=thread, side="team").guideline == "Knee pain (1)"


def test_a_draft_stands_beside_nothing_and_a_change_makes_a_draft_again(stage: Any) -> None:
    one = written(stage)
    assert "Knee pain" not in item_page(stage, asks(stage))
    actions.adopt(by=stage.viewer("amara"), guideline_id=one.pk, number=1)
    actions.change(by=stage.viewer("jo"), guideline_id=one.pk, seen=1, content=replace(KNEE, say="Heat."))
    assert "Knee pain" not in item_page(stage, asks(stage))
    thread = asks(stage)
    stage.answer("jo", thread, guideline=f"{one.pk}@1")
    assert Post.objects.get(thread=thread, side="team").guideline == "", "an older version is not in force"
    with pytest.raises(Refused, match="changed-meanwhile"):
        actions.adopt(by=stage.viewer("amara"), guideline_id=one.pk, number=1)
    assert Version.objects.filter(guideline=one).count() == 2


@pytest.mark.parametrize("mark", ["", "x", "x@1", f"{NONE}@1", f"{NONE}@x", "@", f"{NONE}@{'9' * 20}"])
def test_a_mark_that_is_none_is_nothing(stage: Any, mark: str) -> None:
    assert queries.used(stage.viewer("jo"), mark) == ("", "")


def test_a_manager_takes_the_six_over_once_as_drafts(stage: Any) -> None:
    actions.take_over(by=stage.viewer("grace"), review_on=date(2099, 1, 7))
    assert actions.take_over(by=stage.viewer("grace"), review_on=date(2099, 1, 7)) == []
    assert {one.title for one in Guideline.objects.all()} == {ready.title for ready in FIRST}
    for key in ("grace", "tomas", "priya"):
        with pytest.raises(NotAllowed):
            actions.adopt(by=stage.viewer(key), guideline_id=Guideline.objects.first().pk, number=1)


def test_it_is_written_changed_adopted_and_retired_on_screen(stage: Any) -> None:
    client = stage.browser("jo")
    page = client.post(reverse("guidelines:new"), {**FORM, "form_key": uuid4()}, follow=True).content.decode()
    assert "A draft: nobody licensed has adopted it" in page
    one = Guideline.objects.get(title="Knee pain")
    page = client.post(
        reverse("guidelines:adoption", args=[one.pk]), {"number": 1}, follow=True
    ).content.decode()
    assert "adopted by Jo Park" in page
    change = reverse("guidelines:change", args=[one.pk])
    page = client.post(
        change, {**FORM, "ask": "How far?", "form_key": uuid4(), "seen": 1}, follow=True
    ).content.decode()
    assert "It is a draft again" in page
    assert (
        "Somebody saved another version"
        in client.post(change, {**FORM, "form_key": uuid4(), "seen": 1}).content.decode()
    )
    page = client.post(reverse("guidelines:retirement", args=[one.pk]), follow=True).content.decode()
    assert "beside no message" in page
    assert "Knee pain" in client.get(reverse("guidelines:guidelines"), {"show": "retired"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"title": " "}, "Please give it a title."), ({"who": []}, "Choose who may answer."),
     ({"kinds": [], "words": ""}, "else nobody ever finds it"), ({"emergency": ""}, "looks here first"),
     ({"words": ", ".join(f"word{n}" for n in range(31))}, "At most 30 words.")],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_keeps_the_rest(
    stage: Any, typed: dict[str, Any], sentence: str
) -> None:
    answer = stage.browser("jo").post(reverse("guidelines:new"), {**FORM, **typed, "form_key": uuid4()})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Guideline.objects.filter(title="Knee pain").exists()


def test_words_come_before_kinds_and_more_words_before_fewer() -> None:
    class One:
        def __init__(self, title: str, kinds: tuple[str, ...], words: tuple[str, ...]) -> None:
            self.title, self.kinds, self.words = title, kinds, words

    kind, word, two = One("a", ("question",), ()), One("b", (), ("rash",)), One("c", (), ("rash", "itch"))
    text = "An itching RASH"
    assert [(one.title, met) for one, met in fitting("question", text, [kind, word, two])] == [
        ("c", "rash"), ("b", "rash"), ("a", ""),
    ]  # fmt: skip
    assert fitting("billing", "Nothing of it", [kind, word, two]) == []
    assert fitting("question", "Nothing of it", [One("e", ("question",), ("knee",))]) == []
    assert fitting("refill", "Tengo una erupción", [One("d", (), ("erupcion",))])


@given(text=st.text(max_size=200), words=st.lists(st.text(max_size=12), max_size=4))
def test_whatever_is_written_finding_ends_and_names_a_word_of_the_guideline(
    text: str, words: list[str]
) -> None:
    one = Content("t", (), tuple(words), ("nurse",), "", "", "", "", "", (), date(2099, 1, 7))
    for _one, met in fitting("question", text, [one]):
        assert met in words


def test_the_six_are_sound() -> None:
    for ready in FIRST:
        content = Content(
            ready.title, ready.kinds, ready.words, ready.who, ready.ask, ready.call, ready.visit, ready.emergency,
            ready.say, (), date(2099, 1, 7),
        )  # fmt: skip
        assert problems(content) == []
        assert "911" in ready.emergency or "emergency room" in ready.emergency
