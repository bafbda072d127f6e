"""The kinds of messages, as data: who sees one first, who may end it, whether a physician may be asked, by when.

Source: domain.md 4.1, its table. What it calls gatekeepers and triage are the members of a pool here; `near` says whose
pool takes a kind where no pool was named for it. Days are working days of the site.
"""

from dataclasses import dataclass

from portico.clinic.rules.roles import CLINICAL, TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`near`: the kind whose pool takes this one where none takes it by name, "" for the pool that takes the rest.

    `days`: until the answer that is promised. `closers`: the roles that may end it. `is_clinical`: its answer is about
    somebody's health, so one that stays unread is told. `is_advice`: it asks for advice, so the sending rules apply.
    """

    code: str
    days: int
    near: str = ""
    closers: frozenset[str] = TEAM
    asks_physician: bool = True
    is_clinical: bool = False
    is_advice: bool = False


NURSES = "question"  # the kind whose pool has licensed eyes
DESK = "appointment"  # the kind whose pool does what needs no clinical eyes

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(code="refill", days=2, near=NURSES, closers=CLINICAL, is_clinical=True),
        Kind(code="question", days=3, closers=CLINICAL, is_clinical=True, is_advice=True),
        Kind(code="result", days=2, near=NURSES, closers=CLINICAL, is_clinical=True, is_advice=True),
        Kind(code="medicine", days=2, near=NURSES, closers=CLINICAL, is_clinical=True, is_advice=True),
        Kind(code="readings", days=1, near=NURSES, closers=CLINICAL, is_clinical=True),
        Kind(code="referral", days=3, is_clinical=True, is_advice=True),
        Kind(code="authorization", days=5, near="referral"),
        Kind(code="appointment", days=1, asks_physician=False),
        Kind(code="billing", days=5, near=DESK, asks_physician=False),
        Kind(code="form", days=5, near=DESK),
        # The law on access says 30 days; so many working days are 28.
        Kind(code="records", days=20, near=DESK),
        Kind(code="details", days=1, near=DESK, asks_physician=False),
        Kind(code="technical", days=2, near=DESK, asks_physician=False),
        Kind(code="other", days=3, is_clinical=True),
    )
}
USUAL = KINDS["other"]


def kind_of(code: str) -> Kind:
    """What is not in the table, as a kind of former times, goes as something else does."""
    return KINDS.get(code, USUAL)
