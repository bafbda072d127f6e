"""How a value stands to its usual range, as the key of a word, with the reason.

Sources: HL7 v3 ObservationInterpretation for the laboratory's codes
(https://terminology.hl7.org/CodeSystem-v3-ObservationInterpretation.html); FHIR R4 Quantity.comparator.
The laboratory's own code wins over our comparison. "A little" is ours and ILLUSTRATIVE, not clinical: within
10 % of the width of the range (of the limit, where there is only one) beyond the limit. "Far" is never ours:
only a laboratory's LL, HH, LU or HU says it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portico.lib.fhir.shapes import Value

A_LITTLE = Decimal("0.10")


class Word(StrEnum):
    USUAL = "usual"
    A_LITTLE_BELOW = "a_little_below"
    BELOW = "below"
    FAR_BELOW = "far_below"
    A_LITTLE_ABOVE = "a_little_above"
    ABOVE = "above"
    FAR_ABOVE = "far_above"
    OUTSIDE = "outside"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    NONE = "none"


class Because(StrEnum):
    LABORATORY = "laboratory"  # detail: its codes
    ABOVE_LIMIT = "above_limit"  # detail: the limit
    BELOW_LIMIT = "below_limit"  # detail: the limit
    INSIDE = "inside"  # detail: the range
    NO_RANGE = "no_range"
    RANGE_UNUSABLE = "range_unusable"  # low above high
    NOT_A_NUMBER = "not_a_number"
    NOT_EXACT = "not_exact"  # detail: the value; "<5" may be inside or below 3 to 10


_SENTENCES = {
    Because.LABORATORY: "laboratory said {}",
    Because.ABOVE_LIMIT: "above the upper limit {}",
    Because.BELOW_LIMIT: "below the lower limit {}",
    Because.INSIDE: "inside the range {}",
    Because.NO_RANGE: "no range given",
    Because.RANGE_UNUSABLE: "the range given is upside down: {}",
    Because.NOT_A_NUMBER: "the value is not a number",
    Because.NOT_EXACT: "{} can be inside or outside the range",
}


@dataclass(frozen=True, slots=True)
class Flag:
    word: Word
    because: Because
    detail: str = ""

    @property
    def reason(self) -> str:
        return _SENTENCES[self.because].format(self.detail)


_BELOW = frozenset({"L", "LX"})
_ABOVE = frozenset({"H", "HX"})
_FAR_BELOW = frozenset({"LL", "LU"})
_FAR_ABOVE = frozenset({"HH", "HU"})
_OUTSIDE = frozenset({"A", "AA", "EX"})
_POSITIVE = frozenset({"POS", "DET", "RR"})
_NEGATIVE = frozenset({"NEG", "ND", "NR"})
_GRAVEST_FIRST = (
    (_FAR_BELOW, Word.FAR_BELOW),
    (_FAR_ABOVE, Word.FAR_ABOVE),
    (_BELOW, Word.BELOW),
    (_ABOVE, Word.ABOVE),
    (_POSITIVE, Word.POSITIVE),
    (_OUTSIDE, Word.OUTSIDE),
    (_NEGATIVE, Word.NEGATIVE),
    (frozenset({"N"}), Word.USUAL),
)
# U, D, B and W tell of a change, S, R and I of a germ and a medicine: none places the value on the range.


def flag(value: Value) -> Flag:
    said = _what_the_laboratory_said(value)
    return said if said is not None else _compared(value)


def usual_range(value: Value) -> tuple[Decimal | None, Decimal | None] | None:
    """Both limits of the range, or None where there is none that can be used."""
    low = value.low if value.low is not None and value.low.is_finite() else None
    high = value.high if value.high is not None and value.high.is_finite() else None
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        return None
    return low, high


def a_little(low: Decimal | None, high: Decimal | None) -> Decimal:
    """How far beyond a limit still reads "a little" (see the head of this module)."""
    if low is not None and high is not None:
        return (high - low) * A_LITTLE
    limit = low if low is not None else high
    return Decimal(0) if limit is None else abs(limit) * A_LITTLE


def _what_the_laboratory_said(value: Value) -> Flag | None:
    codes = tuple(code.strip().upper() for code in value.flags)
    word = _word_of(codes)
    if word is None:
        return None
    if word in (Word.BELOW, Word.ABOVE):
        word = _refined(word, value)
    return Flag(word, Because.LABORATORY, ", ".join(value.flags))


def _word_of(codes: Iterable[str]) -> Word | None:
    said = set(codes)
    is_low, is_high = bool(said & (_BELOW | _FAR_BELOW)), bool(said & (_ABOVE | _FAR_ABOVE))
    if (is_low and is_high) or (said & _POSITIVE and said & _NEGATIVE):
        return Word.OUTSIDE
    return next((word for some, word in _GRAVEST_FIRST if said & some), None)


def _refined(word: Word, value: Value) -> Word:
    """The laboratory names the side; only the numbers can say that it is a little."""
    ours = _compared(value).word
    if word == Word.BELOW and ours == Word.A_LITTLE_BELOW:
        return ours
    if word == Word.ABOVE and ours == Word.A_LITTLE_ABOVE:
        return ours
    return word


def _compared(value: Value) -> Flag:
    if value.number is None or not value.number.is_finite():
        return Flag(Word.NONE, Because.NOT_A_NUMBER)
    limits = usual_range(value)
    if limits is None:
        if value.low is not None and value.high is not None:
            return Flag(Word.NONE, Because.RANGE_UNUSABLE, f"{value.low} to {value.high}")
        return Flag(Word.NONE, Because.NO_RANGE)
    comparator = value.comparator or _off_the_instrument(value)
    if comparator:
        return _compared_inexact(value.number, comparator, *limits)
    return _compared_exact(value.number, *limits)


def _off_the_instrument(value: Value) -> str:
    """The codes "<" and ">" say that the instrument could not read beyond this number."""
    return next((code for code in value.flags if code in ("<", ">")), "")


def _compared_exact(number: Decimal, low: Decimal | None, high: Decimal | None) -> Flag:
    near = a_little(low, high)
    if low is not None and number < low:
        word = Word.A_LITTLE_BELOW if low - number <= near else Word.BELOW
        return Flag(word, Because.BELOW_LIMIT, str(low))
    if high is not None and number > high:
        word = Word.A_LITTLE_ABOVE if number - high <= near else Word.ABOVE
        return Flag(word, Because.ABOVE_LIMIT, str(high))
    return Flag(Word.USUAL, Because.INSIDE, _range_text(low, high))


def _compared_inexact(number: Decimal, comparator: str, low: Decimal | None, high: Decimal | None) -> Flag:
    if comparator in ("<", "<="):
        if low is not None and (number < low or (number == low and comparator == "<")):
            return Flag(Word.BELOW, Because.BELOW_LIMIT, str(low))
        # A lower limit of exactly 0 is a floor that nothing measured goes below: "<5" lies inside 0 to 10.
        if low in (None, 0) and high is not None and number <= high:
            return Flag(Word.USUAL, Because.INSIDE, _range_text(low, high))
    if comparator in (">", ">="):
        if high is not None and (number > high or (number == high and comparator == ">")):
            return Flag(Word.ABOVE, Because.ABOVE_LIMIT, str(high))
        if high is None and low is not None and number >= low:
            return Flag(Word.USUAL, Because.INSIDE, _range_text(low, high))
    return Flag(Word.NONE, Because.NOT_EXACT, f"{comparator}{number}")


def _range_text(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return f"up to {high}"
    return f"from {low}" if high is None else f"{low} to {high}"
