"""May this be sent? Facts in, an answer with its reason out. What is dangerous is never stopped.

Source: mission 3.10-3.12, domain.md 4.3, and its list of what is never blocked: emergency text, refills, questions on
a result or a visit of the last thirty days, replies while the team waits for one, a proxy's report of danger.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portico.lib.days import months_before
from portico.sending.rules.limits import ALWAYS, Rules

RECENT = timedelta(days=30)


class Why(StrEnum):
    TOO_LONG = "too-long"
    NOT_SEEN = "not-seen"  # nor a visit booked
    TOO_MANY_OPEN = "too-many-open"
    TOO_MANY_TODAY = "too-many-today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`last_visit`: that took place; `next_visit`: booked. `open_now`: conversations that count; `new_today`: begun in
    24 hours. `result_on`: the day of the result that it is about. `is_danger`: the net found something that interrupts.
    `is_lifted`: somebody of the team lifted the caps for this patient."""

    kind: str
    today: date
    characters: int = 0
    last_visit: date | None = None
    next_visit: date | None = None
    open_now: int = 0
    new_today: int = 0
    result_on: date | None = None
    is_danger: bool = False
    is_lifted: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """`why` is empty where it may be sent. `needed`: months, conversations or characters of the rule that stops it."""

    why: Why | None
    reason: str
    needed: int = 0

    @property
    def may(self) -> bool:
        return self.why is None


def may_send(facts: Facts, rules: Rules) -> Answer:
    if facts.is_danger:
        return Answer(None, "a sign of danger is never stopped")
    if facts.characters > rules.characters:
        return Answer(Why.TOO_LONG, f"{facts.characters} of {rules.characters} characters", rules.characters)
    if facts.kind in ALWAYS:
        return Answer(None, f"{facts.kind} is always open")
    if _is_recent(facts.result_on, facts.today) or _is_recent(facts.last_visit, facts.today):
        return Answer(None, "about a result or a visit of the last thirty days")
    if stopped := _not_seen(facts, rules):
        return stopped
    if facts.is_lifted:
        return Answer(None, "the team lifted the caps")
    return _capped(facts, rules) or Answer(None, "within the rules")


def _is_recent(day: date | None, today: date) -> bool:
    return day is not None and timedelta(0) <= today - day <= RECENT


def _not_seen(facts: Facts, rules: Rules) -> Answer | None:
    months = rules.seen.get(facts.kind)
    is_booked = facts.next_visit is not None and facts.next_visit >= facts.today
    if months is None or is_booked:
        return None
    if facts.last_visit is not None and facts.last_visit >= months_before(facts.today, months):
        return None
    return Answer(Why.NOT_SEEN, f"not seen in {months} months, and no visit booked", months)


def _capped(facts: Facts, rules: Rules) -> Answer | None:
    if rules.most_open is not None and facts.open_now >= rules.most_open:
        return Answer(Why.TOO_MANY_OPEN, f"{facts.open_now} open", rules.most_open)
    if rules.new_a_day is not None and facts.new_today >= rules.new_a_day:
        return Answer(Why.TOO_MANY_TODAY, f"{facts.new_today} in 24 hours", rules.new_a_day)
    return None
