"""How much of real-shaped records the tables can name, counted by displayed row."""

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portico.lib.words import Kind, words

ROOT = Path(__file__).resolve().parents[4]
PATIENTS = Path(os.environ.get("PORTICO_SHARED_DATA", ROOT.parent / "shared" / "data")) / "patients"
SHOWN: dict[str, tuple[str, Kind]] = {
    "Observation": ("code", Kind.RESULT),
    "DiagnosticReport": ("code", Kind.RESULT),
    "Condition": ("code", Kind.PROBLEM),
    "MedicationRequest": ("medicationCodeableConcept", Kind.MEDICINE),
    "AllergyIntolerance": ("code", Kind.ALLERGY),
    "Immunization": ("vaccineCode", Kind.VACCINE),
    "Encounter": ("type", Kind.ENCOUNTER),
    "Procedure": ("code", Kind.PROCEDURE),
    "DocumentReference": ("type", Kind.DOCUMENT),
}
needs_patients = pytest.mark.skipif(not PATIENTS.is_dir(), reason="the shared test data is not here")


def resources(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".ndjson":
        found = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    else:
        found = [
            json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        ]
    for one in found:
        yield from unpacked(one)


def unpacked(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict) and node.get("resourceType", "Bundle") != "Bundle":
        yield node
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from unpacked(part)


def named(concept: dict[str, Any], kind: Kind) -> bool:
    codings = concept.get("coding") or [{}]
    return any(
        words(
            kind,
            system=coding.get("system", ""),
            code=coding.get("code", ""),
            text=concept.get("text") or coding.get("display", ""),
            language="en",
        ).is_known
        for coding in codings
    )


def counts(paths: list[Path]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    total: Counter[str] = Counter()
    known: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for resource in (resource for path in paths for resource in resources(path)):
        field, kind = SHOWN.get(resource["resourceType"], ("", Kind.RESULT))
        if (concept := resource.get(field)) is None:
            continue
        concept = concept[0] if isinstance(concept, list) else concept
        total[resource["resourceType"]] += 1
        is_known = named(concept, kind)
        known[resource["resourceType"]] += is_known
        if not is_known:
            missing[f"{resource['resourceType']} {json.dumps(concept)[:150]}"] += 1
    return total, known, missing


def report(title: str, total: Counter[str], known: Counter[str]) -> str:
    lines = [
        f"\n{title}: {known.total()} of {total.total()} rows named ({known.total() / total.total():.1%})"
    ]
    lines += [
        f"  {kind:20} {known[kind]:6} of {total[kind]:6}  {known[kind] / total[kind]:.1%}"
        for kind in sorted(total)
    ]
    return "\n".join(lines)


@needs_patients
@pytest.mark.parametrize(
    ("title", "pattern", "least_overall", "least_each"),
    [
        ("synthea", "synthea/*.json.gz", 0.99, 0.98),
        ("sample-bulk-fhir-datasets", "sample-bulk-fhir-datasets/*/*.ndjson", 0.99, 0.98),
        ("inferno-reference-server-data", "inferno*/resources/*bundle*.json", 0.90, 0.85),
    ],
)
def test_nearly_every_row_a_patient_sees_has_a_plain_name(
    capsys: pytest.CaptureFixture[str], title: str, pattern: str, least_overall: float, least_each: float
) -> None:
    total, known, missing = counts(sorted(PATIENTS.glob(pattern)))
    with capsys.disabled():
        print(report(title, total, known))
    assert total.total() > 100
    assert known.total() >= least_overall * total.total(), missing.most_common(20)
    assert all(known[kind] >= least_each * total[kind] for kind in total), missing.most_common(20)
