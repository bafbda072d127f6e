"""The rules for sending as a rule: who may write, what is never stopped, and that one's own rules only narrow."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.clinic.rules.kinds import KINDS
from portico.lib.days import months_before
from portico.sending.rules.limits import (
    ADVICE,
    ALWAYS,
    PRESETS,
    Rules,
    from_data,
    looser,
    problems,
    tighter,
    to_data,
)
from portico.sending.rules.may_send import Facts, Why, may_send

TODAY = date(2026, 11, 25)
USUAL = PRESETS["usual"]
ASKS = Facts(kind="question", today=TODAY, characters=100, last_visit=TODAY - timedelta(days=200))


def why(rules: Rules = USUAL, **changes: object) -> Why | None:
    return may_send(replace(ASKS, **changes), rules).why  # type: ignore[arg-type]  # fields of Facts


def test_who_was_seen_or_has_a_visit_booked_may_ask() -> None:
    limit = months_before(TODAY, 24)
    assert why(last_visit=limit) is None
    assert why(last_visit=limit - timedelta(days=1)) is Why.NOT_SEEN
    assert why(last_visit=None) is Why.NOT_SEEN
    assert why(last_visit=None, next_visit=TODAY) is None
    assert why(last_visit=None, next_visit=TODAY - timedelta(days=1)) is Why.NOT_SEEN
    assert may_send(replace(ASKS, last_visit=None), USUAL).needed == 24


def test_the_caps_count_and_the_team_may_lift_them() -> None:
    assert why(open_now=4, new_today=2) is None
    assert why(open_now=5) is Why.TOO_MANY_OPEN
    assert why(new_today=3) is Why.TOO_MANY_TODAY
    assert why(open_now=50, new_today=50, is_lifted=True) is None
    assert why(last_visit=None, is_lifted=True) is Why.NOT_SEEN, "a lift is of the caps alone"


def test_too_long_is_too_long_for_every_kind() -> None:
    for kind in KINDS:
        assert why(kind=kind, characters=501) is Why.TOO_LONG


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_sound_and_is_kept_as_it_is(preset: str) -> None:
    rules = PRESETS[preset]
    assert not list(problems(rules))
    assert from_data(to_data(rules)) == rules


@pytest.mark.parametrize(
    ("rules", "field"),
    [(Rules(characters=99), "characters"), (Rules(characters=2001), "characters"),
     (Rules(seen={"refill": 12}), "months"), (Rules(seen={"question": 61}), "months"),
     (Rules(most_open=0), "most_open"), (Rules(new_a_day=21), "new_a_day"), (Rules(reply_days=15), "reply_days")],
)  # fmt: skip
def test_what_no_rule_may_say_is_named(rules: Rules, field: str) -> None:
    assert list(problems(rules)) == [field]


def test_a_wider_rule_of_ones_own_is_named() -> None:
    assert looser(USUAL, PRESETS["wide"]) == ["characters", "months", "most_open", "new_a_day"]
    assert looser(USUAL, PRESETS["narrow"]) == []
    assert looser(PRESETS["narrow"], USUAL) == [
        "characters",
        "months",
        "most_open",
        "new_a_day",
        "reply_days",
    ]


some = st.builds(
    Rules, characters=st.integers(100, 2000),
    seen=st.dictionaries(st.sampled_from(ADVICE), st.integers(1, 60), max_size=4),
    most_open=st.none() | st.integers(1, 20), new_a_day=st.none() | st.integers(1, 20), reply_days=st.integers(0, 14),
)  # fmt: skip
days = st.none() | st.integers(-800, 2500).map(lambda n: TODAY - timedelta(days=n))
asked = st.builds(
    Facts, kind=st.sampled_from(list(KINDS)), today=st.just(TODAY), characters=st.integers(0, 2500), last_visit=days,
    next_visit=days, open_now=st.integers(0, 25), new_today=st.integers(0, 25), result_on=days,
    is_danger=st.booleans(), is_lifted=st.booleans(),
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(practice=some, own=some, facts=asked)
def test_what_ones_own_rules_allow_the_practice_allows_too(practice: Rules, own: Rules, facts: Facts) -> None:
    both = tighter(practice, own)
    if may_send(facts, both).may:
        assert may_send(facts, practice).may
        assert may_send(facts, own).may
    assert looser(practice, both) == []
    assert tighter(practice, None) == practice
    assert both.reply_days == min(practice.reply_days, own.reply_days)


@settings(max_examples=600, deadline=None)
@given(rules=some, facts=asked)
def test_what_is_dangerous_or_recent_or_always_open_is_never_stopped(rules: Rules, facts: Facts) -> None:
    answer = may_send(facts, rules)
    assert answer.reason
    if facts.is_danger:
        assert answer.may, "whoever writes it, a proxy too, and however long"
    fits = facts.characters <= rules.characters
    recent = [day for day in (facts.result_on, facts.last_visit) if day and 0 <= (TODAY - day).days <= 30]
    if fits and (facts.kind in ALWAYS or recent):
        assert answer.may
    if not answer.may:
        assert answer.needed


def test_refills_visits_and_what_is_not_clinical_are_always_open() -> None:
    assert {
        "refill",
        "appointment",
        "billing",
        "details",
        "technical",
        "form",
        "records",
        "authorization",
    } == ALWAYS
