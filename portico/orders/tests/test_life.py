"""The life of an order, by whoever tries whatever in any order: what must hold at all times."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.orders.rules.order import (
    UNDO,
    Basis,
    Correct,
    Enter,
    Kind,
    Move,
    Moved,
    Order,
    Return,
    Send,
    Sign,
    SigningList,
    State,
    Stopped,
    TakeBack,
    Unsign,
    Who,
    Withdraw,
    handed_over,
    list_for,
    may,
    undone,
)

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
LICENSED = {"nurse", "pharmacist", "pool-lead", "physician"}
AMARA, OTHER = UUID(int=1), UUID(int=2)
PEOPLE = [
    Who(AMARA, "physician"), Who(OTHER, "physician"), Who(UUID(int=3), "physician", frozenset({AMARA})),
    Who(UUID(int=4), "nurse"), Who(UUID(int=5), "pharmacist"), Who(UUID(int=6), "medical-assistant"),
    Who(UUID(int=7), "front-desk"), Who(UUID(int=8), "manager"), Who(UUID(int=9), "pool-lead"),
]  # fmt: skip
HELD = st.sampled_from([None, NOW, NOW + timedelta(seconds=30), NOW + timedelta(hours=3)])
MOVES: st.SearchStrategy[Move] = st.one_of(
    st.just(Correct()), st.just(TakeBack()), st.just(Withdraw()), st.just(Unsign()), st.just(Enter()),
    st.builds(Sign, is_met=st.booleans()), st.builds(Return, st.sampled_from(["", " ", "The dose."])),
    st.builds(Send, st.sampled_from(list(SigningList)), st.sampled_from([None, AMARA, OTHER]), HELD),
)  # fmt: skip
TRIES = st.lists(st.tuples(MOVES, st.sampled_from(PEOPLE), st.sampled_from([0, 5, 11, 3600])), max_size=30)
CONTENT = ("kind", "waits_on", "asked_of", "signed_by", "signed_at", "basis")


@settings(max_examples=500, deadline=None)
@given(kind=st.sampled_from(list(Kind)), tries=TRIES)
def test_whatever_anybody_tries(kind: Kind, tries: list[tuple[Move, Who, int]]) -> None:
    order, now = Order(kind=kind), NOW
    for move, who, seconds in tries:
        now += timedelta(seconds=seconds)
        outcome = handed_over(order, now=now)
        order = outcome.order if isinstance(outcome, Moved) else order
        before, outcome = order, may(order, move, who, now=now)
        if isinstance(outcome, Stopped):
            assert outcome.why
            continue
        order = outcome.order
        if isinstance(move, Sign):
            assert who.role in LICENSED
            assert order.signed_by == who.staff
            is_physician = who.role == "physician"
            assert (order.basis is Basis.JUDGEMENT) is is_physician
            # Under the protocol only what waited on that list and meets it now, whoever drafted it.
            assert is_physician or (before.waits_on is SigningList.PROTOCOL and move.is_met)
            assert before.asked_of is None or not is_physician or before.asked_of in {who.staff, *who.covers}
        if isinstance(move, Sign | Return):
            assert before.sent_at is not None
            assert before.sent_at <= now
        if isinstance(move, Return):
            assert order.reason
            assert who.role in LICENSED
        if before.handed_at is not None:
            assert all(getattr(order, name) == getattr(before, name) for name in CONTENT)
            assert order.state is State.SIGNED
        assert (order.state is State.SIGNED) == (order.signed_by is not None)
        assert order.entered_at is None or order.handed_at is not None


def to_sign(waits_on: SigningList = SigningList.PHYSICIANS, asked_of: UUID | None = None) -> Order:
    return Order(kind=Kind.RENEWAL, state=State.TO_SIGN, waits_on=waits_on, asked_of=asked_of, sent_at=NOW)


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.role)
def test_nobody_but_a_physician_signs_what_does_not_meet_the_protocol(who: Who) -> None:
    for order in (to_sign(), to_sign(SigningList.PROTOCOL)):
        outcome = may(order, Sign(is_met=False), who, now=NOW)
        assert isinstance(outcome, Moved) is (who.role == "physician")


def test_a_nurse_signs_under_the_protocol_what_meets_it() -> None:
    nurse = PEOPLE[3]
    signed = may(to_sign(SigningList.PROTOCOL), Sign(is_met=True), nurse, now=NOW)
    assert isinstance(signed, Moved)
    assert signed.order.basis is Basis.PROTOCOL
    assert may(to_sign(), Sign(is_met=True), nurse, now=NOW) == Stopped("for-physician")


@pytest.mark.parametrize("move", [Sign(), Return("x")])
def test_what_can_still_be_taken_back_with_its_click_is_neither_signed_nor_returned(move: Any) -> None:
    soon = NOW + timedelta(minutes=2)
    drafted = Order(kind=Kind.RENEWAL, waits_on=SigningList.PHYSICIANS)
    held = may(drafted, Send(SigningList.PHYSICIANS, waits_from=soon), PEOPLE[3], now=NOW)
    assert isinstance(held, Moved)
    assert may(held.order, move, PEOPLE[0], now=NOW) == Stopped("not-yet")
    assert isinstance(may(held.order, move, PEOPLE[0], now=soon), Moved)
    assert isinstance(undone(held.order), Moved)


def test_who_stands_in_signs_and_another_physician_does_not() -> None:
    asked, another, stand_in = PEOPLE[:3]
    order = to_sign(asked_of=AMARA)
    assert isinstance(may(order, Sign(), asked, now=NOW), Moved)
    assert isinstance(may(order, Sign(), stand_in, now=NOW), Moved)
    assert may(order, Sign(), another, now=NOW) == Stopped("of-another")


def test_a_signature_is_taken_back_within_ten_seconds_and_no_later() -> None:
    signed = may(to_sign(), Sign(), PEOPLE[0], now=NOW)
    assert isinstance(signed, Moved)
    back = may(signed.order, Unsign(), PEOPLE[0], now=NOW + UNDO)
    assert isinstance(back, Moved)
    assert back.order == to_sign()
    late = NOW + UNDO + timedelta(seconds=1)
    assert may(signed.order, Unsign(), PEOPLE[0], now=late) == Stopped("too-late")
    assert may(signed.order, Unsign(), PEOPLE[1], now=NOW) == Stopped("not-yours")
    assert handed_over(signed.order, now=NOW) == Stopped("too-early")
    handed = handed_over(signed.order, now=NOW + UNDO)
    assert isinstance(handed, Moved)
    assert handed_over(handed.order, now=late) == handed
    entered = may(handed.order, Enter(), PEOPLE[5], now=late)
    assert isinstance(entered, Moved)
    assert may(entered.order, Enter(), PEOPLE[4], now=late) == Stopped("entered")


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("is_met", "is_adopted"), [(True, True), (True, False), (False, True), (False, False)]
)
def test_only_a_renewal_that_meets_an_adopted_protocol_waits_for_others_than_physicians(
    kind: Kind, is_met: bool, is_adopted: bool
) -> None:
    found = list_for(kind, is_met=is_met, is_adopted=is_adopted)
    is_by_protocol = kind is Kind.RENEWAL and is_met and is_adopted
    assert (found is SigningList.PROTOCOL) is is_by_protocol


def test_what_is_signed_is_neither_corrected_nor_withdrawn() -> None:
    signed = replace(to_sign(), state=State.SIGNED, signed_by=AMARA, signed_at=NOW, basis=Basis.JUDGEMENT)
    for move in (Correct(), TakeBack(), Withdraw(), Send(SigningList.PHYSICIANS), Sign(), Return("x")):
        assert isinstance(
            may(signed, move, PEOPLE[5 if not isinstance(move, Sign | Return) else 0], now=NOW), Stopped
        )
