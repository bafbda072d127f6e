"""How long a password must be. Source: NIST SP 800-63B-4, 3.1.1.2 (2025): 15 where it stands alone, 8 beside a second
factor."""

from dataclasses import dataclass

ALONE = 15
BESIDE_A_SECOND_FACTOR = 8


def fewest(*, has_second_factor: bool) -> int:
    """Characters, at least."""
    return BESIDE_A_SECOND_FACTOR if has_second_factor else ALONE


def may_stand_alone(length: int) -> bool:
    return length >= ALONE


@dataclass(frozen=True, slots=True)
class Removal:
    """`needs_longer_password`: why not."""

    is_allowed: bool
    needs_longer_password: bool = False


def may_remove_factor(*, others: int, has_password: bool, stands_alone: bool) -> Removal:
    """Not the last second factor beside a password that would be too short alone."""
    if others or not has_password or stands_alone:
        return Removal(is_allowed=True)
    return Removal(is_allowed=False, needs_longer_password=True)
