"""What a role of the care team may be to a message.

Source: domain.md 4.1, invariants 1 (a physician is never the first set of eyes) and 5 (unlicensed roles close no
flagged item). Names as in access/roles.py.
"""

PHYSICIANS = frozenset({"physician"})
POOL_LEADS = frozenset({"pool-lead"})
MANAGERS = frozenset({"manager"})
LICENSED = PHYSICIANS | {"nurse", "pharmacist", "pool-lead"}
# Who works in pools: what is about somebody's health is for clinical eyes.
CLINICAL = (LICENSED - PHYSICIANS) | {"medical-assistant"}
TEAM = CLINICAL | {"front-desk"}


def may_be_first_eyes(role: str) -> bool:
    """Whether somebody of this role may work in a pool, and so open what nobody has seen."""
    return role not in PHYSICIANS


def is_licensed(role: str) -> bool:
    return role in LICENSED
