"""One bad resource stops no other: it is refused with file, place and reason, and the rest goes on."""

import gzip
import json
from typing import Any

import orjson
import pytest

from portico.archive.models import Entry
from portico.chart.models import Problem
from portico.exchange.tests.made_resources import a_patient, a_problem, a_result
from portico.results.models import Observation


def nested(depth: int) -> dict[str, Any]:
    inside: dict[str, Any] = {"url": "x", "valueString": "end"}
    for _ in range(depth):
        inside = {"url": "x", "extension": [inside]}
    return inside


NO_TYPE = {"id": "c9", "subject": {"reference": "Patient/p1"}}
NO_ID = {"resourceType": "Condition", "subject": {"reference": "Patient/p1"}}
NO_PATIENT = {"resourceType": "Condition", "id": "c9", "code": {"text": "Cough"}}

REFUSED = [
    ("no resourceType", NO_TYPE, "entry 1", "has no resourceType"),
    ("a resourceType that is a number", {**NO_TYPE, "resourceType": 7}, "entry 1", "has no resourceType"),
    ("no id", NO_ID, "entry 1", "has no id"),
    ("an id that is a number", {**NO_ID, "id": 7}, "entry 1", "has no id"),
    ("an id of 5,000 characters", {**NO_ID, "id": "7" * 5000}, "entry 1", "an id over 200"),
    ("a type of 5,000 characters", {**NO_ID, "id": "7", "resourceType": "X" * 5000}, "entry 1", "over 60"),
    ("no patient", NO_PATIENT, "Condition/c9", "names no patient"),
    ("a patient whom nobody knows", a_problem("c9", "nobody"), "Condition/c9", "neither in this import"),
    ("a day that never was", a_problem("c9", onsetDateTime="2026-02-30"), "onsetDateTime", ""),
    ("a thirteenth month", a_patient("p9", birthDate="1980-13-01"), "birthDate", ""),
    ("a word where an object stands", a_problem("c9", code="cough"), "Condition.code", ""),
    ("text where a resource stands", "cough", "entry 1", "is not a FHIR resource"),
    ("a list where a resource stands", [1], "entry 1", "is not a FHIR resource"),
    ("a character that ends texts", a_problem("c9", text="cou\0gh"), "entry 1", "U+0000"),
]


@pytest.mark.parametrize(
    ("resource", "place", "reason"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_what_can_not_be_kept_is_refused_alone(bring: Any, resource: Any, place: str, reason: str) -> None:
    report = bring(a_patient(), resource, a_problem(), a_result())
    [refusal] = report.refusals
    assert refusal.file == "a.json"
    assert place in refusal.place
    assert reason in refusal.reason
    assert len(refusal.reason) > 5
    assert sum(counts.refused for counts in report.types.values()) == 1
    assert Problem.objects.filter(source="upstate").count() == 1
    assert Observation.objects.filter(source="upstate").count() == 1
    assert not Entry.objects.filter(source="upstate", resource_id__in=["c9", "p9"]).exists()


BROKEN_FILES = [
    ("not JSON", "a.json", b"<Bundle/>", "is not JSON"),
    ("cut in the middle", "a.json", b'{"resourceType": "Bundle", "entry": [{"resou', "is not JSON"),
    ("empty", "a.json", b"", "is not JSON"),
    ("not gzip", "a.json.gz", b"no gzip at all", "can't be read"),
    ("cut gzip", "a.json.gz", gzip.compress(b'{"resourceType": "Patient"}' * 99)[:-20], "can't be read"),
    (
        "a broken stream in gzip",
        "a.json.gz",
        gzip.compress(bytes(range(256)) * 9)[:40] + b"\xff" * 60,
        "can't be read",
    ),
    ("not UTF-8", "a.json", b'{"resourceType": "Patient", "id": "\xff"}', "is not JSON"),
    ("two thousand brackets", "a.json", b"[" * 2000, "is not JSON"),
]


@pytest.mark.parametrize(
    ("name", "data", "reason"), [c[1:] for c in BROKEN_FILES], ids=[c[0] for c in BROKEN_FILES]
)
def test_a_file_that_can_not_be_read_is_named_with_the_reason(
    bring: Any, name: str, data: bytes, reason: str
) -> None:
    report = bring(name=name, data=data)
    [refusal] = report.refusals
    assert (refusal.file, report.skipped) == (name, [])
    assert reason in refusal.reason


@pytest.mark.parametrize(
    "bundle",
    [
        {"resourceType": "Bundle"},
        {"resourceType": "Bundle", "entry": []},
        {"resourceType": "Bundle", "entry": "x"},
        {"resourceType": "Bundle", "entry": [{}, 7, {"fullUrl": "urn:uuid:x"}]},
        {"kind": "log"},
        [],
        7,
    ],
    ids=str,
)
def test_a_file_without_a_resource_is_skipped_by_name(bring: Any, bundle: Any) -> None:
    report = bring(data=orjson.dumps(bundle))
    assert report.skipped == [{"file": "a.json", "items": 1, "reason": "holds no FHIR resource"}]
    assert not report.refusals


def test_boxes_in_boxes_without_end_are_refused_alone(bring: Any) -> None:
    deep = json.dumps(a_problem("c9", extension=[nested(250)]))
    lines = [json.dumps(a_patient()), deep, json.dumps(a_problem())]
    report = bring(name="all.ndjson", data="\n".join(lines).encode())
    assert [(r.place, r.reason) for r in report.refusals] == [("line 2", "is nested too deeply")]
    assert Problem.objects.filter(source="upstate").count() == 1


def test_one_broken_line_of_a_bulk_file_is_named_and_the_others_are_taken(bring: Any) -> None:
    lines = [orjson.dumps(a_patient()), b'{"resourceType": ', b"", orjson.dumps(a_patient("p2"))]
    report = bring(name="Patient.ndjson", data=b"\n".join(lines))
    assert [(r.file, r.place) for r in report.refusals] == [("Patient.ndjson", "line 2")]
    assert report.types["Patient"].created == 2


def test_a_note_of_five_million_characters_is_kept_whole(bring: Any) -> None:
    report = bring(
        a_patient(), a_problem(note=[{"text": "x" * 5_000_000}]), a_problem("c2", text="y" * 5_000_000)
    )
    assert not report.refusals
    bodies = Entry.objects.filter(source="upstate", type="Condition").values_list("versions__body", flat=True)
    assert all(len(body) > 5_000_000 for body in bodies)
    assert Problem.objects.get(source="upstate", code="44465007", text__startswith="y").text == "y" * 500


def test_an_element_that_fhir_does_not_have_is_kept_and_warned_of(bring: Any) -> None:
    report = bring(a_patient(shoeSize=42), a_problem(mood="blue"))
    places = [(w.file, w.place, w.reason) for w in report.warnings]
    assert places == [
        ("a.json", "entry 0, Patient.shoeSize", "is not an element of FHIR R4"),
        ("a.json", "entry 1, Condition.mood", "is not an element of FHIR R4"),
    ]
    kept = Entry.objects.get(source="upstate", type="Patient").versions.get()
    assert orjson.loads(kept.body)["shoeSize"] == 42


def test_what_has_no_page_is_kept_all_the_same(bring: Any) -> None:
    goal = {
        "resourceType": "Goal", "id": "g1", "subject": {"reference": "Patient/p1"}, "lifecycleStatus": "active",
        "description": {"text": "Walk to the lake"},
    }  # fmt: skip
    report = bring(a_patient(), goal, {"resourceType": "Organization", "id": "org", "name": "Lab"})
    assert report.types["Goal"].created == report.types["Organization"].created == 1
    patient = Entry.objects.get(source="upstate", type="Patient")
    assert Entry.objects.get(source="upstate", type="Goal").patient == str(patient.pk)
    assert Entry.objects.get(source="upstate", type="Organization").patient == ""
