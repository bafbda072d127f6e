"""What Jo answers the same way becomes a button, after she has read it; what she dismisses does not come back."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.messaging.models import Post
from portico.quickactions import queries
from portico.quickactions.models import Dismissal, QuickAction
from portico.quickactions.rules.finished import Moved, finished, masked
from portico.quickactions.tests.test_life import click

SAID = "Hello {name},\n\nyour refill is ready at the pharmacy.\n\nJo Park, nurse"
WAITS = "your refill is ready at the pharmacy"


def answered(stage: Any, count: int, key: str = "jo") -> None:
    for number in range(count):
        who = ("rosa", "marcus", "harold")[number % 3]
        thread = stage.ask(who)
        stage.answer(key, thread, SAID.format(name=stage.patient(who).given))


def found(stage: Any, key: str = "jo") -> list[Any]:
    return queries.habits_of(stage.viewer(key), now=timezone.now())


def page(stage: Any, name: str, key: str = "jo", **asked: str) -> str:
    answer = stage.browser(key).get(reverse(f"quickactions:{name}"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_habit_becomes_a_button_and_saves_its_clicks(stage: Any) -> None:
    answered(stage, 20)
    [habit] = found(stage)
    assert (habit.kind, habit.end, habit.count, habit.cases) == ("refill", "close", 20, 20)
    assert (
        habit.text
        == "Hello {{patient.first_name}},\n\nyour refill is ready at the pharmacy.\n\n{{user.signature}}"
    )
    shown = page(stage, "habits")
    assert "You did this 20 of 20 times in ninety days (100 %)." in shown
    for name in ("Rosa", "Marcus", "Harold"):
        assert name not in shown
    form = page(stage, "new", habit=habit.way)
    assert WAITS in form
    data = {"title": "Ready", "kinds": ["refill"], "ends": "close", "english": habit.text, "spanish": "", "pool": "",
            "form_key": uuid4()}  # fmt: skip
    stage.browser("jo").post(reverse("quickactions:new"), data)
    one = QuickAction.objects.get(title="Ready")
    thread = stage.ask("harold")
    click(stage, thread, one)
    post = Post.objects.get(thread=thread, side="team")
    assert post.body == SAID.format(name="Harold")


def test_nineteen_are_too_few_and_what_was_taken_back_does_not_count(stage: Any) -> None:
    from portico.messaging.actions import undo_answer

    answered(stage, 20)
    last = Post.objects.filter(side="team").order_by("-created_at", "-id")[0]
    patient = next(key for key in ("rosa", "marcus", "harold") if stage.patient(key).pk == last.patient_id)
    undo_answer(by=stage.viewer("jo", patient), post_id=last.pk)
    assert found(stage) == []


def test_what_is_dismissed_is_not_proposed_again_to_her(stage: Any) -> None:
    answered(stage, 20)
    [habit] = found(stage)
    here = reverse("quickactions:dismissal")
    assert (
        "not be proposed again"
        in stage.browser("jo").post(here, {"way": habit.way}, follow=True).content.decode()
    )
    assert found(stage) == []
    assert Dismissal.objects.count() == 1
    assert "Nothing here." in page(stage, "habits")
    assert "is gone" in stage.browser("jo").post(here, {"way": habit.way}, follow=True).content.decode()


def test_a_colleague_sees_her_own_habits_alone_and_a_manager_none(stage: Any) -> None:
    answered(stage, 20)
    assert found(stage, "tomas") == []
    for key in ("grace", "amara", "rosa"):
        assert stage.browser(key).get(reverse("quickactions:habits")).status_code == 404


@pytest.mark.parametrize(
    ("text", "said"),
    [("Hola Rosa:\n\nListo.\n\nJo Park, nurse", "Hola {{patient.first_name}}:\n\nListo.\n\n{{user.signature}}"),
     ("Rosamund is not Rosa.", "Rosamund is not {{patient.first_name}}."),
     ("Ask Jo Park about it.", "Ask Jo Park about it."), ("", "")],
)  # fmt: skip
def test_names_are_taken_out(text: str, said: str) -> None:
    assert masked(text, patient="Rosa Maria", writer="Jo Park") == said


def test_how_it_was_finished_is_what_a_button_would_do() -> None:
    now = timezone.now()
    usual = {"who": "jo", "kind": "refill", "closed_how": "", "pool": "Nurses", "patient": "Rosa", "writer": "Jo Park",
             "text": "", "at": now, "opened": now - timedelta(minutes=4), "by_button": False}  # fmt: skip

    def end(**changes: Any) -> Any:
        made = finished(Moved(**{**usual, **changes}))
        return made and (made.end, made.pool)

    assert end(what="replied", reason="closed by reply") == ("close", "")
    assert end(what="replied", reason="asked the patient") == ("wait", "")
    assert end(what="routed", reason="About health") == ("route", "Nurses")
    assert end(what="closed", reason="", closed_how="thanks") == ("thanks", "")
    assert end(what="closed", reason="she moved", closed_how="other") is None
    late = finished(
        Moved(**{**usual, "what": "replied", "reason": "replied", "opened": now - timedelta(days=2)})
    )
    assert late
    assert late.minutes is None
