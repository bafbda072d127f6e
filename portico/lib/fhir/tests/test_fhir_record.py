import base64

import pytest

from portico.lib.fhir import FhirError, context_of, read
from portico.lib.fhir.care import is_referral
from portico.lib.fhir.shapes import Member, Value


def of(kind, *around, **elements):
    return read({"resourceType": kind, "id": "1"} | elements, context_of(("", r) for r in around))


MEDICATION = {"resourceType": "Medication", "id": "m", "code": {"text": "Amlodipine 5 mg"}}


def test_a_medicine_is_named_by_the_medication_inside_or_outside():
    inside = of("MedicationRequest", medicationReference={"reference": "#m"}, contained=[MEDICATION])
    outside = of("MedicationRequest", MEDICATION, medicationReference={"reference": "Medication/m"})
    assert inside.code.text == outside.code.text == "Amlodipine 5 mg"


def test_a_medicine_that_cannot_be_found_keeps_its_display():
    lost = of("MedicationRequest", medicationReference={"reference": "Medication/x", "display": "Amlodipine"})
    assert lost.code.text == "Amlodipine"


def test_a_mixture_without_a_code_is_named_by_its_ingredients():
    parts = [{"itemCodeableConcept": {"text": "Lidocaine"}}, {"itemCodeableConcept": {"text": "Antacid"}}]
    mixture = {"resourceType": "Medication", "id": "m", "ingredient": parts}
    assert of("MedicationRequest", mixture, medicationReference={"reference": "Medication/m"}).code.text == (
        "Lidocaine, Antacid"
    )


def test_an_order_not_to_take_a_medicine_says_so():
    assert of("MedicationRequest", doNotPerform=True).is_prohibited
    assert not of("MedicationRequest").is_prohibited


def test_supply_refills_and_limit_of_a_prescription():
    medicine = of(
        "MedicationRequest",
        dispenseRequest={
            "numberOfRepeatsAllowed": 0,
            "expectedSupplyDuration": {"value": 4, "code": "wk"},
            "validityPeriod": {"end": "2026-01-15"},
        },
    )
    assert (medicine.refills, medicine.days_supply) == (0, 28)
    assert medicine.valid_until is not None
    month = {"expectedSupplyDuration": {"value": 1, "code": "mo"}}
    assert of("MedicationRequest", dispenseRequest=month).days_supply is None


def test_a_statement_is_always_reported():
    statement = of("MedicationStatement", medicationCodeableConcept={"text": "Aspirin"}, status="not-taken")
    assert statement.is_reported
    assert statement.status == "not-taken"


def test_a_reason_is_named_by_the_condition_it_points_to():
    condition = {"resourceType": "Condition", "id": "c", "code": {"text": "Hypertension"}}
    medicine = of("MedicationRequest", condition, reasonReference=[{"reference": "Condition/c"}])
    assert medicine.reason == "Hypertension"


def test_the_problem_list_comes_before_a_visits_diagnosis():
    category = [{"coding": [{"code": "encounter-diagnosis"}]}, {"coding": [{"code": "problem-list-item"}]}]
    assert of("Condition", category=category).category == "problem-list-item"


def test_a_problem_that_began_at_an_age_has_no_invented_date():
    assert of("Condition", onsetAge={"value": 40}, onsetString="long ago").onset is None


def test_the_worst_reaction_sets_the_severity():
    reactions = [
        {"manifestation": [{"text": "Hives"}], "severity": "mild"},
        {"manifestation": [{"text": "Wheezing"}, {"text": "Hives"}], "severity": "severe"},
    ]
    allergy = of("AllergyIntolerance", reaction=reactions, code={"text": "Peanut"})
    assert allergy.severity == "severe"
    assert allergy.reactions == ("Hives", "Wheezing")


def test_a_vaccine_says_which_dose_when_or_why_not():
    given = of("Immunization", protocolApplied=[{"doseNumberPositiveInt": 2, "seriesDosesPositiveInt": 3}])
    assert given.dose == "2 of 3"
    assert of("Immunization", doseQuantity={"value": 0.5, "unit": "mL"}).dose == "0.5 mL"
    assert of("Immunization", occurrenceString="as a child").given_text == "as a child"
    assert (
        of("Immunization", statusReason={"text": "Declined"}, status="not-done").reason_not_done == "Declined"
    )


@pytest.mark.parametrize(
    ("onset", "words"),
    [
        ({"onsetAge": {"value": 52, "unit": "yr", "code": "a"}}, "age 52"),
        ({"onsetAge": {"value": 6, "unit": "months", "code": "mo"}}, "age 6 months"),
        ({"onsetRange": {"low": {"value": 40}, "high": {"value": 50}}}, "age 40 to 50"),
        ({"onsetPeriod": {"start": "1998"}}, "from 1998"),
        ({"onsetString": "1998"}, "1998"),
        ({}, ""),
    ],
)
def test_when_a_relatives_illness_began(onset, words):
    history = of(
        "FamilyMemberHistory", condition=[{"code": {"text": "Stroke"}, **onset}], deceasedString="old age"
    )
    assert history.conditions[0].onset == words
    assert history.is_deceased


def test_a_blood_pressure_has_an_empty_value_and_two_parts():
    def part(name, value):
        return {"code": {"text": name}, "valueQuantity": {"value": value, "unit": "mm[Hg]"}}

    pressure = of("Observation", component=[part("Systolic", 120), part("Diastolic", 80)])
    assert pressure.value == Value()
    assert [(p.code.text, p.value.number) for p in pressure.parts] == [("Systolic", 120), ("Diastolic", 80)]


def test_a_broken_part_is_refused_with_its_number():
    with pytest.raises(FhirError) as refused:
        of("Observation", component=[{"code": {}}, {"code": {}, "valueDateTime": "2023-02-30"}])
    assert refused.value.place == "Observation.component[1].valueDateTime"


def test_members_of_a_panel_are_ids():
    members = [{"reference": "Observation/a"}, {"reference": "urn:uuid:b"}, {"display": "lost"}]
    assert of("Observation", hasMember=members).members == ("a", "b")


def test_a_file_is_decoded_and_a_broken_one_refused():
    data = base64.b64encode(b"Hello").decode()
    content = [{"attachment": {"contentType": "text/plain", "data": f"{data[:3]}\n {data[3:]}"}}]
    assert of("DocumentReference", content=content).attachments[0].data == b"Hello"
    for broken in ("SGVsbG8", "####", "SGVs=bG8=", "ñ"):
        with pytest.raises(FhirError) as refused:
            of("DocumentReference", content=[{"attachment": {"data": broken}}])
        assert refused.value.place == "DocumentReference.content[0].attachment.data"


def test_a_file_kept_in_a_binary_is_fetched_where_it_is_known():
    binary = {"resourceType": "Binary", "id": "b", "contentType": "text/plain", "data": "SGVsbG8="}
    report = of("DiagnosticReport", binary, presentedForm=[{"url": "Binary/b"}])
    assert report.attachments[0].data == b"Hello"
    assert report.attachments[0].content_type == "text/plain"


def code(text, system="", value=""):
    return {"text": text, "coding": [{"system": system, "code": value}] if value else []}


SNOMED = "http://snomed.info/sct"


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({"category": [code("", SNOMED, "3457005")], "code": code("Ophthalmology")}, True),
        ({"category": [code("Patient referral")], "code": code("Heart doctor")}, True),
        ({"code": code("Referral to cardiology service (procedure)")}, True),
        ({"code": code("Dermatology consultation")}, True),
        ({"code": code("", SNOMED, "11429006")}, True),
        ({"code": code("", "urn:local", "11429006")}, False),
        (
            {"category": [code("Laboratory procedure", SNOMED, "108252007")], "code": code("Lipid panel")},
            False,
        ),
        ({"category": [code("Imaging", SNOMED, "363679005")], "code": code("MRI for consultation")}, False),
        ({"code": code("Hemoglobin A1c")}, False),
        ({"code": code("Consultant's preference card")}, False),
        ({}, False),
    ],
)
def test_referrals_are_told_from_ordered_tests(elements, expected):
    assert is_referral(elements) is expected


def test_the_one_who_led_the_visit_is_its_clinician():
    nurse = {"individual": {"display": "Nurse Kim"}}
    doctor = {"individual": {"display": "Dr. Lopez"}, "type": [{"coding": [{"code": "ATND"}]}]}
    visit = of("Encounter", participant=[nurse, doctor], **{"class": {"code": "AMB"}})
    assert (visit.clinician, visit.klass) == ("Dr. Lopez", "AMB")


def test_a_care_team_names_its_members_and_their_roles():
    ana = {"resourceType": "Practitioner", "id": "p", "name": [{"given": ["Ana"], "family": "Lopez"}]}
    team = of(
        "CareTeam",
        ana,
        participant=[{"member": {"reference": "Practitioner/p"}, "role": [{"text": "Nurse"}]}, {}],
    )
    assert team.members == (Member("Ana Lopez", "Nurse"),)


def test_an_appointment_knows_whom_where_and_how_long():
    people = [
        {"actor": {"reference": "Patient/1", "display": "Sam"}},
        {"actor": {"reference": "Practitioner?identifier=urn:npi|1", "display": "Dr. Lopez"}},
        {"actor": {"reference": "urn:uuid:x", "type": "Location", "display": "North Clinic"}},
    ]
    visit = of(
        "Appointment",
        participant=people,
        start="2026-11-23T09:00:00Z",
        end="2026-11-23T09:20:00Z",
        serviceType=[{"text": "Video visit"}],
    )
    assert (visit.clinician, visit.place, visit.minutes, visit.is_video) == (
        "Dr. Lopez",
        "North Clinic",
        20,
        True,
    )
