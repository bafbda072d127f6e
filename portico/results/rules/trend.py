"""The same test over time: the geometry of the trend, x in per cent, y in pixels of a box 230 high.

Source: Portico's own drawing. The band is the usual range of the newest result; an older result may have had
another range, which the table shows. A result given as "<5" stands at its limit as an arrow, not on the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from portico.results.rules.calendar_labels import TimeLabel, time_labels
from portico.results.rules.describe import number, value_text
from portico.results.rules.drawing import (
    CHARACTER,
    NARROWEST,
    Align,
    ceiling_to,
    floor_to,
    is_drawable,
    nice_step,
    placed,
    width,
)
from portico.results.rules.flag import usual_range
from portico.results.rules.series import Point, Series, series

HEIGHT = 230
TOP, BOTTOM = 28.0, 184.0
_LEFT = 4.0
_LEAST_RIGHT = 55.0
_ALL_DOTS = 24
_MOST_POINTS = 300
_HIGHEST_TEXT, _LOWEST_TEXT = 12.0, 203.0
_LINE_OF_TEXT = 17.0
_BETWEEN_LEVELS = 27.0
_NOW_CHARACTER = 9.8


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    is_now: bool
    points: str = ""  # "up" or "down": the true value lies that way


@dataclass(frozen=True, slots=True)
class LevelLabel:
    """A horizontal line with its number at the right end; `text` is empty where it would collide."""

    y: float
    text: str
    text_y: float
    is_limit: bool


@dataclass(frozen=True, slots=True)
class UsualBand:
    y: float
    height: float
    caption_y: float | None  # None: no room beside the line, the page's key says it


@dataclass(frozen=True, slots=True)
class ValueLabel:
    x: float
    y: float
    text: str
    align: Align


@dataclass(frozen=True, slots=True)
class Trend:
    series: Series
    line: str  # points of a polyline in a box 0 0 100 230
    dots: tuple[Dot, ...]
    band: UsualBand | None
    levels: tuple[LevelLabel, ...]
    times: tuple[TimeLabel, ...]
    first: ValueLabel
    last: ValueLabel
    reason: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """The numbers at the foot and the top of the drawing, the step between, and the limits of the range."""

    bottom: Decimal
    top: Decimal
    step: Decimal
    low: Decimal | None
    high: Decimal | None

    def y(self, value: Decimal) -> float:
        part = float((value - self.bottom) / (self.top - self.bottom))
        return round(BOTTOM - min(1.0, max(0.0, part)) * (BOTTOM - TOP), 1)


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    y: float
    point: Point

    @property
    def is_exact(self) -> bool:
        return not self.point.value.comparator


def trend(points: Sequence[Point], *, language: str = "en", usual: str = "") -> Trend | None:
    """None for fewer than two numbers, or all at one moment. `usual` is the page's caption of the band."""
    chosen = series(points)
    if len(chosen.points) < 2 or chosen.points[0].at.at == chosen.points[-1].at.at:
        return None
    scale = _scale([_number(point) for point in chosen.points], *_limits(chosen.points[-1]))
    levels = _levels(scale, language)
    right = _right_edge(levels, value_text(chosen.points[-1].value, language))
    spots = [_spot(point, chosen.points, right, scale) for point in _thinned(chosen.points)]
    first, last = _first(spots, language), _last(spots, language)
    return Trend(
        series=chosen,
        line=" ".join(f"{spot.x:g},{spot.y:g}" for spot in spots if spot.is_exact),
        dots=_dots(spots),
        band=_band(spots, scale, first, usual),
        levels=levels,
        times=time_labels(chosen.points[0].at, chosen.points[-1].at, _LEFT, right),
        first=first,
        last=last,
        reason=f"{len(chosen.points)} results in {chosen.unit or 'no unit'}",
    )


def _number(point: Point) -> Decimal:
    return point.value.number or Decimal(0)


def _limits(newest: Point) -> tuple[Decimal | None, Decimal | None]:
    low, high = usual_range(newest.value) or (None, None)
    return low if is_drawable(low) else None, high if is_drawable(high) else None


def _scale(numbers: list[Decimal], low: Decimal | None, high: Decimal | None) -> _Scale:
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
    return _Scale(start, end + (step if end == top else 0), step, low, high)


def _is_beyond(limit: Decimal, low: Decimal | None, numbers: list[Decimal]) -> bool:
    """Some value lies outside this limit, so the reader must see it."""
    return min(numbers) < limit if limit is low else max(numbers) > limit


def _spot(point: Point, points: Sequence[Point], right: float, scale: _Scale) -> _Spot:
    start, end = points[0].at.at, points[-1].at.at
    part = _seconds(start, point.at.at) / _seconds(start, end)
    return _Spot(round(_LEFT + part * (right - _LEFT), 2), scale.y(_number(point)), point)


def _seconds(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds()


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Beyond some hundreds, only the lowest and highest of each run of neighbours: it looks the same."""
    if len(points) <= _MOST_POINTS:
        return list(points)
    run = -(-len(points) // (_MOST_POINTS // 2))
    kept = {0, len(points) - 1}
    for start in range(0, len(points), run):
        places = range(start, min(start + run, len(points)))
        kept.add(min(places, key=lambda place: _number(points[place])))
        kept.add(max(places, key=lambda place: _number(points[place])))
    return [points[place] for place in sorted(kept)]


def _dots(spots: list[_Spot]) -> tuple[Dot, ...]:
    """All of them while they stand apart; else the newest, the lowest and the highest."""
    shown = spots
    if len(spots) > _ALL_DOTS:
        lowest = min(spots, key=lambda spot: _number(spot.point))
        highest = max(spots, key=lambda spot: _number(spot.point))
        shown = [spot for spot in spots if spot in (lowest, highest) or spot is spots[-1]]
    return tuple(
        Dot(spot.x, spot.y, spot is spots[-1], _direction(spot.point.value.comparator)) for spot in shown
    )


def _direction(comparator: str) -> str:
    return {"<": "down", "<=": "down", ">": "up", ">=": "up"}.get(comparator, "")


def _levels(scale: _Scale, language: str) -> tuple[LevelLabel, ...]:
    """The limits first, then the nice numbers that do not crowd them."""
    limits = sorted({limit for limit in (scale.low, scale.high) if limit is not None})
    lines = [
        _level(limit, scale, language, is_limit=True)
        for limit in limits
        if scale.bottom <= limit <= scale.top
    ]
    if len(lines) == 2 and abs(lines[0].y - lines[1].y) < _LINE_OF_TEXT:
        lines[0] = replace(lines[0], text_y=round(lines[0].y + 14, 1))
    rung = ceiling_to(scale.bottom, scale.step)
    while rung <= scale.top:
        line = _level(rung, scale, language, is_limit=False)
        if all(abs(line.text_y - other.text_y) >= _BETWEEN_LEVELS for other in lines):
            lines.append(line)
        rung += scale.step
    return tuple(sorted(lines, key=lambda line: line.y))


def _level(value: Decimal, scale: _Scale, language: str, *, is_limit: bool) -> LevelLabel:
    y = scale.y(value)
    return LevelLabel(y, number(value, language), round(y - 6, 1), is_limit)


def _right_edge(levels: tuple[LevelLabel, ...], newest: str) -> float:
    """Room for the numbers of the levels and for half of the newest value's text."""
    numbers = max((width(level.text) for level in levels), default=0)
    pixels = numbers + 6 + len(newest) * _NOW_CHARACTER / 2
    return round(max(_LEAST_RIGHT, 100 - pixels / NARROWEST * 100), 2)


def _band(spots: list[_Spot], scale: _Scale, first: ValueLabel, usual: str) -> UsualBand | None:
    if scale.low is None and scale.high is None:
        return None
    upper = TOP if scale.high is None else scale.y(scale.high)
    lower = BOTTOM if scale.low is None else scale.y(scale.low)
    if lower - upper < 1:
        return None
    return UsualBand(upper, round(lower - upper, 1), _caption_y(spots, (upper, lower), first, usual))


def _caption_y(spots: list[_Spot], band: tuple[float, float], first: ValueLabel, usual: str) -> float | None:
    """The baseline at the top or foot of the band where nothing else runs through the caption."""
    upper, lower = band
    right = (8 + len(usual) * CHARACTER) / NARROWEST * 100
    if not usual or right > spots[-1].x - 8 or lower - upper < 26:
        return None
    passed = sum(spot.x <= right for spot in spots)
    heights = [spot.y for spot in spots[: passed + 1]]
    for baseline in (upper + 20, lower - 9):
        over, under = baseline - 22, baseline + 12
        is_free = all(y < over for y in heights) or all(y > under for y in heights)
        if is_free and abs(first.y - baseline) >= _LINE_OF_TEXT:
            return round(baseline, 1)
    return None


def _first(spots: list[_Spot], language: str) -> ValueLabel:
    label = placed(spots[0].x, value_text(spots[0].point.value, language))
    reach = spots[0].x + width(label.text) / NARROWEST * 100
    near = [spot.y for spot in spots if spot.x <= reach]
    return ValueLabel(spots[0].x, _beside(near, spots[0].y, spots[1].y, 12, 24), label.text, label.align)


def _last(spots: list[_Spot], language: str) -> ValueLabel:
    text = value_text(spots[-1].point.value, language)
    reach = spots[-1].x - len(text) * _NOW_CHARACTER / 2 / NARROWEST * 100
    near = [spot.y for spot in spots if spot.x >= reach]
    # Very long numbers leave no room on the right for half of this one.
    align = Align.END if spots[-1].x <= _LEAST_RIGHT else Align.MID
    return ValueLabel(spots[-1].x, _beside(near, spots[-1].y, spots[-2].y, 16, 28), text, align)


def _beside(near: list[float], y: float, neighbour: float, over: float, under: float) -> float:
    """Over or under all dots it could touch: away from the line, unless that leaves the drawing."""
    above, below = min(near) - over, max(near) + under
    wants_below = neighbour < y
    if (wants_below and below <= _LOWEST_TEXT) or above < _HIGHEST_TEXT:
        return round(min(below, _LOWEST_TEXT), 1)
    return round(above, 1)
