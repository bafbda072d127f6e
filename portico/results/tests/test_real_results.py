"""The rules over every Observation of 76 made-up patients whom nobody here wrote."""

import gzip
import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import orjson
import pytest

from portico.lib.fhir.shapes import Moment, Precision, Value
from portico.results.rules.describe import change, facts, value_text
from portico.results.rules.flag import flag
from portico.results.rules.line import number_line
from portico.results.rules.released import is_released
from portico.results.rules.series import Point, series
from portico.results.rules.trend import trend

_ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("PORTICO_SHARED_DATA", _ROOT.parent / "shared" / "data"))
SYNTHEA = SHARED / "patients" / "synthea"

pytestmark = pytest.mark.skipif(not SYNTHEA.is_dir(), reason=f"no test data at {SYNTHEA}")


def _limit(range_: dict, side: str) -> Decimal | None:
    number = range_.get(side, {}).get("value")
    return None if number is None else Decimal(str(number))


def _value(source: dict) -> Value:
    quantity = source.get("valueQuantity", {})
    range_ = next(iter(source.get("referenceRange", [])), {})
    number = quantity.get("value")
    return Value(
        number=None if number is None else Decimal(str(number)),
        comparator=quantity.get("comparator", ""),
        unit=quantity.get("unit", ""),
        text=source.get("valueString") or source.get("valueCodeableConcept", {}).get("text", ""),
        low=_limit(range_, "low"),
        high=_limit(range_, "high"),
        flags=tuple(
            coding.get("code", "")
            for concept in source.get("interpretation", [])
            for coding in concept.get("coding", [])
        ),
    )


def _observations() -> Iterator[tuple[str, str, dict]]:
    for path in sorted(SYNTHEA.glob("*.json.gz")):
        bundle = orjson.loads(gzip.decompress(path.read_bytes()))
        for entry in bundle.get("entry", []):
            if entry["resource"]["resourceType"] == "Observation":
                resource = entry["resource"]
                yield path.name, resource["code"]["coding"][0]["code"], resource


def test_every_observation_has_its_words_and_every_long_series_its_trend(capsys):
    lines, trends, count = 0, 0, 0
    by_test: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for patient, code, resource in _observations():
        at = datetime.fromisoformat(resource["effectiveDateTime"]).astimezone(UTC)
        assert is_released(resource["status"]).answer
        for part in [resource, *resource.get("component", [])]:
            value, count = _value(part), count + 1
            key = (patient, part["code"]["coding"][0]["code"] if part is not resource else code)
            before = by_test[key][-1].value if by_test[key] else None
            by_test[key].append(Point(Moment(at, Precision.TIME), value))
            assert flag(value).reason
            assert change(value, before).reason
            assert facts(value).value == value_text(value)
            lines += number_line(value, before) is not None
    for points in by_test.values():
        drawn = trend(points)
        trends += drawn is not None
        kept = series(points)
        has_one_moment = len({point.at.at for point in kept.points}) < 2
        assert (drawn is None) == has_one_moment
        assert len(kept.points) + sum(some.count for some in kept.left_out) == len(points)
    with capsys.disabled():
        print(
            f"\n{count} values, {lines / count:.1%} on a number line; {trends} of {len(by_test)} in a trend"
        )
    assert count > 1000
