"""A resource broken at any one place is read, or refused with a FhirError: never anything else."""

from copy import deepcopy

import pytest

from portico.lib.fhir import READERS, FhirError, context_of, name_of, patient_reference, read

JUNK = (
    None,
    True,
    7,
    1e400,
    "",
    "2023-02-30",
    "ñ",
    [],
    [None],
    ["x"],
    [[]],
    {},
    {"x": 1},
    [{}],
    [{"code": []}],
)
CODE = {"text": "t", "coding": [{"system": "http://snomed.info/sct", "code": "3457005", "display": "d"}]}
AMOUNT = {"value": 1.5, "comparator": "<", "unit": "mg", "code": "mg"}
WHO = {"reference": "Patient/1", "type": "Patient", "display": "Ana"}
PERIOD = {"start": "2020-01-01", "end": "2021-01-01"}
DOSAGE = {
    "sequence": 1,
    "patientInstruction": "with food",
    "timing": {
        "repeat": {
            "frequency": 1,
            "frequencyMax": 2,
            "period": 1,
            "periodMax": 2,
            "periodUnit": "d",
            "when": ["HS"],
            "offset": 5,
            "dayOfWeek": ["mon"],
            "timeOfDay": ["08:00:00"],
            "boundsDuration": AMOUNT,
            "count": 3,
        }
    },
    "asNeededCodeableConcept": CODE,
    "route": CODE,
    "doseAndRate": [{"doseQuantity": AMOUNT}, {"doseRange": {"low": AMOUNT}}],
    "maxDosePerPeriod": {"numerator": AMOUNT, "denominator": AMOUNT},
    "additionalInstruction": [CODE],
}
COMMON = {
    "id": "1",
    "meta": {"security": [{"code": "R"}]},
    "contained": [{"resourceType": "Medication", "id": "m", "code": CODE}],
    "status": "final",
    "code": CODE,
    "category": [CODE],
    "subject": WHO,
    "note": [{"text": "n"}],
    "reasonCode": [CODE],
    "reasonReference": [{"reference": "#m"}],
    "performer": [WHO],
    "requester": WHO,
    "period": PERIOD,
}
RICH = {
    "Patient": {
        "name": [
            {"use": "official", "text": "t", "family": "f", "given": ["g"], "prefix": ["p"], "period": PERIOD}
        ],
        "birthDate": "1970-01-01",
        "deceasedDateTime": "2020-01-01",
        "telecom": [{"system": "phone", "value": "1", "use": "home", "rank": 1, "period": PERIOD}],
        "address": [
            {"use": "home", "text": "t", "line": ["l"], "city": "c", "state": "s", "postalCode": "1"}
        ],
        "communication": [{"language": CODE, "preferred": True}],
        "identifier": [{"system": "s", "value": "v", "type": CODE}],
        "generalPractitioner": [WHO],
        "active": True,
    },
    "Condition": {
        "clinicalStatus": CODE,
        "onsetDateTime": "2020",
        "abatementPeriod": PERIOD,
        "recordedDate": "2020",
    },
    "MedicationRequest": {
        "medicationReference": {"reference": "#m"},
        "dosageInstruction": [DOSAGE, DOSAGE],
        "dispenseRequest": {
            "expectedSupplyDuration": AMOUNT | {"code": "d"},
            "numberOfRepeatsAllowed": 1,
            "validityPeriod": PERIOD,
        },
        "reportedBoolean": True,
        "doNotPerform": False,
    },
    "MedicationStatement": {"medicationCodeableConcept": CODE, "dosage": [DOSAGE], "effectivePeriod": PERIOD},
    "AllergyIntolerance": {
        "category": ["food"],
        "reaction": [{"manifestation": [CODE], "severity": "mild", "substance": CODE}],
        "patient": WHO,
    },
    "Immunization": {
        "vaccineCode": CODE,
        "occurrenceDateTime": "2020",
        "protocolApplied": [{"doseNumberPositiveInt": 1, "seriesDosesString": "3"}],
        "doseQuantity": AMOUNT,
        "location": WHO,
    },
    "FamilyMemberHistory": {
        "relationship": CODE,
        "deceasedAge": AMOUNT,
        "deceasedDate": "2020",
        "condition": [
            {"code": CODE, "onsetAge": AMOUNT, "contributedToDeath": True},
            {"onsetPeriod": PERIOD},
        ],
    },
    "Observation": {
        "valueQuantity": AMOUNT,
        "interpretation": [CODE],
        "referenceRange": [{"low": AMOUNT, "high": AMOUNT, "text": "t", "type": CODE, "appliesTo": [CODE]}],
        "component": [
            {"code": CODE, "valueRatio": {"numerator": AMOUNT, "denominator": AMOUNT}},
            {"code": CODE, "valueSampledData": {"data": "1 2"}},
            {"code": CODE, "valueCodeableConcept": CODE},
            {"code": CODE, "dataAbsentReason": CODE},
        ],
        "effectiveTiming": {"event": ["2020"]},
        "hasMember": [{"reference": "Observation/2"}],
        "method": CODE,
    },
    "DiagnosticReport": {
        "presentedForm": [{"contentType": "c", "data": "SGVsbG8=", "url": "Binary/b", "title": "t"}],
        "result": [{"reference": "urn:uuid:1"}],
        "conclusionCode": [CODE],
    },
    "DocumentReference": {
        "type": CODE,
        "content": [{"attachment": {"url": "Binary/b"}}],
        "context": {"encounter": [{"reference": "Encounter/1"}], "period": PERIOD},
        "author": [WHO],
    },
    "ServiceRequest": {"occurrencePeriod": PERIOD, "priority": "routine", "performerType": CODE},
    "Encounter": {
        "class": {"code": "AMB"},
        "type": [CODE],
        "participant": [{"type": [CODE], "individual": WHO}],
        "location": [{"location": WHO}],
        "serviceProvider": WHO,
    },
    "CareTeam": {"name": "n", "participant": [{"member": WHO, "role": [CODE]}]},
    "Appointment": {
        "start": "2020-01-01T10:00:00Z",
        "end": "2020-01-01T10:20:00Z",
        "serviceType": [CODE],
        "appointmentType": CODE,
        "participant": [{"actor": WHO}, {"actor": {"reference": "Practitioner/1", "display": "d"}}],
    },
}


def places(node, path=()):
    """Every path into a resource."""
    if path:
        yield path
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, inner in steps:
        yield from places(inner, (*path, step))


def with_junk(resource, path, junk):
    broken = deepcopy(resource)
    node = broken
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = junk
    return broken


def test_every_reader_has_a_rich_example():
    assert set(RICH) == set(READERS)


@pytest.mark.parametrize("kind", sorted(RICH))
def test_junk_at_any_one_place_raises_nothing_but_a_fhir_error(kind, schema):
    whole = {"resourceType": kind} | COMMON | RICH[kind]
    assert read(whole).source_id == "1"
    refused = 0
    for path in places(whole):
        for junk in JUNK:
            broken = with_junk(whole, path, junk)
            patient_reference(broken, context_of([("", broken)]))
            schema.check(broken)
            try:
                read(broken, context_of([("urn:uuid:1", broken)]))
                name_of(broken)
            except FhirError as error:
                refused += bool(error.place and error.reason)
    assert refused > 20
