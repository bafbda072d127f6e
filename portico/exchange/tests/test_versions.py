"""The same resource again, older or newer: what is in force, and that a second import changes nothing."""

from datetime import UTC, datetime
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portico.archive.actions import Fate, Received, receive
from portico.archive.models import Entry, Version
from portico.audit.models import Row
from portico.chart.models import Problem
from portico.clinic.models import Site
from portico.core.models import Delivery, Event
from portico.core.viewer import Purpose, Viewer, system_viewer
from portico.exchange.tests.made_resources import a_patient, a_problem, a_result, updated
from portico.people import actions as people
from portico.people.models import Patient
from portico.results.models import Observation

OLD, MIDDLE, NEW = (
    updated(a_result(value=value), f"2026-11-{day:02d}T08:00:00Z")
    for value, day in ((4.1, 1), (4.2, 2), (4.3, 3))
)


ORDERS = list(permutations([OLD, MIDDLE, NEW]))
in_any_order = pytest.mark.parametrize(
    "order", ORDERS, ids=["-".join(str(r["valueQuantity"]["value"]) for r in order) for order in ORDERS]
)


def the_result() -> Observation:
    return Observation.objects.get(source="upstate")


@in_any_order
def test_in_whatever_order_versions_arrive_the_newest_is_in_force(bring: Any, order: Any) -> None:
    bring(a_patient())
    for version in order:
        bring(version)
    assert the_result().number == "4.3"
    entry = Entry.objects.get(source="upstate", type="Observation")
    assert entry.updated_at == datetime(2026, 11, 3, 8, tzinfo=UTC)
    assert entry.versions.count() == 3


@in_any_order
def test_so_it_is_when_all_versions_stand_in_one_file(bring: Any, order: Any) -> None:
    report = bring(a_patient(), *order)
    assert the_result().number == "4.3"
    counts = report.types["Observation"]
    assert (counts.received, counts.created, counts.updated) == (3, 1, 2)


def test_two_versions_of_one_patient_in_one_file_are_one_person(bring: Any) -> None:
    old = updated(a_patient(name=[{"family": "Old"}]), "2026-11-01T08:00:00Z")
    new = updated(a_patient(name=[{"family": "New"}]), "2026-11-02T08:00:00Z")
    report = bring(new, old, a_problem())
    assert (
        report.types["Patient"].received == Version.objects.filter(entry__source="upstate").count() - 1 == 2
    )
    assert Patient.objects.get(source="upstate").family == "New"


def test_the_offset_of_a_date_counts_when_versions_are_compared(bring: Any) -> None:
    later = updated(a_result(value=7), "2026-11-01T23:30:00-06:00")
    bring(a_patient(), later)
    bring(updated(a_result(value=6), "2026-11-02T01:00:00Z"))
    assert the_result().number == "7"


def test_without_dates_the_last_received_is_in_force(bring: Any) -> None:
    bring(a_patient(), a_problem(text="Sprain"))
    report = bring(a_problem(text="Fracture"))
    assert report.types["Condition"].updated == 1
    assert Problem.objects.get(source="upstate").text == "Fracture"


def test_the_order_of_keys_and_the_white_space_are_no_change(bring: Any) -> None:
    bring(a_patient(), a_problem())
    turned = dict(reversed(a_problem().items()))
    report = bring(turned)
    assert report.types["Condition"].unchanged == 1
    assert Version.objects.filter(entry__source="upstate", entry__type="Condition").count() == 1


def test_the_same_id_of_two_record_systems_is_two_resources(bring: Any) -> None:
    bring(a_patient(), a_problem(), source="upstate")
    report = bring(a_patient(name=[{"family": "Other"}]), a_problem(), source="downstate")
    assert report.types["Patient"].created == report.types["Condition"].created == 1
    assert Patient.objects.filter(source__in=["upstate", "downstate"]).count() == 2


def test_a_second_import_writes_nothing_but_its_ledger_row(bring: Any) -> None:
    everything = (a_patient(), a_problem(), a_result())
    bring(*everything)
    before = (Entry.objects.count(), Version.objects.count(), Event.objects.count(), Row.objects.count())
    report = bring(*everything)
    assert all(c.unchanged == c.received for c in report.types.values())
    entries, versions, events, rows = before
    assert (Entry.objects.count(), Version.objects.count(), Event.objects.count()) == (
        entries,
        versions,
        events,
    )
    assert list(Row.objects.order_by("pk").values_list("kind", flat=True)[rows:]) == ["source", "import"]


def test_where_the_practice_put_a_patient_the_record_system_does_not_move_them(bring: Any) -> None:
    bring(a_patient())
    patient = Patient.objects.get(source="upstate")
    denver = Site.objects.get(name="Denver clinic")
    people.move(by=system_viewer(Purpose.SET_UP), patient_id=patient.pk, site_id=denver.pk)
    bring(a_patient(gender="female"))
    patient.refresh_from_db()
    assert (patient.site_id, patient.gender) == (denver.pk, "female")


def test_a_number_that_the_record_system_took_back_is_no_longer_theirs(bring: Any) -> None:
    wrong, right = ({"system": "urn:mrn", "value": value} for value in ("4711", "4712"))
    bring(a_patient(identifier=[wrong], telecom=[{"system": "phone", "value": "608-555-0100"}]))
    bring(a_patient(identifier=[right], telecom=[{"system": "phone", "value": "608-555-0199"}]))
    patient = Patient.objects.get(source="upstate")
    assert [i.value for i in patient.identifiers.all()] == ["4712"]
    assert [c.value for c in patient.contacts.all()] == ["608-555-0199"]


def test_an_import_is_quiet(bring: Any) -> None:
    deliveries, mails = Delivery.objects.count(), len(mail.outbox)
    bring(a_patient(), a_problem(), a_result())
    assert (Delivery.objects.count(), len(mail.outbox)) == (deliveries, mails)


def test_each_patient_of_a_batch_has_one_event_and_the_batch_one_ledger_row(bring: Any) -> None:
    rows, events = Row.objects.count(), Event.objects.count()
    bring(a_patient("p1"), a_patient("p2"), a_problem("c1", "p1"), a_result("o1", "p1"), a_result("o2", "p2"))
    assert [row.kind for row in Row.objects.order_by("pk")[rows:]] == ["source", "import"]
    told = list(Event.objects.order_by("pk")[events:])
    assert [event.name for event in told] == ["exchange.record_imported"] * 2
    assert {event.patient for event in told} == {str(p.pk) for p in Patient.objects.filter(source="upstate")}
    first = next(event for event in told if event.data["created"] == 2)
    assert (first.data["first"], first.data["last"], first.data["updated"]) == ("2026-11-02", "2026-11-02", 0)


def test_a_patient_is_never_split_over_two_batches(bring: Any) -> None:
    rows, events = Row.objects.count(), Event.objects.count()
    many = [a_result(f"{p}-{n}", p) for n in range(700) for p in ("p1", "p2")]
    bring(a_patient("p1"), a_patient("p2"), a_patient("p3"), *many, a_result("last", "p3"))
    assert [row.kind for row in Row.objects.order_by("pk")[rows:]] == ["source", "import", "import", "import"]
    assert sorted(event.data["created"] for event in Event.objects.order_by("pk")[events:]) == [1, 700, 700]


def test_a_batch_whose_ledger_row_can_not_be_written_leaves_nothing(bring: Any) -> None:
    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT INTO audit_row") and "import" in params:
            raise OSError("no room for the ledger")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse), pytest.raises(OSError, match="no room"):
        bring(a_patient(), a_problem())
    assert not Entry.objects.filter(source="upstate").exists()
    assert not Patient.objects.filter(source="upstate").exists()


ids = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=64)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=ids, place=st.integers(0, 63))
def test_ids_that_differ_in_one_character_stay_apart(importer: Viewer, key: str, place: int) -> None:
    at = place % len(key)
    other = key[at].swapcase() if key[at].swapcase() != key[at] else chr(ord(key[at]) + 1)
    keys = {key, key[:at] + other + key[at + 1 :], f"{key} ", f"0{key}", key.lower(), key.upper()}
    keys = {k for k in keys if k.encode("utf-8", "ignore").decode() == k}  # no half of a surrogate pair
    source = uuid4().hex
    items = [Received("Condition", k, None, {"resourceType": "Condition", "id": k}, None) for k in keys]
    kept = receive(by=importer, source=source, items=items)
    assert len({one.entry_id for one in kept}) == len(keys)
    again = receive(by=importer, source=source, items=items)
    assert [(k.entry_id, Fate.UNCHANGED) for k in kept] == [(k.entry_id, k.fate) for k in again]
