"""Where a value stands on its number line."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portico.lib.fhir.shapes import Value
from portico.results.rules.drawing import NARROWEST, collide, is_inside
from portico.results.rules.line import BandKind, Words, number_line

SPANISH = Words("Usted", "Por debajo de lo usual", "Usual", "Por encima de lo usual", "Bajo", "Alto")


def value(number: str, low: str = "", high: str = "", **more) -> Value:
    return Value(
        number=Decimal(number),
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        **more,
    )


def ticks(line) -> list[str]:
    return [tick.text for tick in line.ticks]


def test_a_range_with_only_a_lower_limit_runs_from_zero_to_twice_the_limit():
    line = number_line(value("56", "60"), value("61", "60"))
    assert ticks(line) == ["0", "60", "120"]
    assert [band.kind for band in line.bands] == [BandKind.OUTSIDE_2, BandKind.OUTSIDE_1, BandKind.USUAL]
    assert line.bands[-1].start == 50
    assert [name.key for name in line.names] == ["below", "usual"]
    assert (line.pin.x, line.pin.text, line.earlier) == (46.67, "You: 56", 50.83)


def test_a_range_with_only_an_upper_limit_has_no_band_below():
    line = number_line(value("162", "", "100"))
    assert [name.key for name in line.names] == ["usual", "above"]
    assert line.bands[0].kind == BandKind.USUAL
    assert line.reason == "only an upper limit given"


def test_a_range_with_two_limits_stands_in_the_middle_with_short_names_beside_it():
    line = number_line(value("4.2", "3.5", "5.0"))
    assert ticks(line) == ["2.5", "3.5", "5.0", "6.0"]
    assert [name.text for name in line.names] == ["Below", "Usual", "Above"]


@pytest.mark.parametrize(
    "shown",
    [
        Value(text="Negative", low=Decimal(1), high=Decimal(2)),
        Value(absent="not done", high=Decimal(2)),
        value("5"),
        value("5", "9", "3"),
        value("5", "3", "3"),
        value("NaN", "1", "2"),
        value("1E+40", "1", "2"),
        value("5", "", "1E+40"),
        value("-123456789012.12", "1", "2"),
        value("3", "", "0"),
    ],
)
def test_where_nothing_honest_can_be_drawn_there_is_no_line(shown):
    assert number_line(shown) is None


def test_a_value_far_outside_stretches_the_axis_and_then_is_held_at_its_end():
    near, far = number_line(value("7", "3.5", "5.0")), number_line(value("19", "3.5", "5.0"))
    assert not near.pin.is_off_scale
    assert near.end > 7
    assert (far.pin.is_off_scale, far.pin.x, far.pin.points) == (True, 100, "end")
    usual = next(band for band in far.bands if band.kind == BandKind.USUAL)
    assert usual.width >= 20


def test_less_than_five_is_drawn_at_five_with_an_arrow_towards_less():
    pin = number_line(value("5", "", "10", comparator="<")).pin
    assert (pin.text, pin.points, pin.is_off_scale) == ("You: <5", "start", False)


def test_an_earlier_value_in_another_unit_is_moved_or_left_out():
    now = value("14", "12", "16", unit="g/dL")
    assert number_line(now, value("140", unit="g/L")).earlier == number_line(now).pin.x
    assert number_line(now, value("8.7", unit="mmol/L")).earlier is None
    assert number_line(now, value("14", unit="g/dL", comparator=">")).earlier is None


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [
        ("0", "0", "5"),
        ("-3.1", "-2", "2"),
        ("0.002", "0.001", "0.004"),
        ("250000", "150000", "400000"),
        ("7.41", "7.35", "7.45"),
        ("-5", "-10", ""),
        ("1", "0", ""),
    ],
)
def test_zero_negative_tiny_and_huge_values_have_a_line(number, low, high):
    line = number_line(value(number, low, high))
    shown = " ".join(ticks(line))
    assert all(limit.replace("-", "−") in shown.replace(",", "") for limit in (low, high) if limit)


def test_limits_too_close_for_two_texts_share_one():
    line = number_line(value("9000", "1000.25", "1000.75"))
    assert "1,000.25–1,000.75" in ticks(line)


numbers = st.decimals(allow_nan=True, allow_infinity=True) | st.decimals(-1000, 1000, places=2)
limits = st.none() | numbers
signs = st.sampled_from(["", "<", "<=", ">", ">="])


def _check(line) -> None:
    positions = [edge for band in line.bands for edge in (band.start, band.end)]
    positions += [line.pin.x, *line.cuts, *(tick.x for tick in line.ticks), *(name.x for name in line.names)]
    positions += [] if line.earlier is None else [line.earlier]
    assert all(0 <= position <= 100 for position in positions)
    assert line.bands[0].start == 0
    assert line.bands[-1].end == 100
    for row in (line.ticks, line.names):
        assert all(is_inside(label) for label in row)
        assert not any(collide(one, other) for at, one in enumerate(row) for other in row[at + 1 :])
    left = line.pin.x / 100 * NARROWEST + line.pin.pill_x
    assert left >= -0.2
    assert left + line.pin.pill_width <= NARROWEST + 0.2


values = st.builds(Value, number=limits, low=limits, high=limits, comparator=signs)


@settings(deadline=None)
@given(values, st.none() | values, st.sampled_from([None, SPANISH]))
def test_whatever_the_laboratory_sends_nothing_leaves_the_box_or_collides(now, earlier, words):
    line = number_line(now, earlier, words=words)
    if line is not None:
        _check(line)


ordinary = st.decimals(-10, 500, places=1)


@settings(deadline=None)
@given(ordinary, ordinary, ordinary, st.sampled_from(["both", "low", "high"]))
def test_an_ordinary_value_with_a_range_always_has_a_line_with_its_limits(number, one, other, kind):
    low, high = sorted([one, other + Decimal("0.1")])
    assume(low < high)
    assume(not (kind == "high" and high == 0))  # such a range has no width
    shown = Value(number=number, low=None if kind == "high" else low, high=None if kind == "low" else high)
    line = number_line(shown)
    _check(line)
    texts = " ".join(ticks(line)).replace("−", "-")
    assert all(str(limit) in texts for limit in (shown.low, shown.high) if limit)
