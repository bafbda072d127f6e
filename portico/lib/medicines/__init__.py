"""Medicines of which a missed day can do harm: a list as data, matched on the words of the exact term.

Source: house rule after general pharmacy practice; the practice's pharmacist should read must_not_miss.tsv once.
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


@cache
def _table() -> dict[str, str]:
    with (Path(__file__).parent / "must_not_miss.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["ingredient"]: row["class"] for row in csv.DictReader(lines, delimiter="\t")}
