"""Rules are written, adopted, tightened, handed out; what they refuse is kept and leads to a visit."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.chart.models import Encounter
from portico.core.actions import NotAllowed, Refused
from portico.core.models import Event
from portico.messaging import actions as messaging
from portico.messaging.models import Draft, Thread
from portico.messaging.tests.test_compose import page, send, url, write_url
from portico.scheduling.models import Appointment
from portico.sending import actions, queries
from portico.sending.models import Handout, Lift, OwnRules, RuleSet
from portico.sending.rules.limits import PRESETS, Rules

TYPED = {"topic": "My knee", "body": "It clicks when I walk."}


def adopted(stage: Any, rules: Rules = PRESETS["usual"]) -> RuleSet:
    made = actions.write(by=stage.viewer("grace"), rules=rules)
    return actions.adopt(by=stage.viewer("jo"), number=made.number)


def never_seen(stage: Any, key: str = "rosa") -> None:
    Encounter.objects.filter(patient=stage.patient(key)).delete()
    Appointment.objects.filter(patient=stage.patient(key)).delete()


def ask(stage: Any, key: str = "rosa", **typed: str) -> Any:
    from uuid import uuid4

    return stage.browser(key).post(write_url(stage, key), {"send_key": uuid4(), **TYPED, **typed})


def post(stage: Any, name: str, key: str, **data: Any) -> Any:
    args = [stage.patient("rosa").pk] if name.startswith("sending-chart") else []
    return stage.browser(key).post(reverse(name, args=args), data, follow=True)


def shown(stage: Any, name: str, key: str) -> str:
    args = [stage.patient("rosa").pk] if name.startswith("sending-chart") else []
    answer = stage.browser(key).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_may_not_ask_is_told_before_typing_and_led_to_a_visit_with_the_text_kept(stage: Any) -> None:
    never_seen(stage)
    adopted(stage)
    form = stage.browser("rosa").get(write_url(stage)).content.decode()
    assert "Before you write" in form
    assert "within 24 months" in form
    answer = ask(stage)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Your message was not sent." in text
    assert f'href="{url(stage, "appointment")}"' in text
    assert not Thread.objects.exists()
    assert Draft.objects.get().data["body"] == TYPED["body"]
    refused = Event.objects.get(name="sending.refused")
    assert (refused.data["kind"], refused.data["why"]) == ("question", "not-seen")
    assert "knee" not in str(refused.data)
    assert "A question about my health" in page(stage, "threads"), "among what was begun"
    assert send(stage, "appointment", what="new", suits="Mornings").status_code == 302, "the way out is open"


def test_with_a_visit_booked_the_same_text_goes(stage: Any) -> None:
    never_seen(stage)
    adopted(stage)
    ask(stage)
    soon = timezone.now() + timedelta(days=20)
    Appointment.objects.create(
        patient=stage.patient("rosa"), happened_at=soon, precision="time", status="booked"
    )
    assert ask(stage).status_code == 302
    assert not Draft.objects.exists()


def test_what_sounds_dangerous_is_taken_from_anybody_however_long(stage: Any) -> None:
    never_seen(stage)
    adopted(stage)
    danger = "I have chest pain now. " + "It hurts. " * 100
    for key in ("rosa", "elena"):
        shown_page = ask(stage, "rosa", body=danger)
        assert "Your message is not sent yet." in shown_page.content.decode()
        by = stage.viewer(key, "rosa")
        from uuid import uuid4

        sent = messaging.send(
            by=by, send_key=uuid4(), kind="question", subject="Heart", body=danger, details={"topic": "Heart"}
        )
        assert stage.item(sent).flag == "urgent"


def test_a_form_that_comes_past_the_page_is_held_to_the_same(stage: Any) -> None:
    never_seen(stage)
    adopted(stage)
    with pytest.raises(Refused, match="not-seen"):
        stage.ask(kind="question", subject="Knee", details={"topic": "Knee"})
    assert stage.ask(kind="refill"), "a refill is the protocol's"


def test_the_caps_count_and_a_nurse_lifts_them(stage: Any) -> None:
    adopted(stage, Rules(most_open=2, new_a_day=2))
    for _ in range(2):
        stage.ask(kind="other", subject="Hello", details={"topic": "Hello"})
    stage.ask(kind="refill")
    with pytest.raises(Refused, match="too-many-open"):
        stage.ask(kind="other", subject="Hello", details={"topic": "Hello"})
    text = post(
        stage,
        "sending-chart:lift",
        "jo",
        until=(timezone.now() + timedelta(days=7)).date().isoformat(),
        reason="Wound care",
    ).content.decode()
    assert "Lifted for this patient." in text
    assert "Wound care" in text
    assert stage.ask(kind="other", subject="Hello", details={"topic": "Hello"})
    post(stage, "sending-chart:end-lift", "jo")
    with pytest.raises(Refused, match="too-many"):
        stage.ask(kind="other", subject="Hello", details={"topic": "Hello"})
    assert Event.objects.filter(name="sending.caps_lifted").count() == 2


def test_bad_days_and_no_reason_get_a_sentence(stage: Any) -> None:
    past = (timezone.now() - timedelta(days=3)).date().isoformat()
    assert "within a year" in post(stage, "sending-chart:lift", "jo", until=past, reason="x").content.decode()
    assert (
        "Please give a reason."
        in post(stage, "sending-chart:lift", "jo", until="", reason="").content.decode()
    )
    assert not Lift.objects.exists()


def test_rules_hold_when_a_licensed_person_adopts_them_and_not_before(stage: Any) -> None:
    text = post(
        stage, "sending:write", "grace", characters=300, kinds=["question"], months=12, reply_days=7,
        states="Wisconsin", approved_by="Ida Lawrence", approved_on="2026-11-02",
    ).content.decode()  # fmt: skip
    assert "waits to be adopted" in text
    assert "Ida Lawrence" in text
    assert queries.practice_rules(stage.viewer("jo")) == Rules()
    for key in ("grace", "priya", "tomas"):
        assert stage.browser(key).post(reverse("sending:adoption"), {"number": 1}).status_code == 404
    assert "wrote other rules" in post(stage, "sending:adoption", "jo", number=7).content.decode()
    assert "Adopted." in post(stage, "sending:adoption", "jo", number=1).content.decode()
    assert queries.practice_rules(stage.viewer("jo")) == Rules(300, {"question": 12}, None, None, 7)
    assert "adopted by Jo Park" in shown(stage, "sending:rules", "grace")


def test_a_physicians_own_rules_hold_for_her_patients_and_only_narrow(stage: Any) -> None:
    adopted(stage, Rules(characters=500, most_open=5))
    wide = post(stage, "sending:mine", "amara", characters=600, reply_days=14)
    assert "Yours may only be narrower still." in wide.content.decode()
    assert not OwnRules.objects.exists()
    assert "Saved." in post(
        stage, "sending:mine", "amara", characters=200, kinds=["question"], months=6, reply_days=14
    ).content.decode()  # fmt: skip
    assert queries.rules_of(stage.viewer("rosa")) == Rules(200, {"question": 6}, 5, None, 14)
    assert "up to 200 characters" in shown(stage, "sending-chart:standing", "jo")
    assert queries.rules_of(stage.viewer("walter")).characters == 500, "he is not hers"
    assert 'data-limit="200"' in page(stage, "other")
    with pytest.raises(Refused):
        actions.tighten(by=stage.viewer("amara"), rules=PRESETS["wide"])
    post(stage, "sending:none-of-mine", "amara")
    assert queries.rules_of(stage.viewer("rosa")).characters == 500
    with pytest.raises(NotAllowed):
        actions.tighten(by=stage.viewer("jo"), rules=Rules(characters=100))


def test_a_reply_is_held_to_the_length_and_the_days(stage: Any) -> None:
    from uuid import uuid4

    thread = stage.ask()
    stage.answer("jo", thread)
    stage.let_take_effect()
    adopted(stage, Rules(characters=100, reply_days=0))
    by = stage.viewer("rosa")
    with pytest.raises(Refused, match="too-long"):
        messaging.reply(by=by, thread_id=thread.pk, send_key=uuid4(), body="x" * 101)
    with pytest.raises(Refused, match="too-old"):
        messaging.reply(by=by, thread_id=thread.pk, send_key=uuid4(), body="One more thing.")


def test_the_handout_is_made_of_the_rules_in_force_in_the_patients_language(stage: Any) -> None:
    adopted(stage)
    text = shown(stage, "sending-chart:handout", "jo")
    for part in ("up to 500 characters", "within 24 months", "call 911", '<svg class="qr"', "Rosa Delgado"):
        assert part in text
    paper = text.split('<article class="handout')[1].split("</article>")[0]
    assert str(stage.patient("rosa").pk) not in paper, "nothing on paper leads to a record"
    patient = stage.patient("rosa")
    patient.language = "es"
    patient.save()
    spanish = shown(stage, "sending-chart:handout", "jo")
    assert 'lang="es"' in spanish
    assert "500 caracteres" in spanish
    post(stage, "sending-chart:handed-out", "jo", how="given")
    post(stage, "sending-chart:handed-out", "amara", how="discussed")
    assert "work" in post(stage, "sending-chart:handed-out", "jo", how="shouted").content.decode()
    assert list(Handout.objects.order_by("at").values_list("how", flat=True)) == ["given", "discussed"]
    assert "Talked over: Dr Amara Lee" in shown(stage, "sending-chart:standing", "jo")


def test_the_team_of_another_site_and_the_patient_see_nothing_of_it(stage: Any) -> None:
    for key in ("kenji", "rosa", "priya", "grace"):
        for name in ("standing", "handout"):
            address = reverse(f"sending-chart:{name}", args=[stage.patient("rosa").pk])
            assert stage.browser(key).get(address).status_code == 404
