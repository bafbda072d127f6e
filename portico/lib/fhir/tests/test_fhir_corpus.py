"""Every resource of the shared patients, none of them written here."""

import time
from collections import Counter

from portico.lib.fhir import READERS, Problem, context_of, patient_reference, read

BELONG_TO_NOBODY = {
    "Binary",
    "Endpoint",
    "Group",
    "Location",
    "Medication",
    "Organization",
    "Practitioner",
    "PractitionerRole",
    "SearchParameter",
    "StructureDefinition",
}


def everything(gathered):
    """(context, resource) of all that is a resource."""
    for resources in gathered.values():
        found = [(url, r) for url, r in resources if "resourceType" in r]
        context = context_of(found)
        yield from ((context, resource) for _, resource in found)


def per_second(count, since):
    return f"{count / (time.perf_counter() - since):,.0f} resources/s"


def test_every_resource_of_a_known_type_reads(patients, capsys):
    found = list(everything(patients))
    since = time.perf_counter()
    facts = [read(resource, context) for context, resource in found]
    speed = per_second(len(found), since)
    types = Counter(r["resourceType"] for _, r in found)
    with capsys.disabled():
        print(f"\nread {speed}: {dict(types.most_common())}")
    readable = [f for (_, r), f in zip(found, facts, strict=True) if r["resourceType"] in READERS]
    assert all(readable)
    assert len(readable) == sum(types[kind] for kind in READERS)
    assert len(found) > 25_000


def test_as_many_are_read_as_the_generator_says_it_wrote(patients, counts_by_the_generator):
    read_types = Counter()
    for path, resources in patients.items():
        if path.parent.name == "synthea":
            read_types.update(r["resourceType"] for _, r in resources if read(r) is not None)
    for kind in READERS:
        if kind in counts_by_the_generator[0]:
            assert read_types[kind] == sum(int(row[kind]) for row in counts_by_the_generator), kind
    assert read_types["Patient"] == len(counts_by_the_generator)


def test_each_resource_is_led_to_a_patient_that_came_with_it(patients):
    without = Counter()
    for context, resource in everything(patients):
        reference = patient_reference(resource, context)
        if reference is None:
            without[resource["resourceType"]] += 1
        else:
            kind, source_id = context.key(reference)
            assert (kind, bool(source_id)) == ("Patient", True)
    # One Media names nobody at all; everything else without a patient is nobody's by its type.
    assert set(without) - BELONG_TO_NOBODY == {"Media"}
    assert without["Media"] == 1


def test_exactly_two_resources_break_the_schema_and_each_says_where(patients, schema, capsys):
    found = [resource for _, resource in everything(patients)]
    since = time.perf_counter()
    broken = {r["id"]: problems for r in found if (problems := schema.check(r))}
    with capsys.disabled():
        print(f"\nchecked {per_second(len(found), since)}")
    reason = "is not an element of FHIR R4"
    assert broken == {
        "usqualitycore-r4-media": [Problem("Media.content.link", reason)],
        "3c766796-d8a0-480f-8215-f1e7e3afab21": [Problem("Observation.effectivePeriod.stop", reason)],
    }


def test_nine_things_among_the_patients_are_no_resources(patients):
    strangers = [r for resources in patients.values() for _, r in resources if "resourceType" not in r]
    assert len(strangers) == 9


def test_medicines_doctors_and_places_have_their_names(patients):
    unnamed = Counter()
    for context, resource in everything(patients):
        facts = read(resource, context)
        kind = resource["resourceType"]
        if kind in READERS and kind not in ("Patient", "CareTeam") and facts is not None:
            words = facts.relationship if kind == "FamilyMemberHistory" else facts.code
            unnamed[kind] += not words.text
        if kind == "MedicationRequest":
            assert facts.prescriber, resource["id"]
    assert unnamed.total() == 0


def test_the_screening_cases_read_and_belong_to_their_patients(screening):
    count = 0
    for context, resource in everything(screening):
        facts = read(resource, context)
        count += facts is not None
        if resource["resourceType"] in READERS:
            assert patient_reference(resource, context), resource["id"]
    assert count > 700
