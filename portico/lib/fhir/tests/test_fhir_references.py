import pytest

from portico.lib.fhir import Context, context_of, patient_reference, reference_key

URN = "urn:uuid:d831ec91-c7a3-4a61-9312-7ff0c4a32134"


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("Patient/1", ("Patient", "1")),
        ("Patient/1/_history/2", ("Patient", "1")),
        ("https://example.org/fhir/r4/Patient/a-1.b", ("Patient", "a-1.b")),
        ("https://example.org/Observation/1/_history/7", ("Observation", "1")),
        (URN, ("", URN.removeprefix("urn:uuid:"))),
        ("urn:oid:1.2.3", ("", "1.2.3")),
        ("#med1", ("#", "med1")),
        ("#", None),
        ("Practitioner?identifier=urn:x|1", None),
        ("Patient", None),
        ("Patient/", None),
        ("patient/1", None),
        ("", None),
        ("Patient/" + "x" * 65, None),
    ],
)
def test_the_key_of_a_reference(reference, key):
    assert reference_key(reference) == key


def test_a_bundles_own_address_leads_to_the_id_that_stands_inside():
    context = context_of([(URN, {"resourceType": "Patient", "id": "85"})])
    assert context.key(URN) == ("Patient", "85")
    assert context.resources("Patient/85") == context.resources(URN)
    assert context.resources("https://example.org/fhir/Patient/85/_history/1")["id"] == "85"
    assert context.resources("Patient/86") is None


def test_a_search_for_an_identifier_finds_the_resource_that_bears_it():
    doctor = {
        "resourceType": "Practitioner",
        "id": "9",
        "identifier": [{"system": "urn:npi", "value": "123"}],
        "name": [{"prefix": ["Dr."], "given": ["Ana"], "family": "Lopez"}],
    }
    context = context_of([("", doctor)])
    reference = {"reference": "Practitioner?identifier=urn:npi|123"}
    assert context.name(reference, {}, "Encounter") == "Dr. Ana Lopez"


def test_a_role_is_called_as_the_person_who_fills_it():
    ana = {"resourceType": "Practitioner", "id": "p", "name": [{"given": ["Ana"], "family": "Lopez"}]}
    role = {"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": "Practitioner/p"}}
    looped = {
        "resourceType": "PractitionerRole",
        "id": "l",
        "practitioner": {"reference": "PractitionerRole/l"},
    }
    context = context_of([("", ana), ("", role), ("", looped)])
    assert context.name({"reference": "PractitionerRole/r"}, {}, "Encounter") == "Ana Lopez"
    assert context.name({"reference": "PractitionerRole/l"}, {}, "Encounter") == ""


def test_a_name_the_caller_knows_comes_before_the_written_display():
    reference = {"reference": "Practitioner/1", "display": "LOPEZ, ANA"}
    assert Context(names=lambda _: "Dr. Lopez").name(reference, {}, "Encounter") == "Dr. Lopez"
    assert Context().name(reference, {}, "Encounter") == "LOPEZ, ANA"


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("Observation", "subject"),
        ("Condition", "subject"),
        ("CareTeam", "subject"),
        ("AllergyIntolerance", "patient"),
        ("Immunization", "patient"),
        ("Claim", "patient"),
        ("ExplanationOfBenefit", "patient"),
        ("RelatedPerson", "patient"),
        ("Device", "patient"),
        ("Coverage", "beneficiary"),
        ("Task", "for"),
        ("EnrollmentRequest", "candidate"),
        ("ResearchSubject", "individual"),
        ("SupplyRequest", "deliverTo"),
    ],
)
def test_a_resource_belongs_to_its_patient(kind, element):
    for text in ("Patient/1", URN, "https://example.org/fhir/Patient/1"):
        assert patient_reference({"resourceType": kind, element: {"reference": text}}) == text


def test_a_patient_belongs_to_herself():
    assert patient_reference({"resourceType": "Patient", "id": "1"}) == "Patient/1"


def test_an_account_may_have_several_subjects_and_belongs_to_the_patient_among_them():
    account = {"resourceType": "Account", "subject": [{"reference": "Device/1"}, {"reference": "Patient/2"}]}
    assert patient_reference(account) == "Patient/2"


def test_an_appointment_belongs_to_the_patient_who_takes_part_and_never_to_the_doctor():
    doctor, patient = {"actor": {"reference": "Practitioner/1"}}, {"actor": {"reference": "Patient/2"}}
    assert patient_reference({"resourceType": "Appointment", "participant": [doctor, patient]}) == "Patient/2"
    assert patient_reference({"resourceType": "Appointment", "participant": [doctor]}) is None


def test_an_unclear_address_among_participants_counts_only_when_known_to_be_a_patient():
    appointment = {"resourceType": "Appointment", "participant": [{"actor": {"reference": URN}}]}
    assert patient_reference(appointment) is None
    assert patient_reference(appointment, context_of([(URN, {"resourceType": "Patient", "id": "85"})])) == URN
    typed = {"resourceType": "Appointment", "participant": [{"actor": {"reference": URN, "type": "Patient"}}]}
    assert patient_reference(typed) == URN


def test_a_provenance_belongs_to_its_patient_or_to_the_patient_of_its_target():
    provenance = {"resourceType": "Provenance", "target": [{"reference": "Encounter/3"}]}
    encounter = {"resourceType": "Encounter", "id": "3", "subject": {"reference": "Patient/1"}}
    assert patient_reference(provenance) is None
    assert patient_reference(provenance, context_of([("", encounter)])) == "Patient/1"
    provenance["target"].append({"reference": "Patient/1"})
    assert patient_reference(provenance) == "Patient/1"


def test_a_provenance_of_itself_goes_round_no_further():
    provenance = {"resourceType": "Provenance", "id": "p", "target": [{"reference": "Provenance/p"}]}
    assert patient_reference(provenance, context_of([("", provenance)])) is None


def test_an_observation_of_a_group_or_a_place_belongs_to_no_patient():
    for text in ("Group/1", "Location/1", "Device/1"):
        assert patient_reference({"resourceType": "Observation", "subject": {"reference": text}}) is None


def test_a_patient_who_only_performs_does_not_own_it():
    observation = {
        "resourceType": "Observation",
        "subject": {"reference": "Patient/child"},
        "performer": [{"reference": "Patient/mother"}],
    }
    assert patient_reference(observation) == "Patient/child"


@pytest.mark.parametrize(
    "kind",
    ["Practitioner", "Organization", "Location", "Medication", "Questionnaire", "PractitionerRole", "Group"],
)
def test_what_belongs_to_nobody(kind):
    found = {
        "resourceType": kind,
        "subject": {"reference": "Patient/1"},
        "member": [{"entity": {"reference": "Patient/1"}}],
    }
    assert patient_reference(found) is None


@pytest.mark.parametrize("broken", [None, "Patient/1", 5, {}, {"reference": 5}, {"display": "Ana"}, [None]])
def test_a_broken_subject_names_nobody_and_raises_nothing(broken):
    assert patient_reference({"resourceType": "Observation", "subject": broken}) is None
