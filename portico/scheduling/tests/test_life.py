"""The life of a booking ticket and of a recall, by whoever tries whatever in any order: what must hold at all times."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.scheduling.presenters import why_words
from portico.scheduling.rules import recall as recall_rule
from portico.scheduling.rules.ticket import (
    AHEAD,
    ENDED_WITHOUT,
    WITH_PATIENT,
    Choose,
    Decline,
    Enter,
    Extend,
    Gone,
    Lapse,
    Move,
    Moved,
    NoneFits,
    Offer,
    SetAside,
    Slot,
    State,
    Stopped,
    Ticket,
    may,
    window_fault,
)

ZONE = ZoneInfo("America/Denver")
NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # 8 in the morning in Denver
TODAY = date(2026, 11, 25)
SLOTS = [
    Slot(UUID(int=n + 1), NOW + timedelta(hours=hours)) for n, hours in enumerate((0, 2, 26, 50, 170, 700))
]
OFFERS = st.lists(st.sampled_from(SLOTS), max_size=6, unique=True).map(tuple)
DAYS = st.integers(-2, 40).map(lambda n: TODAY + timedelta(days=n))
SAID = st.sampled_from(["", " ", "Mornings."])
MOVES: st.SearchStrategy[Move] = st.one_of(
    st.builds(Offer, OFFERS), st.builds(Choose, st.sampled_from([slot.key for slot in SLOTS])),
    st.builds(NoneFits, SAID), st.builds(Decline, SAID), st.just(Gone()), st.just(Enter()), st.just(Lapse()),
    st.builds(Extend, DAYS, DAYS), st.builds(SetAside, SAID),
)  # fmt: skip
TRIES = st.lists(st.tuples(MOVES, st.sampled_from([0, 1, 30, 24 * 8])), max_size=30)


def ticket(**more: Any) -> Ticket:
    facts: dict[str, Any] = {"zone": "America/Denver", "from_day": TODAY, "to_day": TODAY + timedelta(days=10),
             "choose_by": TODAY + timedelta(days=7)}  # fmt: skip
    return Ticket(**{**facts, **more})


@settings(max_examples=1000, deadline=None)
@given(tries=TRIES)
def test_whatever_anybody_tries(tries: list[tuple[Move, int]]) -> None:
    row, now = ticket(), NOW
    for move, hours in tries:
        now += timedelta(hours=hours)
        before, outcome = row, may(row, move, now=now)
        if isinstance(outcome, Stopped):
            assert outcome.why == "in-time" or why_words(outcome.why)
            continue
        row = outcome.ticket
        _holds(row)
        # What was set aside, and what stands in the record system, is over.
        assert before.state is not State.WITHDRAWN
        assert not before.is_entered
        if isinstance(move, Choose):
            assert before.state is State.OFFERED
            assert move.slot in {slot.key for slot in before.slots if slot.starts_at > now}
        if isinstance(move, Offer):
            assert before.state in WITH_PATIENT
            assert all(slot.starts_at >= now + AHEAD for slot in row.slots)
            days = {slot.starts_at.astimezone(ZONE).date() for slot in row.slots}
            assert all(row.from_day <= day <= row.to_day for day in days)
        # A chosen time is given up only because it is gone, never by time or by another choice.
        if before.state is State.CHOSEN:
            assert isinstance(move, Gone | Enter)


def _holds(row: Ticket) -> None:
    assert (row.state is State.CHOSEN) is (row.chosen is not None)
    assert row.slots or row.state is not State.OFFERED
    assert not row.slots or row.state in {State.OFFERED, State.CHOSEN}
    assert row.state is State.CHOSEN or not row.is_entered
    assert row.reason or row.state is not State.WITHDRAWN
    assert row.from_day <= row.to_day
    assert row.choose_by <= row.to_day


@settings(max_examples=300, deadline=None)
@given(tries=TRIES)
def test_nothing_stays_with_a_patient_for_ever(tries: list[tuple[Move, int]]) -> None:
    """Whatever was tried: a year later it was chosen, or somebody of the team has it."""
    row, now = ticket(), NOW
    for move, hours in tries:
        now += timedelta(hours=hours)
        outcome = may(row, move, now=now)
        row = outcome.ticket if isinstance(outcome, Moved) else row
    outcome = may(row, Lapse(), now=now + timedelta(days=400))
    row = outcome.ticket if isinstance(outcome, Moved) else row
    assert row.state in {State.CHOSEN, State.WITHDRAWN, *ENDED_WITHOUT}


def test_the_last_day_to_choose_ends_at_midnight_of_the_clinic() -> None:
    row = ticket(choose_by=TODAY, state=State.OFFERED, slots=(SLOTS[4],))
    evening = datetime(2026, 11, 26, 6, 30, tzinfo=UTC)  # half past eleven at night in Denver
    assert isinstance(may(row, Choose(SLOTS[4].key), now=evening), Moved)
    night = evening + timedelta(hours=1)
    assert may(row, Choose(SLOTS[4].key), now=night) == Stopped("not-offered")
    assert isinstance(may(row, Lapse(), now=night), Moved)


def test_when_all_offered_times_are_over_others_are_offered_and_the_ticket_lives_on() -> None:
    row = ticket(state=State.OFFERED, slots=(SLOTS[1],))
    after = may(row, Lapse(), now=NOW + timedelta(hours=3))
    assert isinstance(after, Moved)
    assert after.ticket.state is State.TO_OFFER


@pytest.mark.parametrize(
    ("first", "last", "choose", "fault"),
    [(0, 10, 7, ""), (0, 0, 0, ""), (-1, 10, 7, "window"), (5, 4, 3, "window"), (0, 400, 7, "window-long"),
     (0, 10, 11, "choose-by"), (0, 10, -1, "choose-by")],
)  # fmt: skip
def test_which_days_make_a_ticket(first: int, last: int, choose: int, fault: str) -> None:
    days = [TODAY + timedelta(days=n) for n in (first, last, choose)]
    assert window_fault(*days, today=TODAY) == fault


def test_a_recall_is_listed_a_month_before_it_is_due_and_when_it_was_put_off_from_that_day_on() -> None:
    due = recall_rule.Recall(due_on=TODAY + timedelta(days=31))
    assert not recall_rule.is_listed(due, today=TODAY)
    assert recall_rule.is_listed(due, today=TODAY + timedelta(days=1))
    until = TODAY + timedelta(days=10)
    quiet = recall_rule.snoozed(due, until, today=TODAY)
    assert isinstance(quiet, recall_rule.Recall)
    assert not recall_rule.is_listed(quiet, today=until - timedelta(days=1))
    assert recall_rule.is_listed(quiet, today=until)
    assert recall_rule.is_overdue(quiet, today=TODAY + timedelta(days=32))


def test_a_recall_is_not_dropped_without_a_reason_and_ends_once() -> None:
    due = recall_rule.Recall(due_on=TODAY)
    assert recall_rule.cancelled(due, " ") == recall_rule.Stopped("no-reason")
    over = recall_rule.done(due, "")
    assert isinstance(over, recall_rule.Recall)
    assert recall_rule.cancelled(over, "Moved away") == recall_rule.Stopped("not-open")
    assert recall_rule.snoozed(over, TODAY + timedelta(days=1), today=TODAY) == recall_rule.Stopped(
        "not-open"
    )
    assert recall_rule.snoozed(due, TODAY, today=TODAY) == recall_rule.Stopped("snooze")
    assert recall_rule.due_fault(TODAY - timedelta(days=1), today=TODAY) == "due"
