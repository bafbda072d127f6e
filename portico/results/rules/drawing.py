"""What the drawings of a result share: nice numbers for an axis, and which texts fit on the narrowest phone.

Sources: nice numbers after P. Heckbert, "Nice numbers for graph labels", Graphics Gems (1990). Widths were
measured in Chromium with Source Sans 3 at 15 px, tabular figures. Positions are per cent and texts are
pixels, so what fits on the narrowest card fits on every wider one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

NARROWEST = 244.0  # pixels inside a card on a screen of 320
CHARACTER = 7.6
GAP = 8.0
_NEAREST = ((1, Decimal("1.41")), (2, Decimal("3.16")), (5, Decimal("7.07")))


class Align(StrEnum):
    START = "start"
    MID = "mid"
    END = "end"


@dataclass(frozen=True, slots=True)
class Label:
    """A text on a horizontal line at `x` per cent."""

    x: float
    text: str
    align: Align = Align.MID
    key: str = ""


def is_drawable(number: Decimal | None) -> bool:
    """Nothing a laboratory measures is larger or finer than this; beyond it no text would fit."""
    return number is not None and number.is_finite() and (number == 0 or -12 <= number.adjusted() <= 12)


def nice_step(rough: Decimal) -> Decimal:
    """The 1, 2 or 5 times a power of ten that is nearest in ratio."""
    if rough <= 0:
        return Decimal(1)
    power = rough.adjusted()
    leading = rough.scaleb(-power)
    for digit, below in _NEAREST:
        if leading < below:
            return Decimal((0, (digit,), power))
    return Decimal((0, (1,), power + 1))


def floor_to(number: Decimal, step: Decimal) -> Decimal:
    return (number / step).to_integral_value(ROUND_FLOOR) * step


def ceiling_to(number: Decimal, step: Decimal) -> Decimal:
    return (number / step).to_integral_value(ROUND_CEILING) * step


def share(number: Decimal, start: Decimal, end: Decimal) -> float:
    """Where the number stands between start and end, in per cent, never beyond them."""
    exact = float((number - start) / (end - start) * 100)
    return round(min(100.0, max(0.0, exact)), 2)


def width(text: str) -> float:
    return len(text) * CHARACTER


def placed(x: float, text: str, key: str = "") -> Label:
    """The text centred on x, or turned inwards where half of it would leave the box."""
    pixel, half = x / 100 * NARROWEST, width(text) / 2
    if pixel - half < 0:
        return Label(x, text, Align.START, key)
    if pixel + half > NARROWEST:
        return Label(x, text, Align.END, key)
    return Label(x, text, Align.MID, key)


def extent(label: Label) -> tuple[float, float]:
    """Left and right edge of the text in pixels on the narrowest card."""
    pixel, long = label.x / 100 * NARROWEST, width(label.text)
    left = {Align.START: pixel, Align.MID: pixel - long / 2, Align.END: pixel - long}[label.align]
    return left, left + long


def is_inside(label: Label) -> bool:
    left, right = extent(label)
    return left >= -0.5 and right <= NARROWEST + 0.5


def collide(one: Label, other: Label) -> bool:
    (left, right), (other_left, other_right) = extent(one), extent(other)
    return left < other_right + GAP and other_left < right + GAP


def fitting(labels: Iterable[Label]) -> tuple[Label, ...]:
    """The labels that stand free, the most important first in, from left to right out."""
    kept: list[Label] = []
    for label in labels:
        if is_inside(label) and not any(collide(label, other) for other in kept):
            kept.append(label)
    return tuple(sorted(kept, key=lambda label: label.x))
