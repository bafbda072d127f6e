"""A report as a patient reads it: its results in its order, what it says, and nothing before it is released."""

import re
from typing import Any

import pytest
from django.urls import reverse

from portico.results.models import Report

LAB = [{"coding": [{"code": "laboratory"}]}]


def part(number: int, value: float, status: str = "final") -> dict[str, Any]:
    return {
        "resourceType": "Observation", "id": f"proofpart-{number}", "status": status, "category": LAB,
        "code": {"text": f"Proofpart {number}"}, "effectiveDateTime": "2026-11-02T10:00:00Z",
        "valueQuantity": {"value": value, "unit": "mg/dL"},
    }  # fmt: skip


def listed(stage: Any, key: str, kind: str) -> str:
    url = reverse("results:results", args=[stage.patient(key).pk])
    return str(stage.browser(key).get(url, {"kind": kind}).content.decode())


def opened(stage: Any, key: str, item: Any, name: str = "result") -> str:
    response = stage.browser(key).get(reverse(f"results:{name}", args=[stage.patient(key).pk, item]))
    assert response.status_code == 200
    return response.content.decode()


def said(page: str) -> str:
    main = page.split('<main id="main"')[1].split("</main>", maxsplit=1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def row_of(page: str, name: str) -> str:
    assert name in page, f"{name} is not in the list"
    return page.split(name, 1)[1].split("</li>", 1)[0]


def grouped(stage: Any, status: str = "final", **more: Any) -> list[Any]:
    rows = [part(1, 1), part(2, 2)]
    waiting = part(3, 7319, "preliminary")
    report = {
        "resourceType": "DiagnosticReport", "status": status, "code": {"text": "Proof panel"},
        "effectiveDateTime": "2026-11-02T10:00:00Z", "conclusion": "All is well, 4711.",
        "result": [{"reference": f"Observation/proofpart-{n}"} for n in (2, 1, 3)], **more,
    }  # fmt: skip
    found: list[Any] = stage.receive("walter", *rows, waiting, report)
    return found


def test_a_report_has_its_results_in_its_order_and_what_it_says(stage: Any) -> None:
    one, two, waiting, report = grouped(stage)
    page = opened(stage, "walter", report, "report")
    assert "All is well, 4711." in page
    assert page.index("Proofpart 2") < page.index("Proofpart 1") < page.index("Proofpart 3")
    assert "7,319" not in page
    assert "Not released yet" in row_of(page, "Proofpart 3")
    own = opened(stage, "walter", one)
    aside = own.split("From the same report")[1]
    assert "Proofpart 2" in aside
    assert "Proofpart 1" not in aside
    assert "All is well, 4711." in own
    assert reverse("results:report", args=[stage.patient("walter").pk, report]) in own
    assert two != waiting


@pytest.mark.parametrize("status", ["preliminary", "registered", "partial"])
def test_what_an_unreleased_report_says_is_shown_nowhere(stage: Any, status: str) -> None:
    one, _two, _waiting, report = grouped(stage, status)
    assert "not released yet" in opened(stage, "walter", report, "report")
    for page in (opened(stage, "walter", report, "report"), opened(stage, "walter", one)):
        assert "4711" not in said(page)
    assert "Proofpart" not in said(opened(stage, "walter", report, "report"))


def test_an_appended_report_counts_as_released_and_says_that_it_changed(stage: Any) -> None:
    *_rows, report = grouped(stage, "appended")
    page = opened(stage, "walter", report, "report")
    assert "4711" in page
    assert "Corrected since the first report" in page


def test_a_cancelled_report_is_not_listed_and_a_mistaken_one_is_not_there(stage: Any) -> None:
    *_rows, report = grouped(stage, "cancelled")
    assert "Proof panel" not in listed(stage, "walter", "reports")
    assert "This report was cancelled." in opened(stage, "walter", report, "report")
    Report.objects.filter(pk=report).update(is_void=True)
    url = reverse("results:report", args=[stage.patient("walter").pk, report])
    assert stage.browser("walter").get(url).status_code == 404
