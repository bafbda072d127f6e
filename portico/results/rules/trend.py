"""The same test over time: the geometry of the trend, x in per cent, y in pixels of a box 230 high.

Source: Portico's own drawing. The band is the usual range of the newest result; an older result may have had
another range, which the table shows. A result given as "<5" stands at its limit as an arrow, not on the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from portico.results.rules.calendar_labels import TimeLabel, time_labels
from portico.results.rules.describe import value_text
from portico.results.rules.drawing import (
    CHARACTER,
    GAP,
    NARROWEST,
    Align,
    is_drawable,
    placed,
    width,
)
from portico.results.rules.flag import usual_range
from portico.results.rules.series import Point, Series, series
from portico.results.rules.trend_scale import (
    BOTTOM,
    LINE_OF_TEXT,
    TOP,
    LevelLabel,
    Scale,
    levels_of,
    scale_of,
)

HEIGHT = 230
_LEFT = 4.0
_LEAST_RIGHT = 55.0
_ALL_DOTS = 24
_MOST_POINTS = 300
_HIGHEST_TEXT, _LOWEST_TEXT = 12.0, 203.0
_NOW_CHARACTER = 9.8


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    is_now: bool
    points: str = ""  # "up" or "down": the true value lies that way


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
    first: ValueLabel | None  # None where it would run into the last
    last: ValueLabel
    reason: str


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    y: float
    point: Point

    @property
    def is_exact(self) -> bool:
        return not self.point.value.comparator


def trend(points: Sequence[Point], *, usual: str = "") -> Trend | None:
    """None for fewer than two numbers, or all at one moment. `usual` is the page's caption of the band."""
    chosen = series(points)
    if len(chosen.points) < 2 or chosen.points[0].at.at == chosen.points[-1].at.at:
        return None
    scale = scale_of([_number(point) for point in chosen.points], *_limits(chosen.points[-1]))
    levels = levels_of(scale)
    right = _right_edge(levels, value_text(chosen.points[-1].value))
    spots = [_spot(point, chosen.points, right, scale) for point in _thinned(chosen.points)]
    edges = tuple(level.y for level in levels if level.is_limit)
    last = _last(spots, edges)
    first = _first(spots, edges, last)
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


def _spot(point: Point, points: Sequence[Point], right: float, scale: Scale) -> _Spot:
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


def _right_edge(levels: tuple[LevelLabel, ...], newest: str) -> float:
    """Room for the numbers of the levels and for half of the newest value's text."""
    numbers = max((width(level.text) for level in levels), default=0)
    pixels = numbers + 6 + len(newest) * _NOW_CHARACTER / 2
    return round(max(_LEAST_RIGHT, 100 - pixels / NARROWEST * 100), 2)


def _band(spots: list[_Spot], scale: Scale, first: ValueLabel | None, usual: str) -> UsualBand | None:
    if scale.low is None and scale.high is None:
        return None
    upper = TOP if scale.high is None else scale.y(scale.high)
    lower = BOTTOM if scale.low is None else scale.y(scale.low)
    if lower - upper < 1:
        return None
    return UsualBand(upper, round(lower - upper, 1), _caption_y(spots, (upper, lower), first, usual))


def _caption_y(
    spots: list[_Spot], band: tuple[float, float], first: ValueLabel | None, usual: str
) -> float | None:
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
        if is_free and (first is None or abs(first.y - baseline) >= LINE_OF_TEXT):
            return round(baseline, 1)
    return None


def _last(spots: list[_Spot], edges: tuple[float, ...]) -> ValueLabel:
    text = value_text(spots[-1].point.value)
    reach = spots[-1].x - len(text) * _NOW_CHARACTER / 2 / NARROWEST * 100
    near = _heights(list(reversed(spots)), reach)
    # Very long numbers leave no room on the right for half of this one.
    align = Align.END if spots[-1].x <= _LEAST_RIGHT else Align.MID
    y = _beside(near, (16, 28), edges, goes_up=spots[-2].y < spots[-1].y)
    return ValueLabel(spots[-1].x, y, text, align)


def _first(spots: list[_Spot], edges: tuple[float, ...], last: ValueLabel) -> ValueLabel | None:
    label = placed(spots[0].x, value_text(spots[0].point.value))
    reach = spots[0].x + width(label.text) / NARROWEST * 100
    y = _beside(_heights(spots, reach), (12, 24), edges, goes_up=spots[1].y < spots[0].y)
    room = _NOW_CHARACTER * len(last.text) / (1 if last.align == Align.END else 2)
    is_clear = reach / 100 * NARROWEST + GAP <= last.x / 100 * NARROWEST - room
    if not is_clear and abs(y - last.y) < LINE_OF_TEXT + 2:
        return None
    return ValueLabel(spots[0].x, y, label.text, label.align)


def _heights(spots: list[_Spot], reach: float) -> list[float]:
    """How high the line runs from its first spot as far as x = reach."""
    heights = [spots[0].y]
    for one, other in pairwise(spots):
        if (other.x - reach) * (spots[0].x - reach) <= 0:
            part = 1.0 if other.x == one.x else (reach - one.x) / (other.x - one.x)
            return [*heights, one.y + part * (other.y - one.y)]
        heights.append(other.y)
    return heights


def _beside(
    near: list[float], gaps: tuple[float, float], edges: tuple[float, ...], *, goes_up: bool
) -> float:
    """Over or under all that it could touch: away from the line, and rather not on the edge of the range."""
    above, below = min(near) - gaps[0], max(near) + gaps[1]
    wanted = (below, above) if goes_up else (above, below)
    inside = [y for y in wanted if _HIGHEST_TEXT <= y <= _LOWEST_TEXT]
    clear = [y for y in inside if not any(y - 13 < edge < y + 4 for edge in edges)]
    best = next(iter(clear + inside), below)
    return round(min(max(best, _HIGHEST_TEXT), _LOWEST_TEXT), 1)
