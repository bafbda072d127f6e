"""Whatever the record systems sent: every page of every imported patient shows, to the patient."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portico.archive.models import Entry
from portico.chart.models import Document
from portico.core.viewer import Purpose, system_viewer
from portico.exchange.actions import import_path
from portico.people import actions as people
from portico.people.models import Patient
from portico.results.models import Observation, Report

OF_ONE_ITEM = {
    "results:result": Observation, "results:report": Report, "chart:document": Document,
}  # fmt: skip
AT_MOST = 12  # of a kind, for each patient: the first, the last and some between


def addresses(stage: Any, patient: Patient) -> list[str]:
    found = list(stage.pages(patient).values())
    for name, model in OF_ONE_ITEM.items():
        keys = list(
            model.objects.filter(patient=patient, is_void=False)
            .order_by("happened_at", "pk")
            .values_list("pk", flat=True)
        )
        step = max(1, len(keys) // AT_MOST)
        found += [reverse(name, args=[patient.pk, key]) for key in {*keys[::step], *keys[-1:]}]
    for document in Document.objects.filter(patient=patient, is_void=False)[:AT_MOST]:
        found += [
            reverse("chart:document-file", args=[patient.pk, document.pk, f["number"]])
            for f in document.files
        ]
    return found


def broken_pages(stage: Any, patient: Patient, client: Client) -> list[str]:
    """The addresses that did not show, opened as the patient, in both languages."""
    people.relate(
        by=system_viewer(Purpose.SET_UP), account_id=stage.account("rosa").pk, patient_id=patient.pk, kind="self",
        starts_on=date(2024, 1, 1),
    )  # fmt: skip
    broken = []
    for language in ("en", "es"):
        client.cookies["language"] = language
        for address in addresses(stage, patient):
            # A question about a result begins with which one; who has none to choose from is led on in one step.
            answer = client.get(address, follow=True)
            status = answer.status_code
            if status != 200 or len(answer.redirect_chain) > 1:
                broken.append(f"{status} {address} ({language}) of {patient.source}")
    return broken


@pytest.fixture
def patients(shared_data: Path) -> Path:
    return shared_data / "patients"


def test_every_kind_of_page_is_opened(stage: Any) -> None:
    pages = stage.pages(stage.patient("rosa"))
    assert {"home:home", "results:results", "chart:medicines", "scheduling:visits", "messaging:threads"} <= {
        *pages
    }


def test_every_page_of_the_smallest_the_largest_and_the_oddest_record_shows(
    stage: Any, patients: Path
) -> None:
    with (patients / "synthea/index.csv").open(newline="") as table:
        rows = sorted(csv.DictReader(table), key=lambda row: int(row["size"]))
    odd = patients / "inferno-reference-server-data/resources/uscore_bundle_patient_355.json"
    chosen = [patients / "synthea" / rows[0]["file"], patients / "synthea" / rows[-1]["file"], odd]
    broken = []
    for number, file in enumerate(chosen):
        import_path(system_viewer(Purpose.RECORD_IMPORT), file, f"odd-{number}")
        for patient in Patient.objects.filter(source=f"odd-{number}"):
            broken += broken_pages(stage, patient, stage.browser("rosa"))
    assert broken == []


@pytest.mark.full
def test_every_page_of_every_record_shows(stage: Any, patients: Path) -> None:
    import_path(system_viewer(Purpose.RECORD_IMPORT), patients, "everybody")
    client = stage.browser("rosa")
    everybody = Patient.objects.filter(source="everybody")
    assert everybody.count() == Entry.objects.filter(source="everybody", type="Patient").count() > 90
    broken = [line for patient in everybody for line in broken_pages(stage, patient, client)]
    assert broken == []
