"""Numbers as people write them, and what changed since last time."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.lib.fhir.shapes import Value
from portico.results.rules.describe import Kind, change, facts, number, value_text
from portico.results.rules.units import converted, in_unit, spelled


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("5.0", "5.0"),
        ("56", "56"),
        ("1234.50", "1,234.50"),
        ("250000", "250,000"),
        ("-3.1", "−3.1"),
        ("2.5E+2", "250"),
        ("0.001", "0.001"),
        ("77.31890472", "77.32"),
        ("6.0800000000000001", "6.080"),
        ("0.0012345678", "0.001235"),
        ("-0", "0"),
        ("12345.67", "12,345.67"),
    ],
)
def test_a_number_keeps_the_laboratorys_decimals_and_no_computers_noise(raw, written):
    """The same in both languages: as on the laboratory's paper."""
    assert number(Decimal(raw)) == written


def test_a_value_carries_its_sign_and_a_text_stays_as_received():
    assert value_text(Value(number=Decimal(5), comparator="<")) == "<5"
    assert value_text(Value(number=Decimal(5), comparator=">=")) == "≥5"
    assert value_text(Value(text="Yellow, clear")) == "Yellow, clear"


@pytest.mark.parametrize(
    ("now", "before", "kind", "amount"),
    [
        ("56", "61", Kind.LOWER, "5"),
        ("5.3", "5.1", Kind.HIGHER, "0.2"),
        ("4.0", "4.00", Kind.SAME, "0"),
        ("0.1", "0.3", Kind.LOWER, "0.2"),
        ("12.3456", "0", Kind.HIGHER, "12.346"),
        ("0.0125", "0.0012", Kind.HIGHER, "0.0113"),
        ("77.31890472", "77.32190472", Kind.SAME, "0"),
    ],
)
def test_what_changed_is_said_in_the_numbers_that_are_shown(now, before, kind, amount):
    answer = change(Value(number=Decimal(now)), Value(number=Decimal(before)))
    assert (answer.kind, answer.amount) == (kind, Decimal(amount))


def test_a_change_across_units_is_said_in_the_unit_of_now():
    answer = change(Value(number=Decimal("37.5"), unit="Cel"), Value(number=Decimal("98.6"), unit="[degF]"))
    assert (answer.kind, answer.amount, answer.before) == (Kind.HIGHER, Decimal("0.5"), Decimal(37))


@pytest.mark.parametrize(
    "before",
    [
        None,
        Value(text="trace"),
        Value(number=Decimal(5), comparator="<", unit="mg/dL"),
        Value(number=Decimal(5), unit="mmol/L"),
    ],
)
def test_where_two_results_can_not_be_compared_the_change_is_unknown_with_a_reason(before):
    answer = change(Value(number=Decimal(4), unit="mg/dL"), before)
    assert answer.kind == Kind.UNKNOWN
    assert answer.reason


def test_the_text_alternative_knows_how_far_the_value_is_beyond_its_limit():
    said = facts(Value(number=Decimal(56), low=Decimal(60), unit="mL/min"))
    assert (said.value, said.low, said.high, said.beyond, said.beyond_limit) == ("56", "60", "", "4", "low")
    assert facts(Value(number=Decimal(5), comparator="<", low=Decimal(10))).beyond == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mg/dL", "mg/dl"),
        ("mg/dL", "[mg/dL]"),
        ("10*3/uL", "10^3/µL"),
        ("10*3/uL", "K/uL"),
        ("10*3/uL", "x10E3/μL"),
        ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
        ("mm[Hg]", "mmHg"),
        ("{beats}/min", "bpm"),
        ("[lb_av]", "lbs"),
        ("[degF]", "°F"),
    ],
)
def test_two_spellings_of_one_unit_are_the_same_unit(one, other):
    assert spelled(one) == spelled(other)


@pytest.mark.parametrize(
    ("one", "other"), [("MU/L", "mU/L"), ("mmol/L", "mg/dL"), ("U/L", "IU/L"), ("", "%")]
)
def test_units_that_may_differ_are_kept_apart(one, other):
    assert spelled(one) != spelled(other)
    assert converted(Decimal(1), one, other) is None


@pytest.mark.parametrize(
    ("number_", "unit", "wanted", "result"),
    [
        ("14.1", "g/dL", "g/L", "141"),
        ("141", "g/L", "g/dL", "14.1"),
        ("90", "mg/dL", "g/L", "0.9"),
        ("0.9", "g/L", "mg/dL", "90"),
        ("37", "Cel", "[degF]", "98.6"),
        ("98.6", "[degF]", "Cel", "37"),
        ("-40", "Cel", "[degF]", "-40"),
        ("70", "kg", "[lb_av]", "154.3"),
        ("154.3", "lb", "kg", "69.99"),
        ("170", "cm", "[in_i]", "66.93"),
        ("67", "[in_i]", "cm", "170.2"),
    ],
)
def test_a_safe_conversion_is_exact_to_four_digits(number_, unit, wanted, result):
    assert converted(Decimal(number_), unit, wanted) == Decimal(result)


def test_a_converted_value_takes_its_range_along():
    moved = in_unit(Value(number=Decimal(14), unit="g/dL", low=Decimal(12), high=Decimal("15.5")), "g/L")
    assert moved == Value(number=Decimal(140), unit="g/L", low=Decimal(120), high=Decimal(155))


@settings(deadline=None)
@given(st.decimals(), st.decimals(), st.sampled_from(["", "kg", "[lb_av]", "Cel", "[degF]", "g/L", "mg/dL"]))
def test_no_number_however_odd_stops_the_page(now, before, unit):
    number(now)
    assert change(Value(number=now, unit=unit), Value(number=before, unit="kg")).reason
