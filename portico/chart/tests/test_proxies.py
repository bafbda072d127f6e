"""A proxy reads no less and no more than the relation shows: no page, no trace, no hit."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from portico.core.viewer import DataClass
from portico.demo.record.chart import TERMS

PAGES = {
    "problems": "chart:problems", "medicines": "chart:medicines", "allergies": "chart:allergies",
    "vaccines": "chart:vaccines", "family-history": "chart:family-history", "results": "results:results",
    "documents": "chart:documents", "referrals": "chart:referrals", "visits": "chart:encounters",
    "care-team": "chart:care-team", "messages": "messaging:threads",
}  # fmt: skip
# A word of Rosa's record that only this class holds, as the search finds it.
HITS = {
    "problems": "kidney", "medicines": "metformin", "allergies": "amoxicillin", "vaccines": "shingles",
    "results": "potassium", "documents": "cardiology consult", "referrals": "ophthalmology", "visits": "phone visit",
}  # fmt: skip


def hide(*classes: str) -> None:
    from portico.people.models import Relation

    Relation.objects.filter(account__username="elena@example.org").exclude(kind="self").update(
        hidden=list(classes)
    )


def page(stage: Any, name: str, **query: str) -> str:
    response = stage.browser("elena").get(reverse(name, args=[stage.patient("rosa").pk]), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("hidden", sorted(PAGES))
def test_what_is_hidden_has_no_page_no_link_and_no_hit(stage: Any, hidden: str) -> None:
    hide(hidden)
    rosa, elena = stage.patient("rosa").pk, stage.browser("elena")
    closed = reverse(PAGES[hidden], args=[rosa])
    assert elena.get(closed).status_code == 404
    for data_class, name in PAGES.items():
        if data_class != hidden:
            assert closed not in page(stage, name), f"{name} leads to {hidden}"
    for name in ("home:home", "home:record", "home:more"):
        assert closed not in page(stage, name), f"{name} leads to {hidden}"
    if hidden in HITS:
        found = page(stage, "home:record", q=HITS[hidden])
        hide()
        assert page(stage, "home:record", q=HITS[hidden]).count("<li>") > found.count("<li>")
        own_page = page(stage, PAGES[hidden])
        assert closed in page(stage, "home:record") or hidden == "messages"
        assert own_page


@pytest.mark.parametrize("hidden", ["visits"])
def test_a_proxy_who_may_not_see_visits_has_none_at_home_and_no_page_of_them(stage: Any, hidden: str) -> None:
    assert "Your next visit" in page(stage, "home:home")
    hide(hidden)
    assert "Your next visit" not in page(stage, "home:home")
    url = reverse("scheduling:visits", args=[stage.patient("rosa").pk])
    assert stage.browser("elena").get(url).status_code == 404
    assert url not in page(stage, "home:home")


def test_a_proxy_without_messages_has_no_way_to_ask_for_a_refill(stage: Any) -> None:
    hide("messages")
    url = reverse("messaging:refill", args=[stage.patient("rosa").pk])
    assert stage.browser("elena").get(url).status_code == 404
    for name in ("home:home", "home:record", "chart:medicines"):
        assert url not in page(stage, name)


def test_a_proxy_without_medicines_is_offered_none_by_name(stage: Any) -> None:
    hide("medicines")
    form = page(stage, "messaging:refill")
    assert "isinopril" not in form
    assert "Name of the medicine" in form


def test_the_items_of_a_hidden_class_are_not_found_by_their_address(stage: Any) -> None:
    from portico.chart.models import Document
    from portico.results.models import Observation, Report

    rosa = stage.patient("rosa").pk
    urls = {
        "documents": ("chart:document", Document.objects.filter(patient=rosa, is_void=False)),
        "results": ("results:result", Observation.objects.filter(patient=rosa, status="final")),
    }
    reports = Report.objects.filter(patient=rosa, status="final").first()
    elena = stage.browser("elena")
    for hidden, (name, rows) in urls.items():
        hide()
        url = reverse(name, args=[rosa, rows.first().pk])
        assert elena.get(url).status_code == 200
        hide(hidden)
        assert elena.get(url).status_code == 404
    assert elena.get(reverse("results:report", args=[rosa, reports.pk])).status_code == 404


def test_every_class_that_can_be_hidden_is_walked_here() -> None:
    assert set(PAGES) == {str(c) for c in DataClass} - {"confidential"}


LABELS = {"meta": {"security": [{"system": TERMS + "v3-Confidentiality", "code": "R"}]}}
SECRET = {"text": "Proofsecret matter"}
SOON = datetime.now(UTC) + timedelta(hours=1)  # the next visit, whenever this runs
CONFIDENTIAL = [
    {"resourceType": "Condition", "code": SECRET},
    {"resourceType": "MedicationRequest", "status": "active", "intent": "order", "medicationCodeableConcept": SECRET},
    {"resourceType": "AllergyIntolerance", "code": SECRET},
    {"resourceType": "Immunization", "status": "completed", "vaccineCode": SECRET, "occurrenceDateTime": "2020"},
    {"resourceType": "FamilyMemberHistory", "status": "completed", "relationship": SECRET},
    {"resourceType": "ServiceRequest", "status": "active", "intent": "order", "code": SECRET,
     "category": [{"text": "Referral"}]},
    {"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"}, "type": [SECRET],
     "period": {"start": "2026-11-22"}},
    {"resourceType": "CareTeam", "status": "active", "name": "Proofsecret matter"},
    {"resourceType": "Appointment", "status": "booked", "description": "Proofsecret matter",
     "start": SOON.isoformat(), "end": (SOON + timedelta(minutes=30)).isoformat()},
    {"resourceType": "DocumentReference", "status": "current", "type": SECRET,
     "content": [{"attachment": {"contentType": "application/pdf", "data": "eA=="}}]},
    {"resourceType": "Observation", "status": "final", "code": SECRET, "valueString": "Proofsecret",
     "category": [{"coding": [{"code": "laboratory"}]}]},
    {"resourceType": "DiagnosticReport", "status": "final", "code": SECRET, "conclusion": "Proofsecret"},
]  # fmt: skip


def test_a_confidential_item_is_the_patients_alone_and_no_proxy_meets_it_anywhere(stage: Any) -> None:
    keys = stage.receive("rosa", *({**item, **LABELS} for item in CONFIDENTIAL))
    rosa = stage.patient("rosa").pk
    urls = [reverse(name, args=[rosa]) for name in (*PAGES.values(), "home:home", "scheduling:visits")]
    urls += [reverse("home:record", args=[rosa]) + "?q=proofsecret", reverse("messaging:refill", args=[rosa])]
    urls += [reverse("results:results", args=[rosa]) + "?kind=reports"]
    own, hers = stage.browser("rosa"), stage.browser("elena")
    seen = [url for url in urls if "Proofsecret matter" in own.get(url).content.decode()]
    assert len(seen) == len(urls) - 1, "Rosa sees it on every page but the messages"
    for url in urls:
        assert "Proofsecret" not in hers.get(url).content.decode(), url
    document, result, report = keys[-3:]
    for name, item, *more in (
        ("chart:document", document), ("chart:document-file", document, 0),
        ("results:result", result), ("results:report", report),
    ):  # fmt: skip
        url = reverse(name, args=[rosa, item, *more])
        assert own.get(url).status_code == 200
        assert hers.get(url).status_code == 404


@pytest.mark.parametrize("code", ["R", "V", "PSY", "SUD", "HIV", "SEX"])
def test_each_label_above_normal_closes_an_item_to_proxies(stage: Any, code: str) -> None:
    labels = {"meta": {"security": [{"code": "N"}, {"code": code}]}}
    stage.receive("rosa", {**CONFIDENTIAL[0], **labels})
    assert "Proofsecret" not in page(stage, "chart:problems")


def test_a_normal_label_closes_nothing(stage: Any) -> None:
    stage.receive("rosa", {**CONFIDENTIAL[0], "meta": {"security": [{"code": "N"}]}})
    assert "Proofsecret" in page(stage, "chart:problems")


def test_marcus_father_meets_none_of_what_is_private(stage: Any) -> None:
    marcus, david = stage.patient("marcus").pk, stage.browser("david")
    for name in ("chart:problems", "chart:encounters", "chart:documents", "results:results", "home:home"):
        body = david.get(reverse(name, args=[marcus])).content.decode()
        body = re.sub(r"[A-Za-z0-9]{64}", "", body).lower()  # a form's token may spell anything
        for word in ("adjustment", "phq", "confidential", "depression"):
            assert word not in body, name
    own = stage.browser("marcus").get(reverse("chart:problems", args=[marcus])).content.decode().lower()
    assert "adjustment" in own
