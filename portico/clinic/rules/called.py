"""Whether two names are one clinician's: a record system writes "Amara Lee, MD", the practice "Dr Amara Lee".

Source: house rule. Titles and degrees are left out, the order of the rest does not count; nothing else is guessed.
"""

import re

from portico.lib.words import normalise

TITLES = frozenset(
    {"dr", "doctor", "doctora", "mr", "mrs", "ms", "md", "do", "np", "pa", "rn", "phd", "aprn", "dnp", "facp", "mba",
     "mph", "c"}
)  # fmt: skip


def words_of(name: str) -> frozenset[str]:
    """Of "Lee, Amara, M.D.": amara and lee."""
    return frozenset(normalise(re.sub(r"(?<=\b\w)\.", "", name))) - TITLES


def is_one(name: str, other: str) -> bool:
    """At least a given and a family name, and the same ones."""
    mine = words_of(name)
    return len(mine) >= 2 and mine == words_of(other)
