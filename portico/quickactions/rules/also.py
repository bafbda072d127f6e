"""What a quick action does beside the answer: a visit is offered, something is due, an order waits for a signature.

Source: domain.md 5.2, its table ("side effects"). Nothing here authorizes anything: an order goes to a signing list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from portico.letters.rules.kinds import KINDS as LETTERS
from portico.scheduling.rules.visit_types import VISIT_TYPES

WORDS = 200
DAYS_AT_MOST = 366
BRIDGE = 30  # days of supply until a visit; domain.md 4.2


class Do(StrEnum):
    VISIT = "visit"  # a booking ticket: `what` is the type of visit, `days` until when
    RECALL = "recall"  # `what` is due in so many `days`
    RENEWAL = "renewal"  # of the medicine that was asked about; `days` of supply, 0: as it was ordered last
    LABORATORY = "laboratory"  # an order to be signed: `what`, and `why`
    REFERRAL = "referral"
    LETTER = "letter"  # a draft of the kind `what`, to be filled in and sent by somebody


ORDERED = frozenset({Do.RENEWAL, Do.LABORATORY, Do.REFERRAL})


@dataclass(frozen=True, slots=True)
class Also:
    """`why`: of a visit the patient reads it, of an order whoever signs. `is_checked`: only where the refill check says
    that it meets."""

    do: str
    what: str = ""
    why: str = ""
    days: int = 0
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    do: str
    code: str


def needed(also: Iterable[Also]) -> frozenset[str]:
    """The verbs without which nobody may use it."""
    verbs = {Do.VISIT: "scheduling.offer", Do.RECALL: "scheduling.recall", Do.LETTER: "letters.write"}
    return frozenset(verbs.get(Do(one.do), "orders.prepare") for one in also)


def faults(also: Iterable[Also], *, kinds: tuple[str, ...]) -> Iterator[Fault]:
    seen: set[str] = set()
    for one in also:
        if one.do not in set(Do):
            yield Fault(one.do, "no-also")
            continue
        if one.do in seen:
            yield Fault(one.do, "twice")
        seen.add(one.do)
        yield from _faults(one, kinds)


def _faults(one: Also, kinds: tuple[str, ...]) -> Iterator[Fault]:
    if len(one.what) > WORDS or len(one.why) > WORDS:
        yield Fault(one.do, "long-also")
    if one.do == Do.VISIT and one.what not in VISIT_TYPES:
        yield Fault(one.do, "no-visit")
    if one.do == Do.LETTER and one.what not in LETTERS:
        yield Fault(one.do, "no-letter")
    if one.do in {Do.VISIT, Do.RECALL} and not 1 <= one.days <= DAYS_AT_MOST:
        yield Fault(one.do, "days")
    if one.do == Do.RENEWAL and (kinds != ("refill",) or one.days not in {0, BRIDGE}):
        yield Fault(one.do, "refill-alone")
    if one.do in {Do.RECALL, Do.LABORATORY, Do.REFERRAL} and not one.what.strip():
        yield Fault(one.do, "no-what")
    if one.do in {Do.LABORATORY, Do.REFERRAL} and not one.why.strip():
        yield Fault(one.do, "no-why")
