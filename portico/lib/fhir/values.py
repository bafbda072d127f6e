"""Quantities, ranges, ratios and the many kinds of Observation.value[x], all as one Value."""

from decimal import Decimal
from typing import Any

from portico.lib.fhir.codes import coded, coded_at, codes_of
from portico.lib.fhir.errors import FhirError
from portico.lib.fhir.moments import moment, written_period
from portico.lib.fhir.shapes import Value
from portico.lib.fhir.taking import Json, flag, many, number, one, whole, word

COMPARATORS = ("", "<", "<=", ">=", ">")
NO_UNIT = "1"  # UCUM writes "1" for a bare number
DATA_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
ABSENT_WORDS = {
    "unknown": "unknown",
    "asked-unknown": "asked but not known",
    "temp-unknown": "not known yet",
    "not-asked": "not asked",
    "asked-declined": "asked but declined",
    "masked": "hidden",
    "not-applicable": "does not apply",
    "unsupported": "not supported",
    "as-text": "given as text",
    "error": "error",
    "not-a-number": "not a number",
    "negative-infinity": "too low to measure",
    "positive-infinity": "too high to measure",
    "not-performed": "not done",
    "not-permitted": "not permitted",
}
# v3-ObservationInterpretation: a sender's bare words are taken for a code only where they are its exact name.
INTERPRETATION_NAMES = {
    "normal": "N",
    "abnormal": "A",
    "critical abnormal": "AA",
    "low": "L",
    "critical low": "LL",
    "high": "H",
    "critical high": "HH",
    "positive": "POS",
    "negative": "NEG",
    "detected": "DET",
    "not detected": "ND",
    "reactive": "RR",
    "non-reactive": "NR",
    "indeterminate": "IND",
    "equivocal": "E",
    "susceptible": "S",
    "intermediate": "I",
    "resistant": "R",
}


def plain(number_: Decimal) -> str:
    """4.50 as "4.5", 1.0 as "1", never "1E+2"."""
    if number_.adjusted() > 20 or number_.adjusted() < -20:
        return str(number_)
    text = f"{number_:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit_of(quantity: Json, place: str) -> str:
    unit = word(quantity, "unit", place).strip() or word(quantity, "code", place).strip()
    return "" if unit == NO_UNIT else unit


def quantity_text(quantity: Json, place: str) -> str:
    """ "< 5 mg/dL", "5 mg/dL", "" for nothing."""
    amount = number(quantity, "value", place)
    if amount is None:
        return ""
    words = (comparator_of(quantity, place), plain(amount), unit_of(quantity, place))
    return " ".join(w for w in words if w)


def comparator_of(quantity: Json, place: str) -> str:
    comparator = word(quantity, "comparator", place)
    if comparator not in COMPARATORS:
        raise FhirError(f"{place}.comparator", "This should be one of <, <=, >= and >.")
    return comparator


def range_text(found: Json, place: str) -> str:
    """ "3 to 5 mg", "3 mg or more", "5 mg or less"."""
    low, high = one(found, "low", place), one(found, "high", place)
    low_text, high_text = quantity_text(low, f"{place}.low"), quantity_text(high, f"{place}.high")
    if low_text and high_text:
        same = unit_of(low, place) == unit_of(high, place)
        return f"{plain(number(low, 'value', place) or Decimal(0)) if same else low_text} to {high_text}"
    if low_text:
        return f"{low_text} or more"
    return f"{high_text} or less" if high_text else ""


def ratio_text(found: Json, place: str) -> str:
    """ "1:128" for a titre, "10 mg / 5 mL" with units."""
    top = quantity_text(one(found, "numerator", place), f"{place}.numerator")
    bottom = quantity_text(one(found, "denominator", place), f"{place}.denominator")
    bare = not unit_of(one(found, "numerator", place), place) and not unit_of(
        one(found, "denominator", place), place
    )
    if not top or not bottom:
        return top or bottom
    return f"{top}:{bottom}" if bare else f"{top} / {bottom}"


def value_of(holder: Json, place: str) -> Value:
    """Observation or component: value[x], why it is absent, its reference range and interpretation."""
    number_, comparator, unit, text = _measured(holder, place)
    low, high, range_words = reference_range(holder, unit, place)
    absent = "" if number_ is not None or text else absent_reason(holder, place)
    return Value(
        number=number_,
        comparator=comparator,
        unit=unit,
        text=text,
        absent=absent,
        low=low,
        high=high,
        range_text=range_words,
        flags=flags_of(holder, place),
    )


def _measured(holder: Json, place: str) -> tuple[Decimal | None, str, str, str]:
    if holder.get("valueQuantity") is not None:
        here = f"{place}.valueQuantity"
        quantity = one(holder, "valueQuantity", place)
        amount = number(quantity, "value", here)
        return (
            amount,
            comparator_of(quantity, here) if amount is not None else "",
            unit_of(quantity, here),
            "",
        )
    if holder.get("valueInteger") is not None:
        count = whole(holder, "valueInteger", place)
        return (None if count is None else Decimal(count)), "", "", ""
    return None, "", "", _told(holder, place)


def _told(holder: Json, place: str) -> str:
    """Every kind of value that is no number, in words as received."""
    for kind, read in TOLD.items():
        if holder.get(kind) is not None:
            return str(read(holder, kind, place))
    return ""


def _concept(holder: Json, kind: str, place: str) -> str:
    concept = one(holder, kind, place)
    if any(c.get("system") == DATA_ABSENT for c in many(concept, "coding", f"{place}.{kind}")):
        return ""
    return coded(concept, f"{place}.{kind}").text


def _date_time(holder: Json, kind: str, place: str) -> str:
    moment(holder[kind], f"{place}.{kind}")
    return word(holder, kind, place)


def _samples(holder: Json, kind: str, place: str) -> str:
    readings = word(one(holder, kind, place), "data", f"{place}.{kind}").split()
    return f"{len(readings)} readings"


TOLD: dict[str, Any] = {
    "valueCodeableConcept": _concept,
    "valueString": lambda holder, kind, place: word(holder, kind, place).strip(),
    "valueBoolean": lambda holder, kind, place: "Yes" if flag(holder, kind, place) else "No",
    "valueRange": lambda holder, kind, place: range_text(one(holder, kind, place), f"{place}.{kind}"),
    "valueRatio": lambda holder, kind, place: ratio_text(one(holder, kind, place), f"{place}.{kind}"),
    "valueDateTime": _date_time,
    "valueTime": word,
    "valuePeriod": written_period,
    "valueSampledData": _samples,
}


def absent_reason(holder: Json, place: str) -> str:
    """Why there is no value, in words: dataAbsentReason, or a value that only says so."""
    key = "dataAbsentReason" if holder.get("dataAbsentReason") else "valueCodeableConcept"
    reason = coded_at(holder, key, place)
    return ABSENT_WORDS.get(reason.code, reason.text)


def flags_of(holder: Json, place: str) -> tuple[str, ...]:
    """Interpretation codes; bare words become the code they exactly name, else stay words."""
    here, flags = f"{place}.interpretation", []
    for concept in many(holder, "interpretation", place):
        codes = codes_of(concept, here)
        text = coded(concept, here).text
        flags += codes or ([INTERPRETATION_NAMES.get(text.lower(), text)] if text else [])
    return tuple(dict.fromkeys(flags))


def reference_range(holder: Json, unit: str, place: str) -> tuple[Decimal | None, Decimal | None, str]:
    """Low, high and words of the normal range.

    Two normal ranges (by age, by sex) can't be told apart without the patient: both are given in words.
    """
    if not holder.get("referenceRange"):
        return None, None, ""
    here = f"{place}.referenceRange"
    normal = [r for r in many(holder, "referenceRange", place) if _is_normal(r, here)]
    if len(normal) != 1:
        return None, None, "; ".join(words for r in normal if (words := _range_words(r, here)))
    found = normal[0]
    low, high = one(found, "low", here), one(found, "high", here)
    if any(unit_of(end, here) not in ("", unit) for end in (low, high)):
        # A range in another unit must never be drawn beside the value.
        return None, None, _range_words(found, here)
    return number(low, "value", here), number(high, "value", here), word(found, "text", here).strip()


def _is_normal(found: Json, place: str) -> bool:
    codes = codes_of(one(found, "type", place), place)
    return not codes or "normal" in codes


def _range_words(found: Json, place: str) -> str:
    words = word(found, "text", place).strip() or range_text(found, place)
    people = [coded(c, place).text for c in many(found, "appliesTo", place)]
    age = range_text(one(found, "age", place), place)
    who = ", ".join([*people, *([f"age {age}"] if age else [])])
    return f"{words} ({who})" if who and words else words
