"""Results as a patient reads them: lists, one value, a report; and nothing that isn't released."""

import re
from collections import Counter
from typing import Any
from urllib.parse import unquote

import pytest
from django.urls import reverse

from portico.demo.record.chart import LOINC, concept, quantity, term
from portico.results import queries
from portico.results.models import Observation, Report

LAB = [
    {
        "coding": [
            {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}
        ]
    }
]
VITAL = [{"coding": [{"code": "vital-signs"}]}]


def measured(
    name: str, value: Any = None, status: str = "final", on: str = "2026-11-01", **more: Any
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if isinstance(value, str):
        told = {"valueString": value}
    elif value is not None:
        told = {"valueQuantity": quantity(value, "mg/dL", "mg/dL")}
    return {
        "resourceType": "Observation", "status": status, "code": {"text": name}, "category": LAB,
        "effectiveDateTime": on, **told, **more,
    }  # fmt: skip


def listed(stage: Any, key: str, kind: str = "laboratory", **query: str) -> str:
    url = reverse("results:results", args=[stage.patient(key).pk])
    response = stage.browser(key).get(url, {"kind": kind, **query})
    assert response.status_code == 200
    return response.content.decode()


def opened(stage: Any, key: str, item: Any, name: str = "result") -> str:
    response = stage.browser(key).get(reverse(f"results:{name}", args=[stage.patient(key).pk, item]))
    assert response.status_code == 200
    return response.content.decode()


def main_of(page: str) -> str:
    return page.split('<main id="main"')[1].split("</main>", maxsplit=1)[0]


def said(page: str) -> str:
    """The words of the main part, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", main_of(page)).split())


def row_of(page: str, name: str) -> str:
    assert name in page, f"{name} is not in the list"
    return page.split(name, 1)[1].split("</li>", 1)[0]


@pytest.mark.parametrize("key", ["rosa", "harold", "marcus", "walter"])
@pytest.mark.parametrize("group", ["laboratory", "vital-signs", "other"])
def test_each_test_is_listed_once_with_its_newest_value_and_how_often_it_was_done(
    stage: Any, key: str, group: str
) -> None:
    """Against a count by hand over every row."""
    viewer = stage.viewer(key)
    rows = [
        o for o in Observation.objects.filter(patient=viewer.patient, is_void=False).exclude(status="cancelled")
        if ({"laboratory": "laboratory", "vital-signs": "vital-signs"}.get(o.category, "other")) == group
    ]  # fmt: skip

    def test_of(o: Observation) -> tuple[str, str, bool]:
        return o.system, o.code or o.text, o.status in queries.RELEASED

    times = Counter(test_of(o) for o in rows)
    newest: dict[Any, Observation] = {}
    for o in sorted(rows, key=lambda o: (o.happened_at.timestamp(), o.pk)):
        newest[test_of(o)] = o
    found = list(queries.tests(viewer, group))
    assert {test_of(o): o.pk for o in found} == {test: o.pk for test, o in newest.items()}
    told = queries.times(viewer, group, found)
    assert {test_of(o): told[o.pk] for o in found} == dict(times)


def test_the_second_page_of_a_long_list_goes_on_with_other_tests(stage: Any) -> None:
    rows = [measured(f"Prooftest {n:02}", n, on=f"20{n:02}-0{m}-01") for n in range(10, 26) for m in (1, 2)]
    more = [
        measured(f"Prooftest {n:02}", n, on=f"19{n:02}-0{m}-01") for n in range(30, 80) for m in (1, 2, 3)
    ]
    stage.receive("walter", *rows, *more)
    names: list[str] = []
    page, pages = listed(stage, "walter"), 1
    names += [part[:2] for part in page.split("Prooftest ")[1:]]
    while 'href="?kind=laboratory&amp;after=' in page or 'href="?kind=laboratory&after=' in page:
        after = unquote(re.split(r"kind=laboratory&(?:amp;)?after=", page)[1].split('"')[0])
        page, pages = listed(stage, "walter", after=after), pages + 1
        names += [part[:2] for part in page.split("Prooftest ")[1:]]
        assert pages < 9
    assert pages > 1
    assert sorted(names) == [f"{n:02}" for n in (*range(10, 26), *range(30, 80))]
    assert "3 times" in row_of(page, "Prooftest 30")


def test_the_same_test_under_two_names_is_one_row(stage: Any) -> None:
    codes = [concept(name, (LOINC, "2345-7", name)) for name in ("Glucose", "Glucose [Mass/volume] in Serum")]
    before = sum(how_often(stage, "walter", "2345-7"))
    stage.receive("walter", *(measured("", 99, code=c, on=f"2026-11-0{n + 1}") for n, c in enumerate(codes)))
    assert how_often(stage, "walter", "2345-7") == [before + 2]


def how_often(stage: Any, key: str, code: str) -> list[int]:
    """One number a row of the list."""
    viewer = stage.viewer(key)
    shown = list(queries.tests(viewer, "laboratory").filter(code=code))
    return list(queries.times(viewer, "laboratory", shown).values())


def test_the_newest_test_comes_first_and_the_groups_hold_what_is_theirs(stage: Any) -> None:
    stage.receive(
        "walter",
        measured("Proof old", 1, on="2001-01-01"),
        measured("Proof new", 2, on="2026-11-20"),
        measured("Proof pulse", 60, category=VITAL),
        measured("Proof question", "Yes", category=[{"coding": [{"code": "survey"}]}]),
        measured("Proof loose", "Yes", category=[]) | {"category": [{"text": "loose"}]},
        {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Proof report"}},
    )
    lab = listed(stage, "walter")
    assert lab.index("Proof new") < lab.index("Proof old")
    for name, group in (
        ("Proof old", "laboratory"), ("Proof pulse", "vital-signs"), ("Proof question", "other"),
        ("Proof loose", "other"), ("Proof report", "reports"),
    ):  # fmt: skip
        for asked in ("laboratory", "vital-signs", "other", "reports"):
            assert (name in listed(stage, "walter", asked)) == (asked == group)
    assert "Proof old" in listed(stage, "walter", "no-such-kind")


@pytest.mark.parametrize("status", ["registered", "preliminary", "unknown"])
def test_what_is_not_released_is_named_without_a_value_and_its_page_has_no_number(
    stage: Any, status: str
) -> None:
    more = {
        "referenceRange": [{"low": {"value": 41}, "high": {"value": 57}}],
        "interpretation": [term("v3-ObservationInterpretation", "HH")], "note": [{"text": "It was 7319"}],
    }  # fmt: skip
    (key,) = stage.receive("walter", measured("Prooftest", 7319, status, on="2026-11", **more))
    row = row_of(listed(stage, "walter"), "Prooftest")
    assert "Not released yet" in row
    page = opened(stage, "walter", key)
    assert "This result is not released yet." in page
    for number in ("7319", "7,319", "41", "57", "Far above"):
        assert number not in row
        assert number not in said(page)
    found = stage.browser("walter").get(
        reverse("home:record", args=[stage.patient("walter").pk]), {"q": "prooftest"}
    )
    assert "7,319" not in found.content.decode()
    desk = stage.browser("kenji").get(reverse("desk:patient", args=[stage.patient("walter").pk]))
    assert "7,319" not in desk.content.decode()


def test_a_new_result_on_its_way_does_not_hide_the_released_ones(stage: Any) -> None:
    keys = stage.receive(
        "walter",
        measured("Prooftest", 5, on="2026-10-01"),
        measured("Prooftest", 9, "preliminary", on="2026-11-01"),
    )
    page = listed(stage, "walter")
    assert page.count("Prooftest") == 2
    assert all(str(key) in page for key in keys)
    assert "5 mg/dL" in page
    assert "9 mg/dL" not in page
    assert "9 mg" not in said(opened(stage, "walter", keys[0]))


def test_a_cancelled_test_is_not_listed_and_its_page_does_not_promise_a_result(stage: Any) -> None:
    (key,) = stage.receive("walter", measured("Prooftest", None, "cancelled"))
    assert "Prooftest" not in listed(stage, "walter")
    page = said(opened(stage, "walter", key))
    assert "This test was cancelled" in page
    assert "not released yet" not in page


def test_a_result_entered_in_error_is_nowhere_and_uncounted(stage: Any) -> None:
    right, wrong = stage.receive(
        "walter", measured("Prooftest", 5, on="2026-10-01"), measured("Prooftest", 999, "entered-in-error")
    )
    row = row_of(listed(stage, "walter"), "Prooftest")
    assert "5 mg/dL" in row
    assert "times" not in row
    assert "999" not in said(opened(stage, "walter", right))
    url = reverse("results:result", args=[stage.patient("walter").pk, wrong])
    assert stage.browser("walter").get(url).status_code == 404


@pytest.mark.parametrize("status", ["amended", "corrected"])
def test_a_result_that_was_changed_says_so(stage: Any, status: str) -> None:
    (key,) = stage.receive("walter", measured("Prooftest", 5, status))
    assert "Corrected since the first report" in opened(stage, "walter", key)
    assert "Corrected since the first report" in row_of(listed(stage, "walter"), "Prooftest")


def pressure(upper: float, lower: float, on: str, **more: Any) -> dict[str, Any]:
    parts = [
        {"code": concept(name, (LOINC, code, name)), "valueQuantity": quantity(value, "mmHg", "mm[Hg]")}
        for name, code, value in (("Systolic", "8480-6", upper), ("Diastolic", "8462-4", lower))
    ]
    code = concept("Blood pressure", (LOINC, "85354-9", "Blood pressure panel"))
    facts = {"status": "final", "category": VITAL, "code": code, "effectiveDateTime": on}
    return {"resourceType": "Observation", **facts, "component": parts, **more}


def test_blood_pressure_has_two_parts_and_reads_as_one(stage: Any) -> None:
    Observation.objects.filter(patient=stage.patient("walter").pk, code="85354-9").delete()
    _old, new = stage.receive("walter", pressure(142, 91, "2026-10-01"), pressure(120, 80, "2026-11-01"))
    assert "120/80 mmHg" in listed(stage, "walter", "vital-signs")
    page = said(opened(stage, "walter", new))
    assert "22 lower than last time. It was 142" in page
    assert "11 lower than last time. It was 91" in page
    assert opened(stage, "walter", new).count('class="chart trend"') == 2


def test_parts_without_codes_are_each_told_with_their_own_value(stage: Any) -> None:
    parts = [{"code": {"text": name}, "valueQuantity": quantity(value, "mm", "mm")} for name, value in
             (("Proof left", 31), ("Proof right", 47))]  # fmt: skip
    same = [{**part, "code": {"text": "Proof twice"}} for part in parts]
    two, twice = stage.receive(
        "walter", measured("Prooftest", component=parts), measured("Prooftest 2", component=same)
    )
    for key in (two, twice):
        page = said(opened(stage, "walter", key))
        first, second = page.split("Comment")[0].split("31 mm", 1)
        assert "47 mm" in second
        assert "47 mm" not in first


@pytest.mark.parametrize(
    ("value", "listed_as"),
    [({"valueString": "No growth"}, "No growth"),
     ({"valueCodeableConcept": {"text": "Negative"}}, "Negative"),
     ({"valueQuantity": {"value": 3, "comparator": "<", "unit": "mg/dL"}}, "&lt;3 mg/dL"),
     ({"valueQuantity": {"value": 3, "comparator": ">=", "unit": "mg/dL"}}, "≥3 mg/dL"),
     ({"valueQuantity": {"value": 0, "unit": "mg/dL"}}, "0 mg/dL"),
     ({"valueQuantity": {"value": -2.5, "unit": "mg/dL"}}, "\u22122.5 mg/dL"),
     ({"valueInteger": 7}, "7"), ({"valueBoolean": True}, "Yes"),
     ({"dataAbsentReason": term("data-absent-reason", "not-performed")}, "not done"),
     ({}, "No value"),
     ({"valueQuantity": {"value": 1e300, "unit": "mg/dL"}}, "1.000E+300 mg/dL"),
     ({"valueQuantity": {"value": 12345678901234567890, "unit": "mg/dL"}}, "12,345,678,901,234,567,890 mg/dL"),
     ({"valueQuantity": {"value": 0.1 + 0.2, "unit": "mg/dL"}}, "0.3000 mg/dL"),
     ({"valueQuantity": {"unit": "mg/dL"}}, "No value"),
     ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}, "1:128"),
     ({"valueString": "<b>x</b>" + "y" * 3000}, "&lt;b&gt;x&lt;/b&gt;")],
)  # fmt: skip
def test_every_kind_of_value_is_told_and_none_breaks_the_page(stage: Any, value: Any, listed_as: str) -> None:
    ranges = [{"low": {"value": 1, "unit": "mg/dL"}}]
    (key,) = stage.receive("walter", measured("Prooftest", referenceRange=ranges, **value))
    assert listed_as in row_of(listed(stage, "walter"), "Prooftest")
    page = opened(stage, "walter", key)
    has_number = bool(value.get("valueQuantity"))
    assert ("Usual: 1 or higher" in page) == has_number
    account = stage.account("walter")
    account.language = "es"
    account.save()
    assert "<h1" in opened(stage, "walter", key)


def test_a_number_longer_than_its_column_is_never_cut(stage: Any) -> None:
    import json

    row = measured("Prooftest", 1)
    text = "9" * 45
    row["valueQuantity"] = json.loads(f'{{"value": {text}, "unit": "mg"}}')
    (key,) = stage.receive("walter", row)
    assert float(Observation.objects.get(pk=key).number) == pytest.approx(float(text))
    assert "1.000E+45" in row_of(listed(stage, "walter"), "Prooftest")


@pytest.mark.parametrize(
    ("limits", "usual", "word", "drawn"),
    [({"low": {"value": 60}}, "Usual: 60 or higher", "A little below usual", True),
     ({"high": {"value": 40}}, "Usual: 40 or lower", "Above usual", True),
     ({"low": {"value": 10}, "high": {"value": 90}}, "Usual: 10 to 90", "Usual", True),
     ({"text": "Depends on age"}, "Depends on age", "", False), ({}, "", "", False)],
)  # fmt: skip
def test_a_range_with_two_limits_one_or_none(
    stage: Any, limits: dict[str, Any], usual: str, word: str, drawn: bool
) -> None:
    ranges = {"referenceRange": [limits]} if limits else {}
    (key,) = stage.receive("walter", measured("Prooftest", 56, **ranges))
    page = opened(stage, "walter", key)
    assert usual in page
    assert ("number-line" in page) == drawn
    assert word in said(page)
    assert (f"<span>{word}</span>" in page) == bool(word) or word in page


def test_a_change_of_unit_is_drawn_in_one_unit_or_left_out_and_said(stage: Any) -> None:
    Observation.objects.filter(patient=stage.patient("walter").pk, code="29463-7").delete()
    weight = concept("Body weight", (LOINC, "29463-7", "Body weight"))
    rows = [
        measured("", code=weight, category=VITAL, on=f"2026-0{n}-01", valueQuantity=quantity(v, u, c))
        for n, (v, u, c) in enumerate([(80, "kg", "kg"), (79, "kg", "kg"), (172, "lb", "[lb_av]")], start=1)
    ]
    key = stage.receive("walter", *rows)[-1]
    page = opened(stage, "walter", key)
    assert 'class="chart trend"' in page
    assert "It was 174" in said(page)
    assert "79 kg" in page
    assert "172 lb" in row_of(listed(stage, "walter", "vital-signs"), "Body weight") or "172 lb" in listed(
        stage, "walter", "vital-signs"
    )


def test_one_result_has_no_trend_and_no_table(stage: Any) -> None:
    (key,) = stage.receive("walter", measured("Prooftest", 5))
    page = opened(stage, "walter", key)
    assert 'class="chart trend"' not in page
    assert "<table" not in page
    assert "last time" not in page


def test_harolds_three_hundred_points_make_one_page_that_says_how_many_more(stage: Any) -> None:
    newest = Observation.objects.filter(patient=stage.patient("harold").pk, code="6301-6").latest(
        "happened_at"
    )
    page = opened(stage, "harold", newest.pk)
    assert 'class="chart trend"' in page
    assert "in 300 tests." in page
    assert main_of(page).count("<tr") == 61
    assert "And 240 older ones." in page
    assert len(page) < 120_000
    assert "300 times" in listed(stage, "harold")


def test_a_flag_of_the_laboratory_is_told_in_words(stage: Any) -> None:
    words = {"LL": "Far below usual", "HH": "Far above usual", "L": "Below usual", "H": "Above usual",
             "A": "Outside usual", "N": "Usual", "POS": "Positive", "NEG": "Negative"}  # fmt: skip
    flags = [[term("v3-ObservationInterpretation", code)] for code in words]
    keys = stage.receive(
        "walter", *(measured(f"Prooftest {n}", 5, interpretation=f) for n, f in enumerate(flags))
    )
    for key, word in zip(keys, words.values(), strict=True):
        assert word in said(opened(stage, "walter", key))


def test_two_tests_with_the_same_local_code_in_two_systems_are_not_one_trend(stage: Any) -> None:
    here, there = (concept("Prooftest", (f"https://lab-{n}.example", "77", "Prooftest")) for n in "ab")
    first, _second = stage.receive(
        "walter", measured("", 5, code=here), measured("", 900, code=there, on="2026-10-01")
    )
    assert "900" not in said(opened(stage, "walter", first))


@pytest.mark.parametrize(("name", "table"), [("result", Observation), ("report", Report)])
def test_the_result_of_another_patient_is_not_found(stage: Any, name: str, table: Any) -> None:
    item = table.objects.filter(patient=stage.patient("harold").pk, is_void=False).first()
    for reader, person in (("rosa", "rosa"), ("rosa", "harold"), ("elena", "rosa"), ("david", "marcus")):
        url = reverse(f"results:{name}", args=[stage.patient(person).pk, item.pk])
        assert stage.browser(reader).get(url).status_code == 404
