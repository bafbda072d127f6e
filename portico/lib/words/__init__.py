"""Our own plain names, English and Spanish, for the coded things a patient sees, beside the exact term."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from portico.lib.words import medicine
from portico.lib.words.spelling import normalise, tidy
from portico.lib.words.table import Row, find

__all__ = ["Kind", "Words", "normalise", "search_text", "words"]


class Kind(StrEnum):
    """What sort of thing is named; the value is the table asked first."""

    RESULT = "results"
    PROBLEM = "problems"
    MEDICINE = "medicines"
    ALLERGY = "allergies"
    VACCINE = "vaccines"
    ENCOUNTER = "encounters"
    DOCUMENT = "documents"
    REACTION = "reactions"
    RELATIVE = "relatives"
    PROCEDURE = "procedures"


@dataclass(frozen=True, slots=True)
class Words:
    """A plain name, the record's own term (empty when the plain name says it already), and one sentence about it."""

    plain: str
    exact: str
    about: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class _Found:
    rows: tuple[Row, ...]
    parts: tuple[medicine.Part, ...] = ()


# Senders file the same code under different headings: a note as a report, a cough as a reaction.
_ALSO_IN: dict[Kind, tuple[Kind, ...]] = {
    Kind.RESULT: (Kind.DOCUMENT, Kind.PROCEDURE, Kind.PROBLEM),
    Kind.DOCUMENT: (Kind.RESULT,),
    Kind.PROBLEM: (Kind.REACTION, Kind.ALLERGY),
    Kind.REACTION: (Kind.PROBLEM,),
    Kind.ENCOUNTER: (Kind.PROCEDURE, Kind.PROBLEM),
    Kind.PROCEDURE: (Kind.ENCOUNTER, Kind.RESULT),
}


def words(kind: Kind, *, system: str, code: str, text: str, language: str) -> Words:
    """How to name one coded thing to a patient; a code we don't know keeps the record's own text."""
    return _words(kind, system or "", code or "", text or "", "es" if language.startswith("es") else "en")


@lru_cache(maxsize=8192)
def _words(kind: Kind, system: str, code: str, text: str, language: str) -> Words:
    exact, found = tidy(text), _found(kind, system, code, text)
    if not found.rows:
        return Words(exact or _nameless(code, language), "", "", is_known=False)
    if found.parts:
        plain, about = medicine.plain(found.parts, language), medicine.about(found.parts, language)
    else:
        plain, about = found.rows[0].plain(language), found.rows[0].about(language)
    is_said = set(normalise(exact)) <= set(normalise(plain))
    return Words(plain, "" if is_said else exact, "" if kind is Kind.ALLERGY else about, is_known=True)


@lru_cache(maxsize=8192)
def search_text(kind: Kind, *, system: str, code: str, text: str) -> str:
    """Every word somebody may look for, each with a space before it: search for " " + token."""
    rows = _found(kind, system or "", code or "", text or "").rows
    said = [text or ""]
    for row in rows:
        said += [row.plain_en, row.plain_es, row.find_en, row.find_es]
    return "".join(f" {word}" for word in dict.fromkeys(normalise(" ".join(said))))


def _found(kind: Kind, system: str, code: str, text: str) -> _Found:
    for place in (kind, *_ALSO_IN.get(kind, ())):
        if row := find(place.value, system=system, code=code, text=text):
            return _Found((row,))
    if kind in (Kind.MEDICINE, Kind.ALLERGY) and (parts := medicine.parts(text)):
        return _Found(medicine.rows(parts), parts)
    return _Found(())


def _nameless(code: str, language: str) -> str:
    if code:
        return f"Código {code}" if language == "es" else f"Code {code}"
    return "Sin nombre" if language == "es" else "No name given"
