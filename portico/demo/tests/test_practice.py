"""The practice around the cast: everybody in it, of all ages, with believable records; the same on the same day."""

import base64
from collections import Counter
from datetime import date
from functools import cache
from itertools import groupby

import pytest

from portico.demo import cast
from portico.demo.history.words.writing import sentences
from portico.demo.practice.charts import chart_of
from portico.demo.practice.holidays import closures
from portico.demo.practice.households import Resident, residents
from portico.demo.practice.staff import COLLEAGUES, POOLS, SITES
from portico.demo.record.chart import Chart
from portico.lib.fhir import read

TODAY = date(2026, 11, 24)
EVERYBODY = 274  # with the cast, its neighbors and the nearly empty record: 300


@cache
def town() -> tuple[Resident, ...]:
    return tuple(residents(EVERYBODY, TODAY))


@cache
def charts() -> dict[str, Chart]:
    return {one.subject.mrn: chart_of(one, TODAY) for one in town()}


def papers_of(chart: Chart) -> list[str]:
    return [
        base64.b64decode(content["attachment"]["data"]).decode()
        for row in chart.resources
        if row["resourceType"] == "DocumentReference"
        for content in row["content"]
    ]


def test_eighteen_people_work_at_three_sites_in_two_zones():
    assert len(cast.STAFF) + len(COLLEAGUES) == 18
    assert len(SITES) == 3
    assert len({site.zone for site in SITES}) == 2
    keys = {person.key for person in cast.STAFF} | {one.key for one in COLLEAGUES}
    assert len(keys) == 18
    assert {
        key for _name, _kinds, members in POOLS.values() for site in members.values() for key in site
    } <= keys


def test_no_physician_works_in_a_pool():
    doctors = {one.key for one in COLLEAGUES if one.role == "physician"} | {"amara"}
    members = {key for _name, _kinds, sites in POOLS.values() for keys in sites.values() for key in keys}
    assert not doctors & members


def test_the_same_day_gives_the_same_people_and_the_same_records():
    again = residents(30, TODAY)
    assert [one.subject for one in again] == [one.subject for one in town()[:30]]
    assert [chart_of(one, TODAY).resources for one in again] == [
        charts()[one.subject.mrn].resources for one in again
    ]


def test_there_are_babies_and_people_over_ninety_and_many_languages():
    ages = [one.age for one in town()]
    assert min(ages) == 0
    assert max(ages) >= 90
    assert {one.subject.languages[0] for one in town()} >= {"en", "es", "vi", "hmn"}
    assert 0.12 <= sum(one.writes_in == "es" for one in town()) / EVERYBODY <= 0.35


def test_parents_act_for_their_children_and_grown_children_for_their_parents():
    ages = {one.number: one.age for one in town()}
    kinds = Counter(kind for one in town() for _other, kind in one.acts_for)
    assert kinds["parent"] > 50
    assert kinds["parent-of-teen"] > 15
    assert kinds["adult"] >= 5
    for one in town():
        for other, kind in one.acts_for:
            assert {"parent": 0, "parent-of-teen": 12, "adult": 70}[kind] <= ages[other]
            assert kind == "adult" or ages[other] < 18


def test_nobody_shares_a_number_or_a_sign_in_and_contacts_are_made_up():
    assert len({one.subject.mrn for one in town()}) == EVERYBODY
    assert len({one.sign_in for one in town()}) == EVERYBODY
    for one in town():
        assert "-555-01" in (one.subject.mobile or one.subject.phone)
        assert one.sign_in.endswith("@example.org")


def test_every_resource_can_be_read_and_none_lies_in_the_future_or_before_birth():
    for mrn, chart in charts().items():
        born = chart.subject.born.isoformat()
        for item in chart.resources:
            assert read(item) is not None, (mrn, item["id"])
            for name in (
                "effectiveDateTime",
                "issued",
                "occurrenceDateTime",
                "onsetDateTime",
                "recordedDate",
            ):
                assert born <= item.get(name, born)[:10] <= TODAY.isoformat(), (item["id"], name)


def test_a1c_falls_over_two_years_in_those_who_live_with_diabetes():
    lines = 0
    for one in town():
        if "diabetes" in one.traits:
            values = [
                row["valueQuantity"]["value"] for row in charts()[one.subject.mrn].resources
                if row["resourceType"] == "Observation" and row["code"]["text"] == "Hemoglobin A1c"
            ]  # fmt: skip
            assert len(values) >= 6
            assert values[0] - values[-1] > 0.2
            lines += 1
    assert lines > 15


def test_no_paper_says_a_sentence_twice():
    for chart in charts().values():
        for text in papers_of(chart):
            said = sentences(text)
            assert len(said) == len(set(said)), text


@pytest.mark.parametrize("today", [TODAY, date(2027, 2, 3), date(2028, 12, 31)])
def test_there_is_always_a_next_holiday_and_one_on_its_own_weekday(today: date):
    days = dict(closures(today))
    assert any(day > today for day in days)
    assert sum(day < today for day in days) >= 12
    assert all(day.weekday() < 5 for day in days)
    assert {day.weekday() for day, name in days.items() if name == "Thanksgiving"} == {3}


def test_thanksgiving_2026_is_the_26th_of_november():
    assert dict(closures(TODAY))[date(2026, 11, 26)] == "Thanksgiving"


def test_children_of_one_household_share_its_family_name():
    for _number, group in groupby(town(), key=lambda one: (one.subject.street, one.subject.family)):
        home = list(group)
        assert len({one.subject.site.key for one in home}) == 1
