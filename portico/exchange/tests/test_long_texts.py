"""Whatever a record system writes into a text or a number, no column is too narrow to take the import."""

from collections.abc import Iterator
from typing import Any

import pytest

from portico.exchange.tests.made_resources import a_patient, a_problem, a_result

REF = {"subject": {"reference": "Patient/p1"}}
CODE = {"text": "t", "coding": [{"system": "s", "code": "c", "display": "d"}]}
PERIOD = {"start": "2026-01-01", "end": "2026-01-02"}
NAMED = {"reference": "Practitioner/x", "display": "Dr X"}
SAMPLES: list[dict[str, Any]] = [
    a_patient(
        gender="female", telecom=[{"system": "phone", "use": "home", "value": "1"}, {"system": "email", "value": "a"}],
        identifier=[{"system": "s", "value": "v", "type": CODE}], address=[{"line": ["l"], "city": "c"}],
        generalPractitioner=[NAMED], communication=[{"language": CODE, "preferred": True}],
    ),
    a_problem(clinicalStatus=CODE, verificationStatus=CODE, category=[CODE], note=[{"text": "n"}]),
    a_result(
        category=[CODE], method=CODE, performer=[NAMED], note=[{"text": "n"}], interpretation=[CODE],
        referenceRange=[{"low": {"value": 1, "unit": "u"}, "high": {"value": 2}, "text": "r"}],
        valueQuantity={"value": 5, "unit": "u", "comparator": "<"}, bodySite=CODE,
    ),
    a_result("o2", dataAbsentReason=CODE, valueQuantity=None),
    {
        "resourceType": "MedicationRequest", "id": "m1", "status": "active", "intent": "order", **REF,
        "medicationCodeableConcept": CODE, "requester": NAMED, "reasonCode": [CODE], "category": [CODE],
        "dosageInstruction": [{"text": "one a day", "route": CODE}], "note": [{"text": "n"}],
        "dispenseRequest": {
            "numberOfRepeatsAllowed": 2, "quantity": {"value": 30, "unit": "tablet"},
            "expectedSupplyDuration": {"value": 30, "unit": "d"}, "performer": NAMED,
        },
    },
    {
        "resourceType": "AllergyIntolerance", "id": "a1", "patient": REF["subject"], "code": CODE,
        "clinicalStatus": CODE, "verificationStatus": CODE, "criticality": "high", "category": ["food"],
        "type": "allergy", "reaction": [{"manifestation": [CODE], "severity": "mild", "description": "d"}],
        "note": [{"text": "n"}],
    },
    {
        "resourceType": "Immunization", "id": "i1", "status": "completed", "patient": REF["subject"],
        "vaccineCode": CODE, "occurrenceDateTime": "2026-01-01", "lotNumber": "l", "site": CODE, "manufacturer": NAMED,
        "location": NAMED,
        "performer": [{"actor": NAMED}], "statusReason": CODE,
        "protocolApplied": [{"doseNumberString": "1", "series": "s"}],
    },
    {
        "resourceType": "Encounter", "id": "e1", "status": "finished", "class": {"code": "AMB"}, **REF, "type": [CODE],
        "period": PERIOD, "participant": [{"individual": NAMED}], "location": [{"location": NAMED}],
        "serviceProvider": NAMED, "reasonCode": [CODE],
    },
    {
        "resourceType": "ServiceRequest", "id": "s1", "status": "active", "intent": "order", **REF, "code": CODE,
        "requester": NAMED, "performer": [NAMED], "reasonCode": [CODE], "priority": "routine",
        "patientInstruction": "p",
        "note": [{"text": "n"}], "category": [CODE], "performerType": CODE,
    },
    {
        "resourceType": "DocumentReference", "id": "d1", "status": "current", "docStatus": "final", **REF, "type": CODE,
        "category": [CODE], "author": [NAMED], "description": "d", "date": "2026-01-01T00:00:00Z", "custodian": NAMED,
        "content": [
            {"attachment": {"contentType": "text/plain", "data": "YQ==", "title": "t"}, "format": CODE["coding"][0]},
        ],
    },
    {
        "resourceType": "DiagnosticReport", "id": "r1", "status": "final", **REF, "code": CODE, "category": [CODE],
        "performer": [NAMED], "conclusion": "c", "effectiveDateTime": "2026-01-01",
        "presentedForm": [{"contentType": "text/plain", "data": "YQ=="}],
    },
    {
        "resourceType": "FamilyMemberHistory", "id": "f1", "status": "completed", "patient": REF["subject"],
        "relationship": CODE, "name": "n", "note": [{"text": "n"}], "condition": [{"code": CODE, "outcome": CODE}],
    },
    {
        "resourceType": "CareTeam", "id": "t1", "status": "active", **REF, "name": "n",
        "participant": [{"member": NAMED, "role": [CODE]}],
    },
    {
        "resourceType": "Appointment", "id": "x1", "status": "booked", "description": "d", "comment": "c",
        "start": "2026-01-01T00:00:00Z", "minutesDuration": 30, "serviceType": [CODE], "reasonCode": [CODE],
        "participant": [
            {"actor": {"reference": "Patient/p1"}, "status": "accepted"}, {"actor": NAMED, "status": "accepted"},
            {"actor": {"reference": "Location/l", "display": "Room"}, "status": "accepted"},
        ],
    },
]  # fmt: skip
KEPT = {"resourceType", "id"}


def variants(value: Any, *, is_number: bool) -> Iterator[Any]:
    """Copies of a resource, each with one text (or number) swollen."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in KEPT:
                yield from ({**value, key: other} for other in variants(inner, is_number=is_number))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from (
                [*value[:place], other, *value[place + 1 :]] for other in variants(inner, is_number=is_number)
            )
    elif is_number and isinstance(value, int) and not isinstance(value, bool):
        yield from (10**18, -(10**9), 10**9)
    elif not is_number and isinstance(value, str):
        yield "long " * 4000


@pytest.mark.parametrize("is_number", [False, True], ids=["long texts", "big numbers"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample['resourceType']} {sample['id']}")
def test_nothing_that_a_record_system_writes_stops_the_import(
    bring: Any, sample: dict[str, Any], is_number: bool
) -> None:
    swollen = [{**v, "id": f"v{n}"} for n, v in enumerate(variants(sample, is_number=is_number))]
    people = [] if sample["resourceType"] == "Patient" else [a_patient()]
    report = bring(*people, sample, *swollen)
    assert sum(c.received for c in report.types.values()) == len(people) + 1 + len(swollen)
    assert not any(refusal.place.endswith(f"/{sample['id']}") for refusal in report.refusals)
