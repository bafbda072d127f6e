"""Numbers as text, and what changed since last time: keys and values that a page puts into words.

Source: separators of Unicode CLDR 46, the same for en-US and es-US: a decimal point. A value must look on the page as
it does on the laboratory's paper and on the pill box, in either language. Its decimals are kept: 5.0 is not 5.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portico.lib.fhir.shapes import Value
from portico.results.rules.flag import Word, flag, usual_range
from portico.results.rules.series import Series
from portico.results.rules.units import in_unit

_MOST_DECIMALS = 4  # more, in a long number, is what a computer's arithmetic left behind
_MOST_DIGITS = 6
_NOT_OUTSIDE = frozenset({Word.USUAL, Word.NONE, Word.NEGATIVE, Word.POSITIVE})
_MINUS = "\u2212"
_COMPARATORS = {"<=": "≤", ">=": "≥"}


class Kind(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """How the value now stands to the one before; `before` is in the unit of now."""

    kind: Kind
    amount: Decimal | None
    before: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """What the text alternative of a number line says; None where there is nothing to say."""

    value: str
    unit: str
    low: str
    high: str
    beyond: str  # distance to the limit it is beyond, "" when inside or not exact
    beyond_limit: str  # "low", "high" or ""


@dataclass(frozen=True, slots=True)
class TrendFacts:
    """What the text alternative of a trend says, besides the dates of its first and last result."""

    count: int
    first: str
    last: str
    lowest: str
    highest: str
    change: Change  # from the first to the last
    outside: int  # how many lie outside the usual range that came with them


def tidy(number: Decimal) -> Decimal:
    """Without the long tail of computed decimals (77.31890472 becomes 77.32); anything shorter stays."""
    if not number.is_finite() or number.adjusted() > 20:
        return number
    _, digits, exponent = number.as_tuple()
    is_noisy = -int(exponent) > _MOST_DECIMALS and len(digits) > _MOST_DIGITS
    return _significant(number, 4) if is_noisy else number


def number(value: Decimal) -> str:
    """The number as it is written in the United States, in English and in Spanish."""
    if not value.is_finite():
        return ""
    if abs(value.adjusted()) > 30:  # no such measurement; written out it would fill the page
        return f"{value:.3E}"
    plain = f"{tidy(value):,f}"
    if value == 0:
        plain = plain.removeprefix("-")
    return plain.replace("-", _MINUS)


def value_text(value: Value) -> str:
    """The value without its unit: "56", "<5", or the text as received."""
    if value.number is None:
        return value.text
    return _COMPARATORS.get(value.comparator, value.comparator) + number(value.number)


def change(now: Value, before: Value | None) -> Change:
    if before is None:
        return Change(Kind.UNKNOWN, None, None, "nothing before")
    if not (_is_exact(now) and _is_exact(before)):
        return Change(Kind.UNKNOWN, None, None, "one of the two is not an exact number")
    same_unit = in_unit(before, now.unit)
    if same_unit is None or same_unit.number is None or now.number is None:
        return Change(Kind.UNKNOWN, None, None, "the units differ")
    first, last = tidy(same_unit.number), tidy(now.number)
    amount = difference(last, first)
    if amount == 0:
        return Change(Kind.SAME, amount, first, "the same number")
    kind = Kind.HIGHER if last > first else Kind.LOWER
    return Change(kind, amount, first, "compared in the unit of now")


def difference(one: Decimal, other: Decimal) -> Decimal:
    """Computed, so at most three digits behind the whole part; small ones keep three that matter."""
    exact = abs(one - other)
    if exact == 0:
        return Decimal(0)
    most = 3 if exact >= 1 else 2 - exact.adjusted()
    return round(exact, most) if -int(exact.as_tuple().exponent) > most else exact


def facts(value: Value) -> ValueFacts:
    limits = usual_range(value) or (None, None)
    low, high = limits
    beyond, side = "", ""
    if _is_exact(value) and value.number is not None:
        if low is not None and value.number < low:
            beyond, side = number(difference(low, value.number)), "low"
        elif high is not None and value.number > high:
            beyond, side = number(difference(value.number, high)), "high"
    return ValueFacts(
        value=value_text(value),
        unit=value.unit,
        low="" if low is None else number(low),
        high="" if high is None else number(high),
        beyond=beyond,
        beyond_limit=side,
    )


def trend_facts(chosen: Series) -> TrendFacts | None:
    """None for an empty series."""
    if not chosen.points:
        return None
    values = [point.value for point in chosen.points]
    ordered = sorted(values, key=lambda value: value.number or Decimal(0))
    return TrendFacts(
        count=len(values),
        first=value_text(values[0]),
        last=value_text(values[-1]),
        lowest=value_text(ordered[0]),
        highest=value_text(ordered[-1]),
        change=change(values[-1], values[0]),
        outside=sum(flag(value).word not in _NOT_OUTSIDE for value in values),
    )


def _is_exact(value: Value) -> bool:
    return value.number is not None and value.number.is_finite() and not value.comparator


def _significant(value: Decimal, digits: int) -> Decimal:
    if value == 0:
        return Decimal(0)
    return round(value, max(0, digits - 1 - value.adjusted()))
