"""Who answers today in whose place. One rule for everybody who asks: sending a question, seeing it, answering it.

Source: domain.md 4.1, coverage (whoever is away names somebody; nothing waits in an absent person's list).
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

S = TypeVar("S", bound=Hashable)


def who_answers(asked: S, stand_ins: Mapping[S, S]) -> S | None:
    """`stand_ins`: who is away -> who was named. A stand-in who is away too passes it on; a circle ends at nobody."""
    seen: set[S] = set()
    while asked in stand_ins:
        if asked in seen:
            return None
        seen.add(asked)
        asked = stand_ins[asked]
    return asked


def covers(staff: S, stand_ins: Mapping[S, S]) -> frozenset[S]:
    """In whose place somebody answers: the same rule, read from the other end."""
    return frozenset(away for away in stand_ins if who_answers(away, stand_ins) == staff)
