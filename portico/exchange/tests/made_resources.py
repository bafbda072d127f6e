"""Resources made by hand, as small as they may be."""

from typing import Any

SNOMED = "http://snomed.info/sct"


def a_patient(key: str = "p1", **more: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": key, "name": [{"family": "Okafor", "given": ["Ngozi"]}], **more}


def a_problem(
    key: str = "c1", patient: str = "p1", text: str = "Sprained ankle", **more: Any
) -> dict[str, Any]:
    return {
        "resourceType": "Condition",
        "id": key,
        "subject": {"reference": f"Patient/{patient}"},
        "code": {"text": text, "coding": [{"system": SNOMED, "code": "44465007"}]},
        **more,
    }


def a_result(key: str = "o1", patient: str = "p1", value: float = 5.5, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": key,
        "status": "final",
        "code": {"text": "Potassium", "coding": [{"system": "http://loinc.org", "code": "2823-3"}]},
        "subject": {"reference": f"Patient/{patient}"},
        "effectiveDateTime": "2026-11-02T09:00:00Z",
        "valueQuantity": {"value": value, "unit": "mmol/L"},
        **more,
    }


def updated(resource: dict[str, Any], at: str) -> dict[str, Any]:
    return {**resource, "meta": {**resource.get("meta", {}), "lastUpdated": at}}
