"""Whole records that nobody here wrote: everything is taken, a second time changes nothing, every page shows.

The normal run takes twelve of the generated records and both odd folders; the whole of them is a long proof.
"""

import csv
import hashlib
import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command

from portico.archive.models import Entry, Version
from portico.core.models import Delivery, PatientRow
from portico.core.viewer import Purpose, system_viewer
from portico.exchange.actions import import_path
from portico.exchange.rules.report import Report
from portico.lib.fhir.files import read_file
from portico.people.models import Patient

SOURCE = "corpus"
ODD = ("inferno-reference-server-data", "sample-bulk-fhir-datasets")


def generated(patients: Path) -> list[dict[str, str]]:
    """What the generator says it wrote: counts by type for each file."""
    with (patients / "synthea/index.csv").open(newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture(scope="session")
def patients(shared_data: Path) -> Path:
    return shared_data / "patients"


@pytest.fixture
def some(patients: Path, tmp_path: Path) -> Path:
    """Both odd folders and twelve generated records, the smallest and the largest among them."""
    rows = sorted(generated(patients), key=lambda row: int(row["size"]))
    files = [patients / "synthea" / row["file"] for row in [*rows[:-1:7], rows[-1]]]
    return linked(
        tmp_path,
        patients,
        [*files, *(f for name in ODD for f in (patients / name).rglob("*") if f.is_file())],
    )


def linked(folder: Path, patients: Path, files: list[Path]) -> Path:
    """A folder that holds these files alone, each where it stood."""
    for file in files:
        link = folder / file.relative_to(patients)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(file)
    return folder


def take(path: Path, source: str = SOURCE) -> Report:
    return import_path(system_viewer(Purpose.RECORD_IMPORT), path, source)


def totals(report: Report) -> dict[str, int]:
    words = ("received", "created", "updated", "unchanged", "refused")
    return {word: sum(getattr(counts, word) for counts in report.types.values()) for word in words}


def picture() -> dict[str, str]:
    """A mark of every table that an import may write."""
    tables = [model for model in apps.get_models() if issubclass(model, PatientRow)]
    tables += [
        Entry,
        Version,
        Patient,
        *(apps.get_model("people", name) for name in ("Identifier", "Contact")),
    ]
    return {
        model.__name__: hashlib.sha256(
            repr(list(model._base_manager.order_by("pk").values_list())).encode()
        ).hexdigest()
        for model in tables
    }


def prove_that_everything_is_taken(folder: Path, patients: Path) -> None:
    deliveries = Delivery.objects.count()
    report = take(folder)
    assert report.refusals == []
    assert [(w.file.rpartition("/")[2], w.place) for w in report.warnings] == [
        ("us_quality_core_bundle_patient.json", "entry 1, Media.content.link"),
        ("uscore_bundle_patient_355.json", "entry 266, Observation.effectivePeriod.stop"),
    ]
    assert report.skipped_items == 9
    assert {Path(entry["file"]).name for entry in report.skipped} == {
        "log.ndjson",
        "g10_confidential_client.json",
    }
    assert totals(report)["received"] == sum(totals(report)[w] for w in ("created", "updated", "unchanged"))
    prove_that_a_second_time_changes_nothing(folder)
    assert (Delivery.objects.count(), mail.outbox) == (deliveries, [])
    prove_that_people_of_two_folders_are_one(patients)


def prove_that_a_second_time_changes_nothing(folder: Path) -> None:
    before = picture()
    again = totals(take(folder))
    assert again["unchanged"] == again["received"]
    assert picture() == before


def prove_that_people_of_two_folders_are_one(patients: Path) -> None:
    def ids(name: str) -> set[str]:
        lines = (patients / f"sample-bulk-fhir-datasets/{name}/Patient.000.ndjson").read_text().splitlines()
        return {json.loads(line)["id"] for line in lines}

    twice = ids("10-patients") & ids("100-patients")
    assert len(twice) == 13
    entries = Entry.objects.filter(source=SOURCE, type="Patient", resource_id__in=twice)
    assert entries.count() == Patient.objects.filter(pk__in=entries.values("pk")).count() == 13


def prove_the_generator_right(folder: Path, patients: Path) -> None:
    """Counts by type, of each file by itself."""
    for row in generated(patients):
        file = folder / "synthea" / row["file"]
        if not file.exists():
            continue
        types = take(file, source=row["file"][:60]).types
        wanted = {kind: int(row[kind]) for kind in row if kind[0].isupper() and int(row[kind])}
        assert {kind: types[kind].created for kind in wanted} == wanted, row["file"]
        assert types["Patient"].created == 1


@pytest.mark.usefixtures("stage")
def test_twelve_records_and_both_odd_folders_are_taken_whole(some: Path, patients: Path) -> None:
    prove_that_everything_is_taken(some, patients)


@pytest.mark.usefixtures("stage")
def test_three_files_hold_what_their_generator_counted(patients: Path, tmp_path: Path) -> None:
    files = [patients / "synthea" / row["file"] for row in generated(patients)[:3]]
    prove_the_generator_right(linked(tmp_path, patients, files), patients)


@pytest.mark.full
@pytest.mark.usefixtures("stage")
def test_the_whole_corpus_is_taken_whole(patients: Path) -> None:
    prove_that_everything_is_taken(patients, patients)
    sums: Counter[str] = Counter()
    for row in generated(patients):
        sums.update({kind: int(row[kind]) for kind in row if kind[0].isupper()})
    names = {key for row in generated(patients) for key in patients_in(patients / "synthea" / row["file"])}
    people = Patient.objects.filter(
        pk__in=Entry.objects.filter(source=SOURCE, type="Patient", resource_id__in=names).values("pk")
    )
    kept = Counter(
        Entry.objects.filter(source=SOURCE, patient__in=[str(p.pk) for p in people]).values_list(
            "type", flat=True
        )
    )
    for kind in (
        "Condition",
        "MedicationRequest",
        "Immunization",
        "Observation",
        "Encounter",
        "DiagnosticReport",
    ):
        assert kept[kind] == sums[kind], kind


def patients_in(file: Path) -> list[str]:
    found = [entry.resource for entry in read_file(file, file.name).found]
    return [resource["id"] for resource in found if resource["resourceType"] == "Patient"]


@pytest.mark.full
@pytest.mark.usefixtures("stage")
def test_every_file_holds_what_its_generator_counted(patients: Path) -> None:
    prove_the_generator_right(patients, patients)


@pytest.mark.usefixtures("stage")
def test_the_command_prints_its_report_as_json(patients: Path) -> None:
    folder = patients / "sample-bulk-fhir-datasets/10-patients"
    out = StringIO()
    call_command("import", str(folder), "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert set(report) == {"types", "warnings", "refusals", "skipped"}
    assert report["types"]["Patient"]["created"] == 13
    for counts in report["types"].values():
        assert set(counts) == {"received", "created", "updated", "unchanged", "refused"}
        assert counts["received"] == counts["created"] + counts["updated"] + counts["unchanged"]
    [skipped] = report["skipped"]
    assert skipped["file"] == "log.ndjson"
    assert Entry.objects.filter(source="10-patients").exists()
