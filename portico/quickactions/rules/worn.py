"""The detector's other half: a button whose text is changed nearly every time no longer fits, and is no button.

Source: mission 4.03 and domain.md 5.2 ("edit rate after insert"); the numbers are a house rule.
"""

from dataclasses import dataclass

LEAST_CASES, LEAST_SHARE = 10, 0.9


@dataclass(frozen=True, slots=True)
class Worn:
    """`changed` of `cases` in ninety days were sent otherwise than it says."""

    changed: int
    cases: int


def worn(*, clicks: int, changed: int, unchanged: int) -> Worn | None:
    """`clicks`: sent as it is with one click; the others went through the box first."""
    cases = clicks + changed + unchanged
    is_worn = cases >= LEAST_CASES and changed >= LEAST_SHARE * cases
    return Worn(changed, cases) if is_worn else None
