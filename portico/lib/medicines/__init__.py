"""Two lists about medicines as data, matched on the words of the exact term: of which a missed day can do harm
(must_not_miss.tsv), and by which laboratory tests each class is watched (watched_by.tsv, LOINC codes).

Source: house rules after general pharmacy practice (product labels; the usual tables of drug monitoring in primary
care). They say what to lay beside a request, never what to do. The practice's pharmacist should read both once.
"""

import csv
from functools import cache
from pathlib import Path

from portico.lib.words import normalise

# On the skin, in the nose or the eye, or breathed in, the same ingredient is not needed to live.
_LOCAL = {
    "cream", "ointment", "lotion", "gel", "topical", "nasal", "ophthalmic", "otic", "rectal", "foam", "spray",
    "shampoo", "flush", "crema", "pomada", "oftalmico",
}  # fmt: skip


def must_not_miss(text: str) -> str:
    """The class of a medicine that must not be missed (insulin, anticoagulant …), or ""."""
    words = set(normalise(text))
    if words & _LOCAL:
        return ""
    return next((group for ingredient, group in _table().items() if ingredient in words), "")


def watched_by(text: str) -> frozenset[str]:
    """LOINC codes of the tests that watch a medicine; of all its ingredients that are known, else nothing."""
    words = set(normalise(text))
    if words & _LOCAL:
        return frozenset()
    return frozenset(code for ingredient in words for code in _watched().get(ingredient, ()))


def is_local(text: str) -> bool:
    """On the skin, in the nose, the eye or the ear: another thing than the same ingredient that is swallowed."""
    return bool(set(normalise(text)) & _LOCAL)


@cache
def _table() -> dict[str, str]:
    return {row["ingredient"]: row["class"] for row in _rows("must_not_miss.tsv")}


@cache
def _watched() -> dict[str, tuple[str, ...]]:
    rows = _rows("watched_by.tsv")
    return {word: tuple(row["tests"].split()) for row in rows for word in row["ingredients"].split()}


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))
