"""Beside the message stand the results that matter for it, and it costs no further question to the database."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portico.core.prepared import prepared
from portico.core.presenters import local_now
from portico.desk.presenters.chart import beside, chart_beside
from portico.desk.rules.matter import Matter, what_matters
from portico.triage.models import WorkItem

CODES = {"INR": "6301-6", "Potassium": "2823-3", "Glucose": "2345-7", "TSH": "3016-3", "Hemoglobin": "718-7"}


def test_a_refill_of_warfarin_asks_for_the_inr_and_a_result_for_itself() -> None:
    assert "6301-6" in what_matters("refill", "Warfarin Sodium 5 MG", {}).codes
    assert what_matters("refill", "Albuterol", {}) == Matter()
    assert what_matters("question", "Warfarin Sodium 5 MG", {}) == Matter()
    key = "01a20f00-0000-7000-8000-000000000001"
    assert str(what_matters("result", "INR", {"result": key}).result) == key
    assert what_matters("result", "INR", {"result": "nonsense"}) == Matter()
    assert what_matters("result", "INR", {}) == Matter()


def lab(name: str, value: float, day: str, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation", "status": "final", "effectiveDateTime": f"2026-{day}T10:00:00Z",
        "category": [{"coding": [{"code": "laboratory"}]}], "valueQuantity": {"value": value, "unit": "x"},
        "code": {"text": name, "coding": [{"system": "http://loinc.org", "code": CODES[name]}]}, **more,
    }  # fmt: skip


def shown(stage: Any, item: WorkItem, matter: Matter) -> list[tuple[str, str]]:
    viewer = stage.viewer("jo", "rosa")
    with CaptureQueriesContext(connection) as asked:
        now = local_now(viewer)
        found = prepared(beside, viewer, now=now)
        shown = chart_beside(viewer, item.patient, found, now=now, matter=matter)
    assert len(asked) <= 3
    return [(row.exact or row.title, row.value) for row in shown["numbers"]]


def newer_ones(stage: Any) -> None:
    stage.receive(
        "rosa", lab("TSH", 2, "11-20"), lab("Hemoglobin", 13, "11-21"), lab("Glucose", 101, "11-22")
    )


def test_beside_a_refill_of_warfarin_stands_the_newest_inr_whatever_is_newer(stage: Any) -> None:
    stage.receive("rosa", lab("INR", 2.4, "10-01"), lab("INR", 3.9, "11-02"))
    newer_ones(stage)
    item = stage.item(stage.ask(subject="Warfarin Sodium 5 MG Oral Tablet"))
    url = reverse("desk:item", args=[item.patient_id, item.pk])
    page = stage.browser("jo").get(url).content.decode()
    assert "Numbers for this medicine" in page
    chart = page.split('id="chart"')[1]
    assert "3.9" in chart
    assert "2.4" not in chart, "the newest of each test"
    assert "(INR)" in chart
    assert "(TSH)" not in chart


def test_a_watched_medicine_without_its_tests_says_so_and_shows_the_newest(stage: Any) -> None:
    newer_ones(stage)
    item = stage.item(stage.ask(subject="Lithium carbonate 300 MG Oral Capsule", details={"days_left": 20}))
    from portico.results.models import Observation

    Observation.objects.filter(patient=item.patient).exclude(code=CODES["Hemoglobin"]).delete()
    url = reverse("desk:item", args=[item.patient_id, item.pk])
    chart = stage.browser("jo").get(url).content.decode().split('id="chart"')[1]
    assert "No test that watches this medicine is on record." in chart
    assert "Hemoglobin" in chart


def test_a_question_about_a_result_shows_it_and_the_earlier_ones_newest_first(stage: Any) -> None:
    _first, second, _third = stage.receive(
        "marcus", lab("Potassium", 4.1, "09-01"), lab("Potassium", 4.4, "10-01"), lab("Potassium", 5.6, "11-01")
    )  # fmt: skip
    stage.receive("marcus", lab("Glucose", 101, "11-22"))
    thread = stage.ask(
        "marcus", kind="result", subject="Potassium", details={"result": str(second), "code": "2823-3"}
    )
    item = stage.item(thread)
    url = reverse("desk:item", args=[item.patient_id, item.pk])
    chart = stage.browser("jo").get(url).content.decode().split('id="chart"')[1]
    places = [chart.index(value) for value in ("5.6", "4.4", "4.1")]
    assert places == sorted(places)
    assert ">101" not in chart


def test_a_result_of_another_patient_shows_nothing_of_it(stage: Any) -> None:
    [foreign] = stage.receive("walter", lab("Potassium", 9.9, "11-23"))
    item = stage.item(stage.ask())
    assert "9.9" not in str(shown(stage, item, Matter(result=foreign)))


def test_what_matters_costs_no_further_question(stage: Any) -> None:
    [key] = stage.receive("rosa", lab("INR", 2.4, "10-01"))
    item = stage.item(stage.ask())
    assert shown(stage, item, Matter(codes=frozenset({"6301-6"})))
    assert shown(stage, item, Matter(result=key))
    assert shown(stage, item, Matter())


def test_who_may_not_read_charts_sees_no_number(stage: Any) -> None:
    stage.receive("rosa", lab("INR", 2.4, "10-01"))
    item = stage.item(stage.ask(subject="Warfarin Sodium 5 MG Oral Tablet"))
    from portico.clinic.models import Pool, StaffMember

    Pool.objects.get(pk=item.pool_id).members.add(StaffMember.objects.get(account=stage.account("priya")))
    url = reverse("desk:item", args=[item.patient_id, item.pk])
    page = stage.browser("priya").get(url)
    assert page.status_code == 200
    assert "Numbers" not in page.content.decode()
