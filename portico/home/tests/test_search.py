"""The search of the record: plain or exact words, prefixes, both languages, without accents."""

import re
from typing import Any

import pytest
from django.urls import reverse


def titles(stage: Any, query: str, key: str = "rosa") -> list[str]:
    url = reverse("home:record", args=[stage.patient(key).pk])
    response = stage.browser(key).get(url, {"q": query})
    assert response.status_code == 200
    found = response.content.decode().split('aria-labelledby="parts"')[0]
    return re.findall(r'list-row-title"[^>]*>([^<]+)<', found)


# What Rosa types, what she must find, what she must not.
ASKED = [
    ("sugar", "Blood sugar", "Potassium"), ("azúcar", "Blood sugar", "Potassium"), ("azucar", "Blood sugar", ""),
    ("AZUCAR", "Blood sugar", ""), ("glucose", "Blood sugar", "Sodium"), ("egfr", "idney", "Sodium"),
    ("kidney", "idney", "Shingles"), ("riñón", "idney", ""), ("rinon", "idney", ""),
    ("a1c", "Three-month blood sugar", "Sodium"), ("presion", "lood pressure", "Sodium"),
    ("presión alta", "igh blood pressure", ""),
    ("blood press", "lood pressure", "Tetanus"), ("hypertens", "igh blood pressure", ""),
    ("lisin", "isinopril", "etformin"), ("metform", "etformin", "isinopril"), ("colest", "holesterol", ""),
    ("shingles", "hingles", "Flu"), ("gripe", "lu", "hingles"), ("tetan", "etanus", "hingles"),
    ("diabetes", "iabetes", ""), ("amoxicil", "moxicillin", "isinopril"), ("mammogram", "ammogram", "Potassium"),
    ("b12", "B12", "Potassium"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "wanted", "unwanted"), ASKED)
def test_a_query_finds_what_a_person_means(stage: Any, query: str, wanted: str, unwanted: str) -> None:
    found = titles(stage, query)
    assert any(wanted in title for title in found), found
    assert not unwanted or not any(unwanted in title for title in found), found


@pytest.mark.parametrize(
    ("query", "only"),
    [("zzz", set()), ("--", set()), ("sugar zebra", set()), ("latex", set()), ("copd", set())],
)
def test_a_query_without_a_hit_says_so(stage: Any, query: str, only: set[str]) -> None:
    assert set(titles(stage, query)) == only


def test_the_end_of_a_word_finds_nothing(stage: Any) -> None:
    assert titles(stage, "isinopril") == []


def test_the_same_is_found_in_spanish_and_told_in_spanish(stage: Any) -> None:
    account = stage.account("rosa")
    account.language = "es"
    account.save()
    for query in ("sugar", "azucar", "glucose"):
        assert any("zúcar" in t for t in titles(stage, query))
    assert any("Presión" in t for t in titles(stage, "blood pressure"))


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ viewer }}"]
)
def test_what_is_typed_comes_back_as_text(stage: Any, query: str) -> None:
    url = reverse("home:record", args=[stage.patient("rosa").pk])
    page = stage.browser("rosa").get(url, {"q": query}).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "Viewer(" not in page


@pytest.mark.parametrize(
    "query", ["x" * 10_000, "a " * 5_000, "%_" * 5_000, "\x00", "'; drop table x; --", "ñ" * 9_000]
)
def test_a_query_of_any_length_and_kind_is_answered(stage: Any, query: str) -> None:
    url = reverse("home:record", args=[stage.patient("rosa").pk])
    assert stage.browser("rosa").get(url, {"q": query}).status_code == 200


def test_nobody_finds_what_is_in_the_record_of_another(stage: Any) -> None:
    stage.receive("harold", {"resourceType": "Condition", "code": {"text": "Proofharold"}})
    assert titles(stage, "proofharold", "harold") == ["Proofharold"]
    assert titles(stage, "proofharold") == []
