"""The pages of a visit that is asked for: beside the message, the front desk's lists, the patient's choice."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portico.core.presenters import today
from portico.scheduling import actions
from portico.scheduling.models import Recall, Ticket


def asked(stage: Any) -> Any:
    return stage.item(stage.ask(kind="question", subject="My knee", body="It hurts.", details={}))


def filled(stage: Any, patient: Any, **said: Any) -> dict[str, Any]:
    day = today(stage.viewer("priya"))
    usual = {
        "person": patient.pk, "visit_type": "follow-up", "clinician": "Dr Lee", "why": "To look at your knee",
        "from_day": day, "to_day": day + timedelta(days=14), "choose_by": day + timedelta(days=10), "send_key": uuid4(),
    }  # fmt: skip
    return {**usual, **said}


def issue(stage: Any, key: str = "rosa", **said: Any) -> Ticket:
    patient = stage.patient(key)
    answer = stage.browser("priya").post(
        reverse("scheduling-team:new-ticket", args=[patient.pk]), filled(stage, patient, **said)
    )
    assert answer.status_code == 302
    Ticket.objects.filter(patient=patient).update(effective_at=F("effective_at") - timedelta(seconds=11))
    return Ticket.objects.filter(patient=patient).latest("issued_at")


def press(stage: Any, who: str, ticket: Any, name: str, **said: Any) -> Any:
    space = "scheduling" if who in {"rosa", "elena"} else "scheduling-team"
    url = reverse(f"{space}:{name}", args=[ticket.patient_id, ticket.pk])
    return stage.browser(who).post(url, {"person": ticket.patient_id, **said}, follow=True)


def times(stage: Any, *days: int) -> dict[str, Any]:
    said: dict[str, Any] = {"minutes": 20, "clinician": "Dr Lee", "place": "Madison Clinic"}
    said["place"] = stage.patient("rosa").site.name
    for n, ahead in enumerate(days, 1):
        said |= {f"day_{n}": today(stage.viewer("priya")) + timedelta(days=ahead), f"time_{n}": "09:30"}
    return said


def offered(stage: Any) -> Ticket:
    ticket = issue(stage)
    text = press(stage, "priya", ticket, "offering", **times(stage, 2, 3)).content.decode()
    assert "Offered. The patient is told" in text
    return ticket


def shown(stage: Any, who: str, name: str, *args: Any, **query: Any) -> str:
    answer = stage.browser(who).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_visit_instead_of_advice_begins_the_answer_and_stands_beside_the_message(stage: Any) -> None:
    item = asked(stage)
    place = (item.patient_id, item.pk)
    assert "Offer a visit" in shown(stage, "jo", "desk:item", *place)
    assert "Visit" in shown(stage, "jo", "scheduling-team:visit", *place)
    answer = stage.browser("jo").post(
        reverse("scheduling-team:visit", args=place), filled(stage, item.patient), follow=True
    )
    text = answer.content.decode()
    assert "Times for a visit will stand under Visits in a moment" in text
    assert "Follow-up visit with Dr Lee" in text
    assert "Times to be offered" in text
    assert Ticket.objects.get(item=item).why == "To look at your knee"


def test_rosa_finds_it_on_her_first_page_and_chooses(stage: Any) -> None:
    ticket = offered(stage)
    assert "Choose a time" in shown(stage, "rosa", "home:home", ticket.patient_id)
    assert "Follow-up visit with Dr Lee" in shown(stage, "rosa", "scheduling:visits", ticket.patient_id)
    text = shown(stage, "rosa", "scheduling:ticket", ticket.patient_id, ticket.pk)
    assert "Which time suits you?" in text
    assert "9:30" in text
    second = ticket.offers.order_by("starts_at")[1]
    text = press(stage, "rosa", ticket, "choice", offer=second.pk).content.decode()
    assert "Thank you. The clinic has your time." in text
    assert "The clinic enters it now" in text
    text = press(stage, "priya", ticket, "entry").content.decode()
    assert "Entered. The patient reads that it is booked." in text
    assert "Your visit is booked" in shown(stage, "rosa", "scheduling:ticket", ticket.patient_id, ticket.pk)


@pytest.mark.parametrize("offer", ["", "nonsense", "0190b0c0-0000-7000-8000-000000000000"])
def test_a_choice_of_nothing_is_a_sentence(stage: Any, offer: str) -> None:
    ticket = offered(stage)
    assert "no longer offered" in press(stage, "rosa", ticket, "choice", offer=offer).content.decode()


def test_none_of_the_times_suits_and_no_visit_is_wanted(stage: Any) -> None:
    ticket = offered(stage)
    text = press(stage, "rosa", ticket, "other-times", words="Mornings").content.decode()
    assert "looks for other times" in text
    assert "Mornings" in shown(stage, "priya", "scheduling-lists:tickets")
    text = press(stage, "rosa", ticket, "declining", words="I am well").content.decode()
    assert "The care team knows that you want no visit." in text
    ended = shown(stage, "priya", "scheduling-lists:tickets", list="ended")
    assert "I am well" in ended


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"visit_type": ""}, "required"), ({"to_day": "2001-01-01"}, "The last day must not lie before the first"),
     ({"from_day": "soon"}, "Please write a day"), ({"choose_by": "2099-01-01"}, "The last day to choose must lie")],
)  # fmt: skip
def test_a_form_that_is_not_right_says_why_and_keeps_what_was_typed(
    stage: Any, said: dict[str, Any], sentence: str
) -> None:
    patient = stage.patient("rosa")
    answer = stage.browser("priya").post(
        reverse("scheduling-team:new-ticket", args=[patient.pk]), filled(stage, patient, **said)
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert "To look at your knee" in text
    assert not Ticket.objects.filter(patient=patient).exists()


def test_a_form_of_another_patients_page_does_nothing(stage: Any) -> None:
    patient, other = stage.patient("rosa"), stage.patient("harold")
    answer = stage.browser("priya").post(
        reverse("scheduling-team:new-ticket", args=[patient.pk]), filled(stage, other)
    )
    assert answer.status_code == 422
    assert "another patient" in answer.content.decode()
    ticket = issue(stage)
    text = press(stage, "priya", ticket, "setting-aside", person=other.pk, reason="No").content.decode()
    assert "another patient" in text
    assert Ticket.objects.get(pk=ticket.pk).state == "to-offer"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"time_1": ""}, "Please give the time as well."), ({"day_1": ""}, "Please give the day as well."),
     ({"time_1": "late"}, "Please write a time"), ({"minutes": "many"}, "whole number"),
     ({"day_1": "", "time_1": "", "day_2": "", "time_2": ""}, "Offer at least one time"),
     ({"day_1": "2001-01-01"}, "at least an hour ahead"), ({"place": "The moon"}, "valid choice")],
)  # fmt: skip
def test_times_that_are_not_right_say_why(stage: Any, said: dict[str, Any], sentence: str) -> None:
    ticket = issue(stage)
    answer = press(stage, "priya", ticket, "offering", **{**times(stage, 2, 3), **said})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert "09:30" in text or not said.get("time_1", "x")
    assert not ticket.offers.exists()


def test_an_hour_that_the_clock_leaps_over_is_no_time() -> None:
    from portico.scheduling.forms import TimesForm

    said = {"minutes": 20, "place": "Here", "day_1": "2027-03-14", "time_1": "02:30", "day_2": "2027-03-14",
            "time_2": "03:30"}  # fmt: skip
    form = TimesForm(said, zone="America/Chicago", places=["Here"])
    assert not form.is_valid()
    assert list(form.errors) == ["time_1"]


def test_what_was_said_by_telephone_is_taken_down(stage: Any) -> None:
    ticket = offered(stage)
    first = ticket.offers.order_by("starts_at")[0]
    text = press(stage, "priya", ticket, "by-phone", offer=first.pk).content.decode()
    assert "The patient chose a time by telephone" in text
    text = press(stage, "priya", ticket, "going").content.decode()
    assert "Offer other times now." in text
    assert press(stage, "priya", ticket, "by-phone", offer="x").status_code == 200


def test_more_time_and_set_aside(stage: Any) -> None:
    ticket = issue(stage)
    assert press(stage, "priya", ticket, "extension", to_day="", choose_by="").status_code == 422
    day = today(stage.viewer("priya")) + timedelta(days=40)
    assert (
        "There is more time now."
        in press(stage, "priya", ticket, "extension", to_day=day, choose_by=day).content.decode()
    )
    assert "Please say why." in press(stage, "priya", ticket, "setting-aside", reason="").content.decode()
    assert (
        "Seen elsewhere"
        in press(stage, "priya", ticket, "setting-aside", reason="Seen elsewhere").content.decode()
    )
    assert "No longer offered" in shown(stage, "rosa", "scheduling:ticket", ticket.patient_id, ticket.pk)


def test_a_recall_from_the_chart_to_its_end(stage: Any) -> None:
    rosa, browser = stage.patient("rosa"), stage.browser("priya")
    day = today(stage.viewer("priya"))
    new = reverse("scheduling-team:new-recall", args=[rosa.pk])
    said = {
        "person": rosa.pk,
        "what": "Blood test",
        "due_on": day + timedelta(days=20),
        "note": "",
        "send_key": uuid4(),
    }
    assert browser.post(new, {**said, "what": ""}).status_code == 422
    assert browser.post(new, {**said, "due_on": "2001-01-01"}).status_code == 422
    assert browser.post(new, {**said, "person": uuid4()}).status_code == 422
    assert "Noted." in browser.post(new, said, follow=True).content.decode()
    due = Recall.objects.get(patient=rosa)
    assert "Blood test" in shown(stage, "priya", "scheduling-lists:recalls")
    page = reverse("scheduling-team:recall", args=[rosa.pk, due.pk])
    form = browser.get(
        reverse("scheduling-team:new-ticket", args=[rosa.pk]), {"recall": due.pk}
    ).content.decode()
    assert "Blood test" in form
    for name, more, sentence in [
        ("snoozing", {"until": "2001-01-01"}, "within a year"), ("snoozing", {"until": ""}, "Please give a day"),
        ("snoozing", {"until": day + timedelta(days=3)}, "Put off"), ("cancelling", {"reason": ""}, "Please say why."),
        ("finishing", {"reason": "Came by"}, "Came by"), ("finishing", {}, "Nobody waits for this"),
    ]:  # fmt: skip
        url = reverse(f"scheduling-team:{name}", args=[rosa.pk, due.pk])
        assert sentence in browser.post(url, {"person": rosa.pk, **more}, follow=True).content.decode(), name
    assert browser.get(page).status_code == 200
    assert "Blood test" in shown(stage, "priya", "scheduling-lists:recalls", list="ended")


def test_what_is_due_for_another_patient_is_not_there_to_offer_a_visit_for(stage: Any) -> None:
    rosa, harold = stage.patient("rosa"), stage.patient("harold")
    day = today(stage.viewer("priya"))
    due = actions.recall(by=stage.viewer("jo", "harold"), due_on=day, what="Harold's", send_key=uuid4())
    url = f"{reverse('scheduling-team:new-ticket', args=[rosa.pk])}?recall={due.pk}"
    assert stage.browser("priya").get(url).status_code == 404
    assert stage.browser("priya").post(url, filled(stage, rosa)).status_code == 404
    assert not Ticket.objects.exists()
    assert harold.pk != rosa.pk


def test_a_time_that_is_offered_to_harold_is_no_choice_of_rosas(stage: Any) -> None:
    rosas, harolds = offered(stage), issue(stage, "harold")
    press(stage, "priya", harolds, "offering", **times(stage, 2, 3))
    foreign = harolds.offers.first()
    assert "no longer offered" in press(stage, "rosa", rosas, "choice", offer=foreign.pk).content.decode()
    crossed = reverse("scheduling:choice", args=[rosas.patient_id, harolds.pk])
    assert stage.browser("rosa").post(crossed, {"offer": foreign.pk}).status_code == 404
    assert not Ticket.objects.filter(state="chosen").exists()


def test_her_former_helper_and_the_back_button_show_nothing(stage: Any) -> None:
    ticket = offered(stage)
    url = reverse("scheduling:ticket", args=[ticket.patient_id, ticket.pk])
    assert stage.browser("carmen").get(url).status_code == 404
    browser = stage.browser("rosa")
    page = browser.get(url)
    assert "no-store" in page["Cache-Control"]
    browser.logout()
    assert browser.get(url).status_code == 302


def test_rosa_reads_what_is_due(stage: Any) -> None:
    day = today(stage.viewer("priya")) + timedelta(days=20)
    actions.recall(
        by=stage.viewer("jo", "rosa"), due_on=day, what="Blood test", note="Ask Jo", send_key=uuid4()
    )
    Recall.objects.update(effective_at=timezone.now() - timedelta(seconds=1))
    text = shown(stage, "rosa", "scheduling:visits", stage.patient("rosa").pk)
    assert "Blood test" in text
    assert "Ask Jo" not in text


def test_long_lists_are_read_page_by_page(stage: Any) -> None:
    by = stage.viewer("jo", "rosa")
    day = today(stage.viewer("priya"))
    for n in range(45):
        actions.recall(by=by, due_on=day + timedelta(days=n // 4), what=f"Due {n}", send_key=uuid4())
    url = reverse("scheduling-lists:recalls")
    first = stage.browser("priya").get(url)
    assert len(first.context["cards"]) == 40
    rest = stage.browser("priya").get(url, {"after": first.context["older"]})
    assert {c.title for c in first.context["cards"]}.isdisjoint(c.title for c in rest.context["cards"])
    assert len(rest.context["cards"]) >= 5


def test_the_lists_ask_no_more_for_forty_than_for_one(stage: Any) -> None:
    def asked_for(name: str) -> int:
        browser = stage.browser("priya")
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert browser.get(reverse(name)).status_code == 200
        return len(caught)

    issue(stage)
    few = asked_for("scheduling-lists:tickets")
    for _n in range(8):
        issue(stage, "harold")
    assert asked_for("scheduling-lists:tickets") <= few
