"""The rules for sending that a practice sets, and those that a physician tightens for their own patients.

Source: mission 3.10-3.14; domain.md 4.3 and 10 (500 characters; seen in 24 months or a visit booked; five open, three
new in a day; a reply opens again what was closed at most 14 days ago).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portico.clinic.rules.kinds import KINDS

FEWEST, USUAL, MOST = 100, 500, 2000  # characters
LONGEST_AGO = 60  # months
MOST_OPEN, MOST_NEW = 20, 20
REPLY_DAYS = 14  # longer than that triage opens nothing again
ADVICE = tuple(code for code, kind in KINDS.items() if kind.is_advice)
# Never counted and never stopped: the protocol answers a refill, a visit is the way out of every other rule.
ALWAYS = frozenset(KINDS) - set(ADVICE) - {"other", "readings"}


@dataclass(frozen=True, slots=True)
class Rules:
    """`characters` of a message. `seen`: kind -> within how many months one must have been seen or have a visit booked,
    where the kind is there. `most_open`, `new_a_day`: conversations, None for any number."""

    characters: int = USUAL
    seen: Mapping[str, int] = field(default_factory=dict)
    most_open: int | None = None
    new_a_day: int | None = None
    reply_days: int = REPLY_DAYS


def tighter(practice: Rules, own: Rules | None) -> Rules:
    """Both at once: of each two the narrower. A physician's own rules open nothing."""
    if own is None:
        return practice
    seen = {kind: _least(practice.seen.get(kind), own.seen.get(kind)) for kind in {*practice.seen, *own.seen}}
    return Rules(
        characters=min(practice.characters, own.characters),
        seen={kind: months for kind, months in sorted(seen.items()) if months is not None},
        most_open=_least(practice.most_open, own.most_open),
        new_a_day=_least(practice.new_a_day, own.new_a_day),
        reply_days=min(practice.reply_days, own.reply_days),
    )


def _least(one: int | None, other: int | None) -> int | None:
    return min((n for n in (one, other) if n is not None), default=None)


def problems(rules: Rules) -> Iterator[str]:
    """Fields that hold what no rule may say."""
    if not FEWEST <= rules.characters <= MOST:
        yield "characters"
    if any(kind not in ADVICE or not 1 <= months <= LONGEST_AGO for kind, months in rules.seen.items()):
        yield "months"
    if rules.most_open is not None and not 1 <= rules.most_open <= MOST_OPEN:
        yield "most_open"
    if rules.new_a_day is not None and not 1 <= rules.new_a_day <= MOST_NEW:
        yield "new_a_day"
    if not 0 <= rules.reply_days <= REPLY_DAYS:
        yield "reply_days"


def looser(practice: Rules, own: Rules) -> list[str]:
    """Fields in which a physician's own rules are wider than the practice's: they would do nothing there."""
    wide = []
    if own.characters > practice.characters:
        wide.append("characters")
    if any(own.seen.get(kind, LONGEST_AGO) > months for kind, months in practice.seen.items() if own.seen):
        wide.append("months")
    for name in ("most_open", "new_a_day"):
        theirs, mine = getattr(practice, name), getattr(own, name)
        if theirs is not None and mine is not None and mine > theirs:
            wide.append(name)
    if own.reply_days > practice.reply_days:
        wide.append("reply_days")
    return wide


def to_data(rules: Rules) -> dict[str, Any]:
    return {
        "characters": rules.characters, "seen": dict(rules.seen), "most_open": rules.most_open,
        "new_a_day": rules.new_a_day, "reply_days": rules.reply_days,
    }  # fmt: skip


def from_data(data: Mapping[str, Any]) -> Rules:
    return Rules(**data)


# Where a practice may begin. None of them is in force before a licensed person adopts it.
PRESETS: Mapping[str, Rules] = {
    "usual": Rules(500, dict.fromkeys(ADVICE, 24), 5, 3, 14),
    "narrow": Rules(300, dict.fromkeys(ADVICE, 12), 3, 2, 7),
    "wide": Rules(1500, dict.fromkeys(ADVICE, 36), 10, 5, 14),
}
