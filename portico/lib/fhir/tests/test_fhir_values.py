from decimal import Decimal

import pytest

from portico.lib.fhir import FhirError
from portico.lib.fhir.codes import CVX, LOINC, SNOMED, coded
from portico.lib.fhir.shapes import Coded, Value
from portico.lib.fhir.values import value_of

HERE = "Observation"


def mg(value, **more):
    return {"value": value, "unit": "mg/dL", **more}


def test_the_senders_own_words_are_shown_with_the_code_that_most_share():
    concept = {
        "text": "Sugar",
        "coding": [
            {"system": "urn:local", "code": "GLU", "display": "GLUCOSE, SERUM"},
            {"system": SNOMED, "code": "33747003", "display": "Glucose measurement"},
            {"system": LOINC, "code": "2345-7", "display": "Glucose [Mass/volume] in Serum or Plasma"},
        ],
    }
    assert coded(concept) == Coded("Sugar", LOINC, "2345-7")


def test_without_a_text_the_best_codings_display_is_shown():
    concept = {
        "coding": [
            {"system": "urn:x", "code": "1", "display": "x"},
            {"system": CVX, "code": "140", "display": "Flu"},
        ]
    }
    assert coded(concept) == Coded("Flu", CVX, "140")


def test_a_best_coding_without_a_display_borrows_the_words_of_another():
    concept = {
        "coding": [{"system": LOINC, "code": "2345-7"}, {"system": "urn:x", "code": "1", "display": "Sugar"}]
    }
    assert coded(concept) == Coded("Sugar", LOINC, "2345-7")


def test_a_bare_code_is_better_than_nothing():
    assert coded({"coding": [{"system": LOINC, "code": "2345-7"}]}).text == "2345-7"
    assert coded({}) == Coded("")
    assert coded(None) == Coded("")


def test_a_quantity_keeps_number_comparator_and_unit():
    value = value_of({"valueQuantity": mg(5.10, comparator="<")}, HERE)
    assert value == Value(number=Decimal("5.1"), comparator="<", unit="mg/dL")


def test_a_limit_written_as_text_stays_text():
    assert value_of({"valueString": "<5 mg/dL"}, HERE) == Value(text="<5 mg/dL")


def test_a_quantity_without_a_unit_uses_the_code_but_never_the_bare_one():
    assert value_of({"valueQuantity": {"value": 1, "code": "mmol/L"}}, HERE).unit == "mmol/L"
    assert value_of({"valueQuantity": {"value": 1, "code": "1"}}, HERE).unit == ""


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"valueCodeableConcept": {"text": "Never smoked"}}, "Never smoked"),
        ({"valueBoolean": False}, "No"),
        ({"valueBoolean": True}, "Yes"),
        ({"valueRange": {"low": mg(3), "high": mg(5)}}, "3 to 5 mg/dL"),
        ({"valueRange": {"low": mg(3)}}, "3 mg/dL or more"),
        ({"valueRange": {"high": mg(0)}}, "0 mg/dL or less"),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}, "1:128"),
        (
            {
                "valueRatio": {
                    "numerator": {"value": 10, "unit": "mg"},
                    "denominator": {"value": 5, "unit": "mL"},
                }
            },
            "10 mg / 5 mL",
        ),
        ({"valueDateTime": "2019-05"}, "2019-05"),
        ({"valueTime": "14:30:00"}, "14:30:00"),
        ({"valuePeriod": {"start": "2019-05-01", "end": "2019-05-03"}}, "2019-05-01 to 2019-05-03"),
        ({"valueSampledData": {"data": "1 2 E 4"}}, "4 readings"),
    ],
)
def test_every_other_kind_of_value_becomes_words(given, text):
    value = value_of(given, HERE)
    assert value.text == text
    assert value.number is None
    assert value.absent == ""


def test_an_integer_is_a_number_even_when_it_is_zero():
    assert value_of({"valueInteger": 0}, HERE).number == 0


def test_an_impossible_date_as_a_value_is_refused():
    with pytest.raises(FhirError) as refused:
        value_of({"valueDateTime": "2019-02-30"}, HERE)
    assert refused.value.place == "Observation.valueDateTime"


def test_a_missing_value_says_why():
    absent = {
        "coding": [
            {"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "asked-declined"}
        ]
    }
    assert value_of({"dataAbsentReason": absent}, HERE).absent == "asked but declined"
    assert value_of({"valueCodeableConcept": absent}, HERE) == Value(absent="asked but declined")
    assert value_of({"dataAbsentReason": {"text": "Clotted"}}, HERE).absent == "Clotted"


def test_a_range_with_only_an_upper_limit_has_no_lower_one():
    value = value_of({"valueQuantity": mg(90), "referenceRange": [{"high": mg(100)}]}, HERE)
    assert (value.low, value.high) == (None, Decimal(100))


def test_a_critical_range_is_never_taken_for_the_normal_one():
    critical = {"low": mg(40), "high": mg(400), "type": {"coding": [{"code": "critical"}]}}
    normal = {"low": mg(70), "high": mg(99), "type": {"coding": [{"code": "normal"}]}}
    value = value_of({"valueQuantity": mg(90), "referenceRange": [critical, normal]}, HERE)
    assert (value.low, value.high) == (70, 99)
    assert value_of({"valueQuantity": mg(90), "referenceRange": [critical]}, HERE).high is None


def test_two_normal_ranges_are_told_in_words_because_we_cannot_choose_between_them():
    ranges = [
        {"low": mg(12), "high": mg(16), "appliesTo": [{"text": "Female"}]},
        {"low": mg(14), "high": mg(18), "appliesTo": [{"text": "Male"}]},
    ]
    value = value_of({"valueQuantity": mg(13), "referenceRange": ranges}, HERE)
    assert (value.low, value.high) == (None, None)
    assert value.range_text == "12 to 16 mg/dL (Female); 14 to 18 mg/dL (Male)"


def test_a_range_in_another_unit_is_never_drawn_beside_the_value():
    other = {"high": {"value": 5.5, "unit": "mmol/L"}}
    value = value_of({"valueQuantity": mg(90), "referenceRange": [other]}, HERE)
    assert value.high is None
    assert value.range_text == "5.5 mmol/L or less"


def test_flags_are_codes_and_exact_names_become_codes():
    def flags(*concepts):
        return value_of({"interpretation": list(concepts)}, HERE).flags

    assert flags({"coding": [{"code": "HH"}], "text": "Critical"}) == ("HH",)
    assert flags({"text": "Critical high"}) == ("HH",)
    assert flags({"text": "A bit high"}) == ("A bit high",)


@pytest.mark.parametrize(
    "broken",
    [
        {"valueQuantity": {"value": "5"}},
        {"valueQuantity": {"value": True}},
        {"valueQuantity": {"value": float("nan")}},
        {"valueQuantity": {"value": 5, "comparator": "about"}},
        {"valueQuantity": [5]},
        {"valueInteger": 1.5},
        {"valueString": 5},
        {"referenceRange": {"low": 5}},
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(broken):
    with pytest.raises(FhirError) as refused:
        value_of(broken, HERE)
    assert refused.value.place.startswith("Observation.")
