"""May a code for a mobile number be sent, and is one still good? Source: security.md 5.5 (3 an hour, 5 tries)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GOOD_FOR = timedelta(minutes=10)
TRIES = 5
AN_HOUR = 3


class Verdict(StrEnum):
    GOOD = "good"
    WRONG = "wrong"
    TOO_OLD = "too-old"
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True)
class MaySend:
    """`from_when`: when the next may be asked for."""

    from_when: datetime | None

    def __bool__(self) -> bool:
        return self.from_when is None


def may_send(now: datetime, sent: Collection[datetime]) -> MaySend:
    """`sent`: when codes were sent, for this account or to this number."""
    recent = sorted(at for at in sent if at > now - timedelta(hours=1))
    return MaySend(recent[-AN_HOUR] + timedelta(hours=1) if len(recent) >= AN_HOUR else None)


def judge(now: datetime, *, made_at: datetime, tries: int, is_equal: bool) -> Verdict:
    """`tries`: how many went before this one."""
    if now >= made_at + GOOD_FOR:
        return Verdict.TOO_OLD
    if tries >= TRIES:
        return Verdict.TOO_MANY
    return Verdict.GOOD if is_equal else Verdict.WRONG
