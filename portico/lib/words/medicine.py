"""Names a medicine by the ingredients in its exact text, each with the strength written beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from portico.lib.words.spelling import normalise
from portico.lib.words.table import Row, table

_BRAND = re.compile(r"\[[^\]]*\]")
_JOINT = re.compile(r"\s+/\s+|\s*\+\s*|\s+(?:&|and|with)\s+", re.IGNORECASE)
# A number after / or - belongs to a pair such as "10-12.5 mg": half of it would be a wrong strength.
_STRENGTH = re.compile(
    r"(?<![\d.,/-])(?P<amount>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>MG|MCG|GM|G|MEQ|UNTS?|UNITS?|%)"
    r"(?:/(?P<per>[\d.]*\s?[A-Z]+))?(?![A-Z0-9/-])",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\b([A-Za-z]{5,})-([A-Za-z]{5,})\b")
_I_SOUND = re.compile(r"h?i(?!e)", re.IGNORECASE)  # Spanish says "e hidrocodona", not "y hidrocodona"
_NO_DRUG = frozenset(
    {"injector", "release", "coated", "action", "strength", "acting", "dose", "count", "counter"}
)
_UNITS = {"unt": "units", "unts": "units", "unit": "units", "meq": "mEq", "gm": "g"}
_UNITS_ES = {"units": "unidades"}
_PER = {"ml": "/mL", "actuat": " per dose", "hr": " per hour"}
_PER_ES = {" per dose": " por dosis", " per hour": " por hora"}


@dataclass(frozen=True, slots=True)
class Part:
    """Some ingredients that stand together in the text, and the one strength that is clearly theirs."""

    rows: tuple[Row, ...]
    strength: re.Match[str] | None

    def name(self, language: str) -> str:
        joined = _joined([row.plain(language) for row in self.rows], language)
        return joined if self.strength is None else f"{joined} {_strength(self.strength, language)}"


def parts(text: str) -> tuple[Part, ...]:
    """The ingredients; empty when one is not known, for naming half of a medicine would mislead."""
    return _parts(_BRAND.sub(" ", text)) or _parts(text)


def plain(found: tuple[Part, ...], language: str) -> str:
    return _joined(list(dict.fromkeys(part.name(language) for part in found)), language)


def rows(found: tuple[Part, ...]) -> tuple[Row, ...]:
    """The row of each ingredient, after the row of the mixture where there is one."""
    single = tuple(dict.fromkeys(row for part in found for row in part.rows))
    mixture = table("medicines").get(("word", "+".join(sorted(row.code for row in single))))
    return single if mixture is None or mixture in single else (mixture, *single)


def about(found: tuple[Part, ...], language: str) -> str:
    """What it is for: a mixture may serve for something that its parts alone do not."""
    first, *others = rows(found)
    told = (first,) if "+" in first.code else (first, *others)
    return " ".join(dict.fromkeys(row.about(language) for row in told))


def _parts(text: str) -> tuple[Part, ...]:
    if any(not _is_known_pair(pair) for pair in _PAIR.finditer(text)):
        return ()
    found = []
    for piece in _JOINT.split(text):
        rows = _rows(piece)
        if not rows and "inert" not in piece.lower():
            return ()
        strengths = list(_STRENGTH.finditer(piece))
        found.append(Part(rows, strengths[0] if len(strengths) == 1 and len(rows) == 1 else None))
    return tuple(part for part in found if part.rows)


def _is_known_pair(pair: re.Match[str]) -> bool:
    sides = [bool(_rows(side)) or side.lower() in _NO_DRUG for side in pair.groups()]
    return all(sides) or not any(_rows(side) for side in pair.groups())


def _rows(text: str) -> tuple[Row, ...]:
    medicines = table("medicines")
    found = (medicines["word", match.group()] for match in _phrases().finditer(" ".join(normalise(text))))
    return tuple(dict.fromkeys(found))


@cache
def _phrases() -> re.Pattern[str]:
    words = sorted(
        (code for system, code in table("medicines") if system == "word" and "+" not in code),
        key=len,
        reverse=True,
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def _joined(names: list[str], language: str) -> str:
    later = [name[0].lower() + name[1:] if name[1:2].islower() else name for name in names[1:]]
    *most, last = [*names[:1], *later]
    if not most:
        return last
    link = "and" if language == "en" else "e" if _I_SOUND.match(last) else "y"
    return f"{', '.join(most)} {link} {last}"


def _strength(match: re.Match[str], language: str) -> str:
    unit = match["unit"].lower()
    unit = _UNITS.get(unit, unit)
    per = (match["per"] or "").lower().replace(" ", "")
    per = _PER.get(per, "/" + re.sub(r"([\d.]+)ml$", r"\1 mL", per)) if per else ""
    if language == "es":
        unit, per = _UNITS_ES.get(unit, unit), _PER_ES.get(per, per)
    return f"{match['amount']}{'' if unit == '%' else ' '}{unit}{per}"
