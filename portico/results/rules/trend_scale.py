"""The heights of a trend: its foot and top in nice numbers, and the lines across it.

Source: Portico's own drawing. A limit of the usual range is shown where the values cross it or come near it;
a limit far from all values would only flatten the line.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from portico.results.rules.describe import number
from portico.results.rules.drawing import ceiling_to, floor_to, nice_step

TOP, BOTTOM = 28.0, 184.0
LINE_OF_TEXT = 17.0
_BETWEEN_LEVELS = 27.0


@dataclass(frozen=True, slots=True)
class LevelLabel:
    """A horizontal line with its number at the right end; `text` is empty where it would collide."""

    y: float
    text: str
    text_y: float
    is_limit: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers at the foot and the top of the drawing, the step between, and the limits of the range."""

    bottom: Decimal
    top: Decimal
    step: Decimal
    low: Decimal | None
    high: Decimal | None

    def y(self, value: Decimal) -> float:
        part = float((value - self.bottom) / (self.top - self.bottom))
        return round(BOTTOM - min(1.0, max(0.0, part)) * (BOTTOM - TOP), 1)


def scale_of(numbers: list[Decimal], low: Decimal | None, high: Decimal | None) -> Scale:
    """Nice numbers around the values, and around the limits that the values cross or come near."""
    lowest, highest = min(numbers), max(numbers)
    near = 2 * max(highest - lowest, max(abs(lowest), abs(highest)) / 10)
    shown = [
        limit
        for limit in (low, high)
        if limit is not None and (lowest - near <= limit <= highest + near or _is_beyond(limit, low, numbers))
    ]
    bottom, top = min([lowest, *shown]), max([highest, *shown])
    span = (top - bottom) or abs(top) / 5 or Decimal(1)
    step = nice_step(span * 2 / 5)
    start, end = floor_to(bottom, step), ceiling_to(top, step)
    if start == bottom and bottom != 0:
        start -= step / 2 if start - step < 0 <= start else step
    return Scale(start, end + (step if end == top else 0), step, low, high)


def _is_beyond(limit: Decimal, low: Decimal | None, numbers: list[Decimal]) -> bool:
    """Some value lies outside this limit, so the reader must see it."""
    return min(numbers) < limit if limit is low else max(numbers) > limit


def levels_of(scale: Scale) -> tuple[LevelLabel, ...]:
    """The limits first, then the nice numbers that do not crowd them."""
    limits = sorted({limit for limit in (scale.low, scale.high) if limit is not None})
    lines = [_level(limit, scale, is_limit=True) for limit in limits if scale.bottom <= limit <= scale.top]
    if len(lines) == 2 and abs(lines[0].y - lines[1].y) < LINE_OF_TEXT:
        lines[0] = replace(lines[0], text_y=round(lines[0].y + 14, 1))
    rung = ceiling_to(scale.bottom, scale.step)
    while rung <= scale.top:
        line = _level(rung, scale, is_limit=False)
        if all(abs(line.text_y - other.text_y) >= _BETWEEN_LEVELS for other in lines):
            lines.append(line)
        rung += scale.step
    return tuple(sorted(lines, key=lambda line: line.y))


def _level(value: Decimal, scale: Scale, *, is_limit: bool) -> LevelLabel:
    y = scale.y(value)
    return LevelLabel(y, number(value), round(y - 6, 1), is_limit)
