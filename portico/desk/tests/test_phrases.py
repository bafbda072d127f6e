"""Jo puts a phrase into her answer: of this patient alone, in the patient's language, and it is not sent half done."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from portico.core.models import Event
from portico.messaging import actions as messages
from portico.messaging.models import Draft, Post
from portico.people.models import Patient
from portico.people.queries import person
from portico.phrases.models import Phrase
from portico.phrases.rules.text import TOKENS
from portico.quickactions.presenters.facts import facts_by_language
from portico.triage.models import WorkItem


def waiting(stage: Any, key: str = "rosa", **facts: Any) -> WorkItem:
    item: WorkItem = stage.item(stage.ask(key, **facts))
    return item


def phrase(shortcut: str, **changed: Any) -> Phrase:
    found = Phrase.objects.get(shortcut=shortcut, staff=None, pool=None)
    Phrase.objects.filter(pk=found.pk).update(**changed)
    found.refresh_from_db()
    return found


def press(stage: Any, item: WorkItem, key: str = "jo", /, **said: Any) -> str:
    """A button of the answer's form that posts it to the phrases."""
    url = reverse("desk:phrases", args=[item.patient_id, item.pk])
    response = stage.browser(key).post(url, {"item": str(item.pk), "body": "", **said}, follow=True)
    return str(response.content.decode())


def kept(stage: Any, key: str = "jo") -> dict[str, Any]:
    return dict(Draft.objects.get(account=stage.account(key)).data)


def send(stage: Any, item: WorkItem, body: str, **said: Any) -> str:
    url = reverse("messaging-team:answer", args=[item.patient_id, item.pk, item.source_id])
    newest = Post.objects.filter(thread_id=item.source_id, withdrawn_at=None).latest("created_at")
    facts = {"item": str(item.pk), "body": body, "send_key": str(uuid4()), "last_seen": str(newest.pk)}
    return str(stage.browser("jo").post(url, {**facts, **said}, follow=True).content.decode())


def answers() -> list[str]:
    return list(Post.objects.filter(side="team", withdrawn_at=None).values_list("body", flat=True))


# -- putting one in --


def test_jo_puts_a_phrase_in_without_a_script_and_what_she_typed_is_kept(stage: Any) -> None:
    item = waiting(stage, details={"days_left": 5, "pharmacy": "Corner Drug"})
    html = press(stage, item, body="One moment.", phrase=str(phrase(".refill-sent").pk), insert="1")
    body = kept(stage)["body"]
    assert body.startswith(
        "One moment.\n\nHello Rosa,\n\nWe sent your refill of Lisinopril 10 mg to Corner Drug."
    )
    assert body.endswith("Jo Park, nurse")
    assert "Still to be put in" in html
    assert "this afternoon" in html


def test_a_pick_list_is_decided_without_a_script(stage: Any) -> None:
    item = waiting(stage)
    press(stage, item, body="[[a|b]] then [[c|d]] ***", choose="1", **{"choice-0": "1", "choice-1": ""})
    assert kept(stage)["body"] == "b then [[c|d]] ***"
    press(
        stage, item, body="[[a|b]] [[c|d]]", choose="1", **{"choice-1": "0", "choice-0": "9", "choice-x": "1"}
    )
    assert kept(stage)["body"] == "[[a|b]] c"


def test_all_phrases_read_with_the_values_of_this_patient(stage: Any) -> None:
    item = waiting(stage)
    html = press(stage, item, body="Begun.", look="1")
    assert "Phrases for this answer" in html
    assert "Hello Rosa" in html
    assert kept(stage)["body"] == "Begun."
    press_from_page = {"item": str(item.pk), "phrase": str(phrase(".more").pk)}
    stage.browser("jo").post(reverse("desk:phrases", args=[item.patient_id, item.pk]), press_from_page)
    assert kept(stage)["body"].startswith("Begun.\n\nHello Rosa")


def test_the_page_of_an_item_offers_those_for_its_kind_first(stage: Any) -> None:
    item = waiting(stage)
    context = stage.browser("jo").get(reverse("desk:item", args=[item.patient_id, item.pk])).context
    fitting, others = (
        {words.rpartition(" ")[2] for _, words in context["phrases"][name]} for name in ("fitting", "others")
    )
    assert {".refill-sent", ".more"} <= fitting
    assert ".result-ok" in others
    assert not fitting & others


def test_without_a_choice_nothing_is_put_in_and_nothing_is_lost(stage: Any) -> None:
    item = waiting(stage)
    for nonsense in ("", "x", str(uuid4())):
        assert "Choose a phrase from the list first." in press(stage, item, body="Mine.", phrase=nonsense)
        assert kept(stage)["body"] == "Mine."


def test_a_phrase_of_a_colleague_is_nobody_elses_to_put_in(stage: Any) -> None:
    from portico.phrases.tests.test_phrases import written

    theirs = written(stage, "tomas")
    item = waiting(stage)
    press(stage, item, body="Mine.", phrase=str(theirs.pk))
    assert kept(stage)["body"] == "Mine."


# -- whose values --


def test_it_is_always_the_patient_of_the_item(stage: Any) -> None:
    """Her key in another patient's address opens nothing, and the form of one message is no draft of another."""
    hers, his = waiting(stage), waiting(stage, "harold", subject="Allopurinol")
    jo, what = stage.browser("jo"), {"phrase": str(phrase(".more").pk), "body": "x"}
    crossed = reverse("desk:phrases", args=[his.patient_id, hers.pk])
    assert jo.post(crossed, {**what, "item": str(hers.pk)}).status_code == 404
    elsewhere = jo.post(
        reverse("desk:phrases", args=[his.patient_id, his.pk]), {**what, "item": str(hers.pk)}
    )
    assert elsewhere.status_code == 422
    assert not Draft.objects.filter(account=stage.account("jo")).exists()
    press(stage, his, **what)
    assert "Hello Hal," in kept(stage)["body"]


def test_facts_of_two_patients_are_never_mixed(stage: Any) -> None:
    hers, his = waiting(stage), waiting(stage, "harold", subject="Allopurinol")
    from django.utils import timezone

    from portico.messaging.queries import thread

    now, jo = timezone.now(), stage.viewer("jo", "rosa")
    of_rosa = thread(jo, hers.source_id, now=now)
    with pytest.raises(ValueError, match="another patient"):
        facts_by_language(jo, person(jo), his, of_rosa, now=now)
    with pytest.raises(ValueError, match="another patient"):
        facts_by_language(jo, stage.patient("harold"), hers, of_rosa, now=now)
    assert set(facts_by_language(jo, person(jo), hers, of_rosa, now=now)["en"]) <= TOKENS


@pytest.mark.parametrize("name", ["{{user.signature}}", "***", "[[a|b]]", "<b>Rosa</b>", "{% debug %}"])
def test_a_patient_of_a_strange_name_is_greeted_by_it_as_it_is_written(stage: Any, name: str) -> None:
    item = waiting(stage)
    Patient.objects.filter(pk=item.patient_id).update(preferred_name=name)
    html = press(stage, item, phrase=str(phrase(".more").pk))
    assert kept(stage)["body"].startswith(f"Hello {name},\n")
    assert "<b>Rosa</b>" not in html


def test_a_patient_who_reads_spanish_is_answered_in_spanish(stage: Any) -> None:
    item = waiting(stage)
    Patient.objects.filter(pk=item.patient_id).update(language="es-MX")
    press(stage, item, phrase=str(phrase(".refill-visit").pk))
    body = kept(stage)["body"]
    assert body.startswith("Hola Rosa:")
    assert body.endswith("Jo Park, enfermería")
    assert "Su última visita fue el" in body


def test_it_is_said_when_a_phrase_is_not_in_the_patients_language(stage: Any) -> None:
    item, only = waiting(stage), phrase(".more", spanish="")
    Patient.objects.filter(pk=item.patient_id).update(language="es")
    assert "Only in English; the patient reads another language." in press(stage, item, phrase=str(only.pk))


def test_a_visit_with_a_label_of_its_own_is_not_put_into_what_a_proxy_reads(stage: Any) -> None:
    from portico.scheduling.models import Appointment

    item, visit = waiting(stage), phrase(".visit-kept")
    press(stage, item, phrase=str(visit.pk))
    assert "{{next_visit.date}}" not in kept(stage)["body"]
    Appointment.objects.filter(patient_id=item.patient_id).update(sensitivity="confidential")
    press(stage, item, phrase=str(visit.pk))
    assert "{{next_visit.date}}" in kept(stage)["body"]


def test_the_front_desk_puts_in_what_she_may_see_and_the_rest_stays_open(stage: Any) -> None:
    item = waiting(stage, kind="appointment", subject="new", details={})
    text = "{{last_visit.date}} / {{next_visit.date}} / {{user.signature}}"
    press(stage, item, "priya", phrase=str(phrase(".visit-kept", english=text).pk))
    body = kept(stage, "priya")["body"]
    assert body.startswith("{{last_visit.date}} / ")
    assert body.endswith("Priya Raman, front desk")
    assert "{{next_visit.date}}" not in body


def test_a_question_about_a_result_is_answered_with_its_name_day_and_value(stage: Any) -> None:
    from portico.results.models import Observation

    asked = Observation.objects.filter(patient=stage.patient("rosa"), status="final", category="laboratory")
    result = asked.exclude(number="").filter(parts=[]).order_by("-happened_at").first()
    item = waiting(stage, kind="result", subject=result.text, details={"result": str(result.pk)})
    text = "{{result.name}}|{{result.date}}|{{result.value}}|{{med.name}}"
    used = phrase(".result-ok", english=text)
    press(stage, item, phrase=str(used.pk))
    name, day, value, medicine = kept(stage)["body"].split("|")
    assert name
    assert day.endswith(str(result.happened_at.year))
    assert value.startswith(result.number.rstrip("0").rstrip(".")[:2])
    assert medicine == "{{med.name}}"
    Observation.objects.filter(pk=result.pk).update(status="preliminary")
    press(stage, item, phrase=str(used.pk))
    assert kept(stage)["body"] == text


def test_a_result_of_another_patient_is_nobodys_fact_here(stage: Any) -> None:
    from portico.results.models import Observation

    his = Observation.objects.filter(patient=stage.patient("harold"), status="final").first()
    item = waiting(stage, kind="result", subject="x", details={"result": str(his.pk)})
    used = phrase(".result-ok", english="{{result.name}} {{result.value}}")
    press(stage, item, phrase=str(used.pk))
    assert kept(stage)["body"] == "{{result.name}} {{result.value}}"


def test_a_refill_is_answered_with_the_dose_of_the_medicine_that_was_picked(stage: Any) -> None:
    from portico.chart.models import Medicine

    taken = Medicine.objects.filter(patient=stage.patient("rosa"), status="active").exclude(dosage="").first()
    item = waiting(stage, details={"days_left": 5, "medicine": str(taken.pk)}, subject=taken.text)
    press(
        stage,
        item,
        phrase=str(phrase(".refill-left", english="{{med.dose}} {{due.date}} {{practice.phone}}").pk),
    )
    assert kept(stage)["body"].startswith(f"{taken.dosage} ")
    assert "{{" not in kept(stage)["body"]


def test_the_page_asks_the_database_as_often_for_many_phrases_as_for_few(
    stage: Any, django_assert_max_num_queries: Any
) -> None:
    from portico.phrases.tests.test_phrases import written

    item, jo = waiting(stage), stage.browser("jo")
    url = reverse("desk:phrases", args=[item.patient_id, item.pk])
    for number in range(30):
        written(stage, shortcut=f".n{number}")
    with django_assert_max_num_queries(25):
        assert jo.get(url).status_code == 200


# -- sending --


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("Ready on ***.", "the blank ***"),
        ("Ready [[today|tomorrow]].", "the choice [[today|tomorrow]]"),
        ("Hello {{patient.first_name}}", "{{patient.first_name}} (First name of the patient)"),
        ("Hello {{nobody}}", "{{nobody}}"),
        ("Hello {{patient.first_name}", "{{"),
        ("We rated it *****", "the blank *****"),
    ],
)
def test_an_answer_with_something_open_is_not_sent_and_nothing_is_lost(
    stage: Any, body: str, named: str
) -> None:
    item = waiting(stage)
    html = send(stage, item, body)
    from html import unescape

    assert f"Not sent: something still has to be put in: {named}. Your text is kept." in unescape(html)
    assert answers() == []
    assert kept(stage)["body"] == body
    assert "data-unfinished" in html
    assert WorkItem.objects.get(pk=item.pk).state != "closed"


def test_no_way_of_sending_goes_round_it(stage: Any) -> None:
    from portico.core.actions import Refused

    thread = stage.ask()
    for facts in ({"is_checked": True}, {"then": "keep"}, {"inserted": "x"}):
        with pytest.raises(Refused, match="unfinished"):
            stage.answer("jo", thread, "Ready ***", **facts)
    assert answers() == []


def test_what_patients_write_is_never_checked(stage: Any) -> None:
    thread = stage.ask(body="It hurts *** {{here}} [[or there]]")
    messages.reply(by=stage.viewer("rosa"), thread_id=thread.pk, send_key=uuid4(), body="*** again")
    assert Post.objects.filter(side="patient").count() == 2


def test_a_finished_answer_is_sent_and_the_log_says_which_phrase_it_came_from(stage: Any) -> None:
    item, used = waiting(stage), phrase(".more")
    press(stage, item, phrase=str(used.pk))
    body, inserted = kept(stage)["body"].replace("***", "Since when?"), kept(stage)["inserted"]
    assert inserted == f"{used.pk}@1"
    nobodys = f"{uuid4()}@1,{used.pk}@7,nonsense"
    assert "Answer sent" in send(stage, item, body, inserted=f"{inserted},{inserted},{nobodys}")
    (sent,) = Event.objects.filter(name="messaging.answer_sent")
    assert sent.data["phrases"] == f"{used.pk}@1"
    assert "Since when" not in str(sent.data)


def test_somebody_who_puts_in_one_phrase_after_the_other_can_still_send(stage: Any) -> None:
    item, used = waiting(stage), phrase(".more")
    assert "Answer sent" in send(stage, item, "Done.", inserted=",".join([f"{used.pk}@1"] * 60))
    assert Event.objects.get(name="messaging.answer_sent").data["phrases"] == f"{used.pk}@1"


def test_an_answer_taken_back_keeps_which_phrase_it_came_from(stage: Any) -> None:
    thread, used = stage.ask(), phrase(".more")
    post = stage.answer("jo", thread, "Since when?", inserted=f"{used.pk}@1")
    messages.undo_answer(by=stage.viewer("jo", "rosa"), post_id=post.pk)
    assert kept(stage) == {"body": "Since when?", "inserted": f"{used.pk}@1"}


# -- the part that the script fetches --


def test_the_script_gets_each_text_as_it_will_stand_in_the_box(stage: Any) -> None:
    item = waiting(stage)
    url = reverse("desk:phrases", args=[item.patient_id, item.pk])
    part = stage.browser("jo").get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'data-shortcut=".refill-sent"' in part
    assert 'data-text="Hello Rosa,' in part


def test_of_two_phrases_with_one_shortcut_the_script_gets_ones_own(stage: Any) -> None:
    from portico.phrases.tests.test_phrases import written

    own = written(stage, shortcut=".more", title="Jo's way")
    item = waiting(stage)
    url = reverse("desk:phrases", args=[item.patient_id, item.pk])
    offers = stage.browser("jo").get(url, headers={"HX-Request": "true"}).context["offers"]
    assert {UUID(str(one.key)) for one, is_meant in offers if is_meant and one.shortcut == ".more"} == {
        own.pk
    }


def test_a_physician_and_a_nurse_elsewhere_find_nothing_here(stage: Any) -> None:
    item = waiting(stage)
    for key in ("amara", "kenji", "grace", "rosa"):
        url = reverse("desk:phrases", args=[item.patient_id, item.pk])
        assert stage.browser(key).get(url).status_code == 404
