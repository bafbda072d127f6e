"""Which earlier results can stand on one line with the newest.

Source: Portico's rule: the newest number names the unit; a result in another unit joins only where `units`
can convert it exactly. Texts stay in the table. Nothing is dropped silently: what is left out is counted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from portico.lib.fhir.shapes import Moment, Value
from portico.results.rules.drawing import is_drawable
from portico.results.rules.units import in_unit


class Why(StrEnum):
    OTHER_UNIT = "other_unit"
    NOT_A_NUMBER = "not_a_number"


@dataclass(frozen=True, slots=True)
class Point:
    at: Moment
    value: Value
    key: str = ""  # the caller's own id


@dataclass(frozen=True, slots=True)
class LeftOut:
    why: Why
    count: int


@dataclass(frozen=True, slots=True)
class Series:
    """Oldest first, all in `unit`."""

    points: tuple[Point, ...]
    unit: str
    left_out: tuple[LeftOut, ...]


def series(points: Sequence[Point]) -> Series:
    ordered = sorted(points, key=lambda point: point.at.at)
    measured = [point for point in ordered if is_drawable(point.value.number)]
    unit = measured[-1].value.unit if measured else ""
    kept: list[Point] = []
    others: Counter[Why] = Counter()
    others[Why.NOT_A_NUMBER] = len(ordered) - len(measured)
    for point in measured:
        same = in_unit(point.value, unit)
        if same is None or not is_drawable(same.number):
            others[Why.OTHER_UNIT] += 1
        else:
            kept.append(replace(point, value=same))
    left_out = tuple(LeftOut(why, count) for why, count in others.items() if count)
    return Series(tuple(kept), unit, left_out)
