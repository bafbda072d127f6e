"""Who of the team takes what, and how soon."""

import random
from collections.abc import Mapping, Sequence

NURSING = {"question", "result", "other"}
# site -> work -> (who, how often)
SHARES: Mapping[str, Mapping[str, Sequence[tuple[str, float]]]] = {
    "madison": {
        "refill": (("jo", 0.66), ("lena", 0.17), ("miriam", 0.09), ("tomas", 0.08)),
        "advice": (("miriam", 0.38), ("jo", 0.30), ("tomas", 0.20), ("lena", 0.12)),
        "appointment": (("priya", 0.92), ("delia", 0.05), ("tomas", 0.03)),
        "referral": (("delia", 0.72), ("priya", 0.28)),
    },
    "denver": {
        "refill": (("kenji", 0.7), ("linh", 0.3)), "advice": (("kenji", 0.72), ("linh", 0.28)),
        "appointment": (("corey", 0.8), ("kenji", 0.2)), "referral": (("corey", 0.75), ("kenji", 0.25)),
    },
    "eastside": {
        "refill": (("marisol", 0.95), ("dwayne", 0.05)), "advice": (("marisol", 0.6), ("dwayne", 0.4)),
        "appointment": (("hannah", 0.86), ("dwayne", 0.14)), "referral": (("hannah", 0.75), ("dwayne", 0.25)),
    },
}  # fmt: skip
LICENSED = {"jo", "lena", "miriam", "kenji", "marisol"}
OTHER_TO_DWAYNE = 0.85  # of what is "other" at Eastside he takes nearly all
# How long until somebody opens it, in working hours: (share, from, to).
PACES = ((0.50, 0.15, 4.0), (0.20, 4.0, 9.0), (0.18, 9.0, 14.0), (0.12, 14.0, 24.0))
OF_KIND = {"appointment": 0.6, "refill": 0.85, "result": 1.0, "question": 1.1, "referral": 1.2, "other": 1.15}


def whoever(dice: random.Random, site: str, kind: str, *, is_flagged: bool = False, work: str = "") -> str:
    """Somebody of the pool; of what is flagged only who may close it."""
    if kind == "other" and site == "eastside" and not work:
        return "dwayne" if dice.random() < OTHER_TO_DWAYNE else "marisol"
    rows = SHARES[site][work or ("advice" if kind in NURSING else kind)]
    rows = [row for row in rows if row[0] in LICENSED] if is_flagged else rows
    return dice.choices([name for name, _n in rows], [n for _name, n in rows])[0]


def hours(dice: random.Random, kind: str, *, is_flagged: bool = False, haste: float = 1.0) -> float:
    if is_flagged:
        return dice.uniform(0.1, 2.6)
    _share, low, high = dice.choices(PACES, [row[0] for row in PACES])[0]
    return dice.uniform(low, high) * OF_KIND[kind] * haste
