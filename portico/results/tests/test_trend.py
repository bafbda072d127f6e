"""The same test over time."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.lib.fhir.shapes import Moment, Precision, Value
from portico.results.rules.describe import Kind, trend_facts
from portico.results.rules.drawing import Label, collide, is_inside
from portico.results.rules.series import LeftOut, Point, Why, series
from portico.results.rules.trend import HEIGHT, trend

START = datetime(2023, 11, 9, 14, 0, tzinfo=UTC)


def point(day: float, number: str | Decimal | None, unit: str = "", comparator: str = "", **more) -> Point:
    value = Value(
        number=None if number is None else Decimal(number), unit=unit, comparator=comparator, **more
    )
    return Point(Moment(START + timedelta(days=day), Precision.TIME), value)


def run(count: int, every: float = 30) -> list[Point]:
    return [point(place * every, str(60 + place * 7 % 11), low=Decimal(60)) for place in range(count)]


def texts(drawn) -> list[Label]:
    widest = {"year": "2026", "month": "Sept 2026", "day": "19 Sept 2026"}
    return [Label(time.x, widest[time.shows], time.align) for time in drawn.times]


def check(drawn) -> None:
    pairs = [tuple(map(float, pair.split(","))) for pair in drawn.line.split()]
    xs = [x for x, _ in pairs] + [dot.x for dot in drawn.dots] + [time.x for time in drawn.times]
    ys = [y for _, y in pairs] + [dot.y for dot in drawn.dots] + [level.text_y for level in drawn.levels]
    ys += [drawn.last.y] + ([drawn.first.y] if drawn.first else [])
    assert all(0 <= x <= 100 for x in xs)
    assert all(0 <= y <= HEIGHT for y in ys)
    assert [x for x, _ in pairs] == sorted(x for x, _ in pairs)
    row = texts(drawn)
    assert all(is_inside(label) for label in row)
    assert not any(collide(one, other) for at, one in enumerate(row) for other in row[at + 1 :])
    heights = sorted(level.text_y for level in drawn.levels)
    assert all(after - before >= 13 for before, after in pairwise(heights))


def test_one_result_is_no_trend():
    assert trend(run(1)) is None
    assert trend([]) is None


def test_two_results_at_the_same_moment_are_no_trend():
    assert trend([point(0, "5"), point(0, "6")]) is None


@pytest.mark.parametrize(("count", "dots"), [(2, 2), (24, 24), (25, 3), (300, 3)])
def test_up_to_24_results_have_a_dot_each_and_more_only_the_newest_and_the_extremes(count, dots):
    drawn = trend(run(count))
    check(drawn)
    assert len(drawn.dots) == dots
    assert [dot.is_now for dot in drawn.dots].count(True) == 1
    assert len(drawn.line.split()) == count


def test_thousands_of_results_are_drawn_by_their_lowest_and_highest():
    drawn = trend([*run(3000, 1), point(1500.5, "500")])
    check(drawn)
    assert len(drawn.line.split()) <= 400
    assert len(drawn.series.points) == 3001
    assert len(drawn.dots) == 3


def test_the_order_in_which_results_arrive_does_not_matter():
    assert trend(run(7)) == trend(list(reversed(run(7))))


def test_the_band_is_the_usual_range_of_the_newest_result():
    older, newest = point(0, "70", low=Decimal(10)), point(400, "56", low=Decimal(60))
    drawn = trend([older, newest])
    assert [level.text for level in drawn.levels if level.is_limit] == ["60"]
    edge = next(level.y for level in drawn.levels if level.is_limit)
    assert drawn.band.y + drawn.band.height == pytest.approx(edge)


def test_a_range_far_from_the_values_does_not_flatten_the_line():
    drawn = trend([point(0, "5", high=Decimal(999999)), point(9, "6", high=Decimal(999999))])
    check(drawn)
    assert abs(drawn.dots[0].y - drawn.dots[1].y) > 30
    assert not any(level.is_limit for level in drawn.levels)


def test_a_limit_that_the_values_cross_is_always_shown():
    drawn = trend([point(0, "900", high=Decimal(5)), point(9, "901", high=Decimal(5))])
    assert [level.text for level in drawn.levels if level.is_limit] == ["5"]


def test_values_that_never_change_stand_on_a_level_line():
    drawn = trend([point(0, "0"), point(10, "0"), point(20, "0")])
    check(drawn)
    assert len({dot.y for dot in drawn.dots}) == 1


def test_a_less_than_result_is_an_arrow_down_beside_the_line_and_not_on_it():
    drawn = trend([point(0, "12"), point(10, "8"), point(20, "5", comparator="<")])
    assert len(drawn.line.split()) == 2
    assert [dot.points for dot in drawn.dots] == ["", "", "down"]
    assert drawn.last.text == "<5"


def test_three_years_are_named_and_the_newest_by_its_month():
    drawn = trend([point(0, "68"), point(500, "66"), point(1100, "56")])
    assert [(time.on.year, str(time.shows)) for time in drawn.times] == [
        (2023, "year"),
        (2025, "year"),
        (2026, "month"),
    ]


def test_a_few_days_are_named_by_their_days():
    drawn = trend([point(0, "68"), point(12, "66")])
    assert [str(time.shows) for time in drawn.times] == ["day", "day"]


def test_the_same_unit_spelled_differently_is_one_series():
    kept = series([point(0, "90", "mg/dl"), point(1, "95", "[mg/dL]"), point(2, "92", "mg/dL")])
    assert [str(each.value.number) for each in kept.points] == ["90", "95", "92"]
    assert (kept.unit, kept.left_out) == ("mg/dL", ())


def test_a_result_in_a_convertible_unit_joins_the_series():
    kept = series([point(0, "98.6", "[degF]"), point(1, "37.2", "Cel")])
    assert [each.value.number for each in kept.points] == [Decimal(37), Decimal("37.2")]


def test_what_can_not_join_is_counted_with_its_reason():
    kept = series([point(0, "5", "mmol/L"), point(1, None, text="trace"), point(2, "90", "mg/dL")])
    assert len(kept.points) == 1
    assert set(kept.left_out) == {LeftOut(Why.OTHER_UNIT, 1), LeftOut(Why.NOT_A_NUMBER, 1)}


def test_the_text_alternative_of_a_trend_names_its_ends_its_extremes_and_what_lies_outside():
    numbers = ["68", "71", "61", "56"]
    kept = series([point(day, number, low=Decimal(60)) for day, number in enumerate(numbers)])
    said = trend_facts(kept)
    assert (said.count, said.first, said.last, said.lowest, said.highest) == (4, "68", "56", "56", "71")
    assert (said.change.kind, said.change.amount, said.outside) == (Kind.LOWER, Decimal(12), 1)
    assert trend_facts(series([])) is None


odd = st.none() | st.decimals() | st.decimals(-500, 500, places=2)
points = st.builds(
    point,
    st.floats(0, 20000),
    odd,
    st.sampled_from(["", "mg/dL", "g/L"]),
    st.sampled_from(["", "<", ">="]),
    low=odd,
    high=odd,
)


@settings(deadline=None)
@given(st.lists(points, max_size=40), st.sampled_from(["", "Usual: 60 or higher"]))
def test_whatever_arrives_the_drawing_holds_together(results, usual):
    drawn = trend(results, usual=usual)
    if drawn is not None:
        check(drawn)
