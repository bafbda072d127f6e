"""Where one value stands: the geometry of the number line, positions in per cent.

Source: Portico's own drawing. The second, darker band outside the range starts half a range width away (half
the limit, where there is only one): ILLUSTRATIVE, a help for the eye, with no name and no clinical meaning.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portico.lib.fhir.shapes import Value
from portico.results.rules.describe import number, value_text
from portico.results.rules.drawing import (
    NARROWEST,
    Align,
    Label,
    ceiling_to,
    collide,
    fitting,
    floor_to,
    is_drawable,
    is_inside,
    nice_step,
    placed,
    share,
    width,
)
from portico.results.rules.flag import usual_range
from portico.results.rules.units import in_unit

_PILL_CHARACTER = 9.8  # the pin's text is larger than the ticks'
_PILL_PADDING = 20.0
_PILL_CORNER = 17.0
_SLIVER = 12.0


class BandKind(StrEnum):
    USUAL = "usual"
    OUTSIDE_1 = "outside_1"
    OUTSIDE_2 = "outside_2"


@dataclass(frozen=True, slots=True)
class Words:
    """The page's translated words; their length decides what fits."""

    you: str = "You"
    below: str = "Below usual"
    usual: str = "Usual"
    above: str = "Above usual"
    below_short: str = "Below"  # where the long one does not fit
    above_short: str = "Above"


@dataclass(frozen=True, slots=True)
class Band:
    start: float
    end: float
    kind: BandKind

    @property
    def width(self) -> float:
        return round(self.end - self.start, 2)


@dataclass(frozen=True, slots=True)
class Pin:
    """`pill_x` and `text_x` are pixels from x. `points` says where the true value lies, if beyond x."""

    x: float
    text: str
    align: Align
    pill_width: float
    pill_x: float
    text_x: float
    is_off_scale: bool
    points: str  # "", "start" or "end"


@dataclass(frozen=True, slots=True)
class NumberLine:
    start: Decimal
    end: Decimal
    bands: tuple[Band, ...]
    cuts: tuple[float, ...]  # where two bands meet
    ticks: tuple[Label, ...]
    names: tuple[Label, ...]  # key: below, usual, above
    pin: Pin
    earlier: float | None  # None also where it would lie off the scale, or is not an exact number
    reason: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """The limits, how much is shown beyond them, how far that may stretch, where the darker band starts."""

    bottom: Decimal
    top: Decimal
    room: Decimal
    reach: Decimal
    half: Decimal


def number_line(
    value: Value, earlier: Value | None = None, *, words: Words | None = None
) -> NumberLine | None:
    """None where there is nothing honest to draw: the page then shows the value alone."""
    limits = _limits(value)
    if limits is None or value.number is None or not is_drawable(value.number):
        return None
    before = _earlier_number(earlier, value.unit)
    start, end = _axis(*limits, [item for item in (value.number, before) if item is not None])
    ticks = _ticks(start, end, *limits)
    words = words or Words()
    pin = _pin(value, start, end, f"{words.you}: {value_text(value)}")
    bands = _bands(start, end, *limits)
    # An upper limit of 0 for something that is never below 0 leaves no usual band to draw.
    has_usual = any(band.kind == BandKind.USUAL for band in bands)
    if ticks is None or not has_usual or pin.pill_width > NARROWEST:
        return None
    return NumberLine(
        start=start,
        end=end,
        bands=bands,
        cuts=tuple(band.start for band in bands[1:]),
        ticks=ticks,
        names=_names(bands, words),
        pin=pin,
        earlier=share(before, start, end) if before is not None and start <= before <= end else None,
        reason=_reason(*limits),
    )


def _limits(value: Value) -> tuple[Decimal | None, Decimal | None] | None:
    """A range that has a width; one of a single point can be compared with, not drawn."""
    limits = usual_range(value)
    if limits is None or limits[0] == limits[1]:
        return None
    return limits if all(limit is None or is_drawable(limit) for limit in limits) else None


def _earlier_number(earlier: Value | None, unit: str) -> Decimal | None:
    same_unit = in_unit(earlier, unit) if earlier is not None else None
    if same_unit is None or same_unit.comparator or not is_drawable(same_unit.number):
        return None
    return same_unit.number


def _axis(low: Decimal | None, high: Decimal | None, numbers: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """From nice number to nice number; stretched for far values, to a bound that keeps the range readable."""
    frame = _frame(low, high)
    numbers = list(numbers)
    lowest, highest = frame.bottom - frame.room, frame.top + frame.room
    margin = (highest - lowest) / 20
    start = min(lowest, max(min(numbers) - margin, frame.bottom - frame.reach))
    end = max(highest, min(max(numbers) + margin, frame.top + frame.reach))
    if min([frame.bottom, *numbers]) >= 0:
        start = max(start, Decimal(0))
    step = nice_step(frame.room / 2)
    return floor_to(start, step), ceiling_to(end, step)


def _frame(low: Decimal | None, high: Decimal | None) -> _Frame:
    if low is not None and high is not None:
        span = high - low
        return _Frame(low, high, room=span / 2, reach=span * 2, half=span / 2)
    limit = low if low is not None else high or Decimal(0)
    span = abs(limit) or Decimal(1)
    return _Frame(limit, limit, room=span, reach=span * 3, half=span / 2)


def _bands(start: Decimal, end: Decimal, low: Decimal | None, high: Decimal | None) -> tuple[Band, ...]:
    left = 0.0 if low is None else share(low, start, end)
    right = 100.0 if high is None else share(high, start, end)
    half = _frame(low, high).half
    far_left = 0.0 if low is None else share(low - half, start, end)
    far_right = 100.0 if high is None else share(high + half, start, end)
    # A darker sliver at the very end would only be noise.
    far_left = 0.0 if far_left < _SLIVER else far_left
    far_right = 100.0 if far_right > 100 - _SLIVER else far_right
    drawn = (
        Band(0.0, far_left, BandKind.OUTSIDE_2),
        Band(far_left, left, BandKind.OUTSIDE_1),
        Band(left, right, BandKind.USUAL),
        Band(right, far_right, BandKind.OUTSIDE_1),
        Band(far_right, 100.0, BandKind.OUTSIDE_2),
    )
    return tuple(band for band in drawn if band.end > band.start)


def _ticks(
    start: Decimal, end: Decimal, low: Decimal | None, high: Decimal | None
) -> tuple[Label, ...] | None:
    """The limits always, the ends where they fit; None where even the limits do not."""
    limits = [placed(share(limit, start, end), number(limit)) for limit in (low, high) if limit is not None]
    if len(limits) == 2 and collide(*limits):
        centre = round((limits[0].x + limits[1].x) / 2, 2)
        limits = [placed(centre, f"{limits[0].text}–{limits[1].text}")]
    if not all(is_inside(label) for label in limits):
        return None
    ends = [Label(0.0, number(start), Align.START), Label(100.0, number(end), Align.END)]
    return fitting([*limits, *ends])


def _names(bands: tuple[Band, ...], words: Words) -> tuple[Label, ...]:
    """A name stands under its own band or nowhere; both sides long, or both short."""
    usual = next(band for band in bands if band.kind == BandKind.USUAL)
    longs = [
        _name(usual.start, usual.end, words.usual, "usual"),
        _name(0, usual.start, words.below, "below"),
        _name(usual.end, 100, words.above, "above"),
    ]
    shorts = [
        longs[0],
        _name(0, usual.start, words.below_short, "below"),
        _name(usual.end, 100, words.above_short, "above"),
    ]
    in_long, in_short = ([item for item in items if item is not None] for items in (longs, shorts))
    return fitting(in_short if len(in_short) > len(in_long) else in_long)


def _name(left: float, right: float, text: str, key: str) -> Label | None:
    if width(text) > (right - left) / 100 * NARROWEST:
        return None
    return placed(_middle(left, right), text, key)


def _middle(left: float, right: float) -> float:
    return round((left + right) / 2, 2)


def _pin(value: Value, start: Decimal, end: Decimal, text: str) -> Pin:
    exact = value.number or Decimal(0)
    x = share(exact, start, end)
    long = round(len(text) * _PILL_CHARACTER + _PILL_PADDING, 1)
    align, pill_x = _pill(x, long)
    is_off_scale = not start <= exact <= end
    return Pin(
        x=x,
        text=text,
        align=align,
        pill_width=long,
        pill_x=pill_x,
        text_x=round(pill_x + long / 2, 1),
        is_off_scale=is_off_scale,
        points=_points(value.comparator, exact, start, end),
    )


def _points(comparator: str, exact: Decimal, start: Decimal, end: Decimal) -> str:
    if exact > end or comparator in (">", ">="):
        return "end"
    return "start" if exact < start or comparator in ("<", "<=") else ""


def _pill(x: float, long: float) -> tuple[Align, float]:
    """Centred over the pin, or pushed inwards so that the stem still meets it and it stays in the box."""
    pixel = x / 100 * NARROWEST
    if pixel < long / 2:
        return Align.START, round(min(-min(pixel, _PILL_CORNER), NARROWEST - pixel - long), 1)
    if pixel + long / 2 > NARROWEST:
        return Align.END, round(max(min(NARROWEST - pixel, _PILL_CORNER) - long, -pixel), 1)
    return Align.MID, round(-long / 2, 1)


def _reason(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return "only an upper limit given"
    return "only a lower limit given" if high is None else "both limits given"
