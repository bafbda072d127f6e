"""How words are compared (no accents, no case) and how a record's own term is tidied for a page."""

from __future__ import annotations

import re
import unicodedata

# What a terminology appends for its own bookkeeping; a patient gains nothing from it.
_TAG = re.compile(
    r"\s*\((?:disorder|finding|procedure|situation|substance|organism|event|observable entity|product|"
    r"medicinal product|physical object|regime/therapy|environment|record artifact|qualifier value|"
    r"morphologic abnormality|specimen|person|context-dependent category)\)\s*$"
)
_PROPERTY = re.compile(
    r"\s*\[(?:Mass/volume|Moles/volume|#/volume|Entitic volume|Entitic mass|Entitic vol|#/Vol|"
    r"Volume Fraction|Enzymatic activity/volume|Units/volume|Presence|Ratio|Percentile|Mass Ratio|Score)\]"
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_WORD = re.compile(r"[^\W_]+")


def normalise(query: str) -> list[str]:
    """The words of a text in order: lower case, accents removed, invisible characters dropped."""
    split = unicodedata.normalize("NFKD", query.translate(_INVISIBLE))
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return _WORD.findall(bare.casefold())


def tidy(text: str) -> str:
    """What the record says, without the tags of the terminology it came from."""
    shown = " ".join(text.translate(_INVISIBLE).split())
    return _PROPERTY.sub("", _TAG.sub("", shown)).strip()
