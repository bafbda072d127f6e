from portico.lib.fhir.schema import Problem

SOUND = {
    "resourceType": "Observation",
    "id": "1",
    "status": "final",
    "code": {"text": "Weight"},
    "valueQuantity": {"value": 70, "unit": "kg"},
}


def test_a_sound_resource_has_no_problems(schema):
    assert schema.check(SOUND) == []


def test_an_unknown_element_is_named_itself(schema):
    problems = schema.check(SOUND | {"reportedFoo": 1})
    assert problems == [Problem("Observation.reportedFoo", "is not an element of FHIR R4")]


def test_an_unknown_element_deep_inside_has_its_own_place(schema):
    component = [{"code": {"text": "a"}}, {"code": {"text": "b", "colour": "red"}}]
    assert schema.check(SOUND | {"component": component}) == [
        Problem("Observation.component[1].code.colour", "is not an element of FHIR R4")
    ]


def test_a_missing_element_and_a_strange_status_are_said_plainly(schema):
    problems = schema.check({"resourceType": "Observation", "status": "bogus"})
    assert Problem("Observation.code", "is missing") in problems
    assert Problem("Observation.status", "'bogus' is not one of the values that FHIR R4 allows") in problems


def test_a_wrong_kind_and_a_wrong_date_are_said_plainly(schema):
    problems = schema.check(SOUND | {"note": {"text": "x"}, "effectiveDateTime": "2023-13-01"})
    assert Problem("Observation.note", "should be a list") in problems
    assert Problem("Observation.effectiveDateTime", "'2023-13-01' is not written as FHIR R4 says") in problems


def test_a_contained_resource_is_checked_as_what_it_is(schema):
    medicine = {"resourceType": "Medication", "id": "m", "colour": "red"}
    assert schema.check(SOUND | {"contained": [medicine]}) == [
        Problem("Observation.contained[0].colour", "is not an element of FHIR R4")
    ]


def test_a_bundle_names_the_entry_and_not_the_whole_bundle(schema):
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": SOUND}, {"resource": SOUND | {"x": 1}}],
    }
    assert schema.check(bundle) == [Problem("Bundle.entry[1].resource.x", "is not an element of FHIR R4")]


def test_a_type_that_r4_does_not_know(schema):
    for kind in (
        "Foo",
        "Project",
        "Bot",
        "ResourceList",
        "HumanName",
        "Observation_Component",
        "",
        None,
        ["Patient"],
    ):
        problems = schema.check({"resourceType": kind})
        assert [p.place for p in problems] == ["resourceType"]


def test_elements_of_one_server_product_are_not_part_of_r4(schema):
    problems = schema.check(SOUND | {"meta": {"project": "1", "versionId": "2"}})
    assert problems == [Problem("Observation.meta.project", "is not an element of FHIR R4")]


def test_a_canonical_may_carry_extensions_as_every_primitive_may(schema):
    extension = {"url": "http://hl7.org/fhir/StructureDefinition/display", "valueString": "PHQ-9"}
    answers = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "questionnaire": "http://example.org/phq-9",
        "_questionnaire": {"extension": [extension]},
    }
    assert schema.check(answers) == []
