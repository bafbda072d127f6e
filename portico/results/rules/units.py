"""Which spellings of a unit are the same unit, and the few conversions that are exact and safe.

Source: UCUM 2.1 (https://ucum.org/ucum) for the codes; the inch and the pound are exact by definition (NIST
Special Publication 811, appendix B). Nothing that depends on the substance (mmol to mg) is converted here.
"""

import re
from dataclasses import replace
from decimal import Decimal

from portico.lib.fhir.shapes import Value

# In old systems' capitals "MU/L" is milli, in UCUM mega: a factor of 10^9, so it equals nothing but itself.
_MILLI_OR_MEGA = re.compile(r"^M(I?U|\[IU\])(/|$)")

_LOOKALIKES = str.maketrans("μµ²³^", "uu23*")

_SAME = {
    "lb": "lb_av",
    "lbs": "lb_av",
    "pound": "lb_av",
    "pounds": "lb_av",
    "in": "in_i",
    "inch": "in_i",
    "inches": "in_i",
    "f": "degf",
    "°f": "degf",
    "c": "cel",
    "°c": "cel",
    "degc": "cel",
    "bpm": "/min",
    "beats/min": "/min",
    "breaths/min": "/min",
    "k/ul": "10*3/ul",
    "thousand/ul": "10*3/ul",
    "10e3/ul": "10*3/ul",
    "m/ul": "10*6/ul",
    "million/ul": "10*6/ul",
    "10e6/ul": "10*6/ul",
    "mm/hr": "mm/h",
    "percent": "%",
    "1": "",
}

_FACTORS = {
    ("g/l", "g/dl"): (Decimal(1), Decimal(10)),
    ("g/dl", "g/l"): (Decimal(10), Decimal(1)),
    ("mg/dl", "g/l"): (Decimal(1), Decimal(100)),
    ("g/l", "mg/dl"): (Decimal(100), Decimal(1)),
    ("lb_av", "kg"): (Decimal("0.45359237"), Decimal(1)),
    ("kg", "lb_av"): (Decimal(1), Decimal("0.45359237")),
    ("in_i", "cm"): (Decimal("2.54"), Decimal(1)),
    ("cm", "in_i"): (Decimal(1), Decimal("2.54")),
}


_ANNOTATION = re.compile(r"\{[^}]*\}")
_POWER = re.compile(r"10[*^](\d+)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_READ = {"[degF]": "°F", "Cel": "°C", "[lb_av]": "lb", "[in_i]": "in", "[IU]": "IU", "mm[Hg]": "mm Hg"}
_MICRO = re.compile(r"\bu(?=(?:L|g|mol|m|IU)\b)")
_SQUARE = re.compile(r"\bm2\b")


def readable(unit: str) -> str:
    """The unit as people write it: 10*3/uL becomes ×10³/µL, {INR} is no unit at all."""
    text = _ANNOTATION.sub("", unit.strip())
    for code, written in _READ.items():
        text = text.replace(code, written)
    text = _POWER.sub(lambda found: f"×10{found.group(1).translate(_RAISED)}", text)
    text = _SQUARE.sub("m²", _MICRO.sub("µ", text))
    return "" if text == "1" else text.rstrip("/")


def spelled(unit: str) -> str:
    """One spelling per unit, for comparing only; the page shows the unit as received."""
    bare = unit.strip()
    if _MILLI_OR_MEGA.match(bare):
        return bare
    plain = (
        bare.lower().replace("μ", "u").replace("µ", "u").replace("²", "2").replace("³", "3").replace("^", "*")
    )
    plain = re.sub(r"[\[\]{}]", "", plain)
    plain = re.sub(r"\s+", "", plain)
    plain = re.sub(r"(?<=\d)_?(?=m2\b)", "", plain)
    plain = re.sub(r"^x(?=10)", "", plain)
    return _SAME.get(plain, plain)


def converted(number: Decimal, unit: str, wanted: str) -> Decimal | None:
    """The number in the wanted unit, or None where there is no exact and safe way."""
    if not number.is_finite() or abs(number.adjusted()) > 20:
        return number if spelled(unit) == spelled(wanted) else None
    pair = (spelled(unit), spelled(wanted))
    if pair[0] == pair[1]:
        return number
    if pair == ("degf", "cel"):
        return _four_digits((number - 32) * 5 / 9)
    if pair == ("cel", "degf"):
        return _four_digits(number * 9 / 5 + 32)
    if pair not in _FACTORS:
        return None
    times, over = _FACTORS[pair]
    return _four_digits(number * times / over)


def in_unit(value: Value, wanted: str) -> Value | None:
    """The whole value with its range in the wanted unit, or None."""
    if spelled(value.unit) == spelled(wanted):
        return value
    if value.number is None:
        return None
    number = converted(value.number, value.unit, wanted)
    if number is None:
        return None
    low = None if value.low is None else converted(value.low, value.unit, wanted)
    high = None if value.high is None else converted(value.high, value.unit, wanted)
    return replace(value, number=number, low=low, high=high, unit=wanted)


def _four_digits(number: Decimal) -> Decimal:
    """A conversion never adds precision: four digits, more only where the whole part has more."""
    if number == 0:
        return number
    places = max(0, 3 - number.adjusted())
    return round(number, places).normalize()
