"""Does a refill meet the protocol? Facts in, an answer with every reason out. It authorizes nothing.

Source: domain.md 4.2, "system checks before a human sees it" (on the list, prescribed here, controlled, last visit,
tests, refills left, too soon at less than 75 % of the supply, asked twice) and the table beside (rules/table.py).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from portico.lib.days import months_before
from portico.lib.medicines import is_local
from portico.orders.rules.table import Lab, Row, Table

USED_AT_LEAST = Decimal("0.75")
# What a visit or a test mends: until then a short supply bridges.
BRIDGED = frozenset({"visit", "lab"})


class Verdict(StrEnum):
    MEETS = "meets"
    FAILS = "fails"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Result:
    """The newest released result of one test."""

    day: date
    value: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the caller found; None: not on record. `supply_days`: of one fill; `refills`: allowed beside the first;
    `is_changed`: ordered otherwise than it stands in the chart."""

    text: str
    today: date
    atc: str = ""
    is_listed: bool = True
    is_reported: bool = False
    is_prohibited: bool = False
    is_paused: bool = False
    is_changed: bool | None = None
    schedule: str = ""
    last_visit: date | None = None
    next_visit: date | None = None
    results: Mapping[str, Result] = field(default_factory=dict)
    ordered: date | None = None
    supply_days: int | None = None
    refills: int | None = None
    since: date | None = None
    age: int | None = None
    is_asked_twice: bool = False
    is_being_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """`row`: the class of the table that says so, "" where every medicine is asked."""

    code: str
    row: str = ""
    what: str = ""
    day: date | None = None
    number: int = 0
    needed: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """`reasons`: why it is not met; `met`: what was looked at and is right. `bridge_days`: of a short supply until
    what is missing is there, 0 where something else is wrong; `needs_booking`: no visit is booked within them."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    met: tuple[Reason, ...] = ()
    rows: tuple[str, ...] = ()
    version: str = ""
    bridge_days: int = 0
    needs_booking: bool = False

    @property
    def is_met(self) -> bool:
        return self.verdict is Verdict.MEETS


def check(facts: Facts, table: Table) -> Answer:
    found = table.of(facts.text, facts.atc)
    # On the skin or in the eye it is another medicine; what is never renewed by protocol stays so in every form.
    rows = tuple(row for row in found if row.excluded) if is_local(facts.text) else found
    excluded = [Reason(row.excluded, row.name) for row in rows if row.excluded]
    if facts.schedule:
        excluded.insert(0, Reason("controlled", what=facts.schedule))
    everywhere = [
        *_of_every_medicine(facts),
        *(part for row in rows if not row.excluded for part in _of(row, facts, table)),
    ]
    fails = [reason for is_right, reason in everywhere if not is_right]
    met = tuple(reason for is_right, reason in everywhere if is_right)
    names = tuple(row.name for row in rows)
    if excluded:
        return Answer(Verdict.EXCLUDED, (*excluded, *fails), met, names, table.version)
    if not rows:
        return Answer(Verdict.UNKNOWN, (Reason("not-recognized"), *fails), met, names, table.version)
    is_short_of = {reason.code for reason in fails}
    days = min(row.bridge_days for row in rows) if is_short_of and is_short_of <= BRIDGED else 0
    until = facts.today + timedelta(days=days)
    is_booked = facts.next_visit is not None and facts.next_visit <= until
    return Answer(
        Verdict.FAILS if fails else Verdict.MEETS, tuple(fails), met, names, table.version,
        bridge_days=days, needs_booking=days > 0 and not is_booked,
    )  # fmt: skip


Part = tuple[bool, Reason]


def _of_every_medicine(facts: Facts) -> Iterator[Part]:
    yield facts.is_listed, Reason("listed")
    if facts.is_listed:
        yield not facts.is_reported, Reason("ordered-here")
    if facts.is_changed is not None:
        yield not facts.is_changed, Reason("same-dose")
    if facts.is_prohibited:
        yield False, Reason("prohibited")
    if facts.is_paused:
        yield False, Reason("paused")
    if facts.is_asked_twice:
        yield False, Reason("asked-twice")
    if facts.is_being_ordered:
        yield False, Reason("being-ordered")
    yield from _supply(facts)


def _supply(facts: Facts) -> Iterator[Part]:
    """Exactly 75 % used is enough. Without a supply on record the day of the order is shown, no more."""
    if facts.ordered is None or facts.ordered > facts.today:
        yield False, Reason("no-order-day")
        return
    days, refills = facts.supply_days or 0, facts.refills or 0
    if not days:
        yield True, Reason("last-ordered", day=facts.ordered)
        return
    used = (facts.today - facts.ordered).days
    left = refills - used // days
    if left > 0:
        yield False, Reason("refills-left", day=facts.ordered, number=left)
    whole = days * (1 + refills)
    percent = min(used * 100 // whole, 100)
    is_late_enough = Decimal(used) >= USED_AT_LEAST * whole
    yield is_late_enough, Reason("supply", day=facts.ordered, number=percent, needed=75)


def _of(row: Row, facts: Facts, table: Table) -> Iterator[Part]:
    yield _visit(row, facts)
    for lab in row.labs:
        yield _lab(row, lab, facts, table)
    if row.age_from:
        is_old_enough = facts.age is not None and facts.age >= row.age_from
        yield is_old_enough, Reason("age", row.name, number=facts.age or 0, needed=row.age_from)
    if row.on_it_months:
        is_long = facts.since is not None and facts.since <= months_before(facts.today, row.on_it_months)
        yield is_long, Reason("on-it", row.name, day=facts.since, needed=row.on_it_months)
    if row.look:
        yield False, Reason("look", row.name, what=row.look)


def _visit(row: Row, facts: Facts) -> Part:
    last = facts.last_visit
    is_recent = last is not None and months_before(facts.today, row.visit_months) <= last <= facts.today
    return is_recent, Reason("visit", row.name, day=last, needed=row.visit_months)


def _lab(row: Row, lab: Lab, facts: Facts, table: Table) -> Part:
    """The newest of the tests that count as this one. A day that lies ahead is no result."""
    found = [facts.results[code] for code in table.tests[lab.name] if code in facts.results]
    newest = max((one for one in found if one.day <= facts.today), key=lambda one: one.day, default=None)
    months = lab.months_after(newest.value if newest else None)
    is_recent = newest is not None and newest.day >= months_before(facts.today, months)
    day = newest.day if newest else None
    return is_recent, Reason("lab", row.name, what=lab.name, day=day, needed=months)
