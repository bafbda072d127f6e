from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portico.lib.fhir import FhirError
from portico.lib.fhir.moments import moment
from portico.lib.fhir.shapes import Precision

PLACE = "Observation.effectiveDateTime"


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("1998", datetime(1998, 1, 1, tzinfo=UTC), Precision.YEAR),
        ("1998-07", datetime(1998, 7, 1, tzinfo=UTC), Precision.MONTH),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC), Precision.DAY),
        ("2019-05-01T23:30:00-05:00", datetime(2019, 5, 2, 4, 30, tzinfo=UTC), Precision.TIME),
        ("2019-05-01T23:30:00.1234567Z", datetime(2019, 5, 1, 23, 30, 0, 123456, tzinfo=UTC), Precision.TIME),
        ("2019-05-01T08:15Z", datetime(2019, 5, 1, 8, 15, tzinfo=UTC), Precision.TIME),
        ("2019-05-01T08:15:00+14:00", datetime(2019, 4, 30, 18, 15, tzinfo=UTC), Precision.TIME),
    ],
)
def test_every_precision_and_zone_is_read_as_utc(text, at, precision):
    found = moment(text, PLACE)
    assert found.at == at
    assert found.at.tzinfo is UTC
    assert found.precision is precision


def test_a_leap_second_is_the_second_after_59():
    assert moment("2016-12-31T23:59:60Z", PLACE).at == datetime(2017, 1, 1, tzinfo=UTC)


def test_a_time_without_its_zone_keeps_only_its_day():
    found = moment("2019-05-01T23:30:00", PLACE)
    assert found.at == datetime(2019, 5, 1, tzinfo=UTC)
    assert found.precision is Precision.DAY


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-30",
        "2023-13-01",
        "2023-00-10",
        "0000",
        "0000-01-01",
        "2023-02-29T10:00:00Z",
        "2023-01-01T24:00:00Z",
        "2023-01-01T10:61:00Z",
        "2023-01-01T10:00:61Z",
        "2023-01-01T10:61:00",
        "2023-01-01T10:00:00+15:00",
        "2023-01-01T10:00:00+01:60",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:60Z",
        "2023-1-1",
        "20230101",
        "2023-W01",
        "2023-01-01 10:00:00Z",
        "2023-01-01\n",
        "٢٠٢٣",
        "",
        "yesterday",
        None,
        2023,
        ["2023"],
    ],
)
def test_an_impossible_date_is_refused_with_its_place(text):
    with pytest.raises(FhirError) as refused:
        moment(text, PLACE)
    assert refused.value.place == PLACE
    assert refused.value.reason.endswith(".")


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1), timezones=ZONES))  # noqa: DTZ001  hypothesis wants naive limits
def test_what_is_written_comes_back_as_the_same_instant(when):
    assert moment(when.isoformat(), PLACE).at == when


@given(st.dates())
def test_a_written_day_comes_back_as_the_same_day(day):
    assert moment(day.isoformat(), PLACE).at.date() == day


ALMOST_A_DATE = st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}(T[0-9:.]{0,12})?([Z+-][0-9:]{0,6})?", fullmatch=True)


@given(st.one_of(st.text(), ALMOST_A_DATE, st.integers(), st.none(), st.lists(st.text())))
def test_garbage_raises_nothing_but_a_fhir_error(garbage):
    with suppress(FhirError):
        assert moment(garbage, PLACE).at.tzinfo is UTC
