"""Whatever a team and a patient do, in whatever order, the invariants hold (domain.md 4.1 and 9)."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from portico.triage.rules import moves
from portico.triage.rules.clock import after, resumed, working_time
from portico.triage.rules.item import Item, Reason, State, Then, from_data, signature, to_data
from portico.triage.rules.may_move import Moved, Stopped, expired, may_move, patient_wrote
from portico.triage.rules.promise import Calendar, promise, same_day
from portico.triage.tests.histories import AMARA, CALENDAR, COVER, JO, KIM, POOLS, START, TOMAS, History

NEW = Item(state=State.QUEUED, kind="refill", pool=POOLS[0], due_at=promise("refill", START, CALENDAR).at)


def run(histories: int, seed: int) -> Counter[str]:
    seen: Counter[str] = Counter()
    for number in range(histories):
        history = History(Random(seed + number)).live(40)
        assert not history.wrong, f"history {seed + number}: {history.wrong[:3]}"
        seen.update(history.done)
    return seen


def test_every_invariant_holds_over_two_thousand_histories() -> None:
    seen = run(2_000, 0)
    assert set(seen) == {
        "Claim", "Release", "See", "Route", "Ask", "Advise", "Reply", "Act", "Close", "Reopen", "Split", "Mark",
        "patient", "expired", "Page",
    }, "each move was made"  # fmt: skip
    assert min(seen.values()) > 20, seen


@pytest.mark.full
def test_every_invariant_holds_over_a_hundred_thousand_histories() -> None:
    assert sum(run(100_000, 10_000).values()) > 500_000


def do(item: Item, move: moves.Move, who: object = JO, *, at: datetime = START) -> Item:
    answer = may_move(item, move, who, now=at, calendar=CALENDAR)  # type: ignore[arg-type]  # somebody of the cast
    assert isinstance(answer, Moved), answer
    return answer.item


def why_not(item: Item, move: moves.Move, who: object = JO, *, at: datetime = START) -> str:
    answer = may_move(item, move, who, now=at, calendar=CALENDAR)  # type: ignore[arg-type]  # as above
    assert isinstance(answer, Stopped), answer
    return answer.why


ASK = moves.Ask(AMARA.staff, "physician", "Blood pressure is high.", "Raise the dose?")


@pytest.mark.parametrize(
    "move",
    [moves.Claim(), moves.See(), moves.Route(POOLS[1], "mine"), moves.Reply(Then.CLOSE), moves.Act("called"),
     moves.Close(Reason.THANKS), moves.Mark("urgent", "worse"), ASK],
)  # fmt: skip
def test_a_physician_moves_nothing_in_a_pool_even_as_its_member(move: moves.Move) -> None:
    assert why_not(NEW, move, AMARA) == "physician"


def test_a_physician_is_asked_after_the_team_has_seen_it_with_a_summary_and_a_question() -> None:
    assert why_not(NEW, ASK) == "not-seen"
    seen = do(NEW, moves.See())
    assert why_not(seen, replace(ASK, summary=" ")) == "no-question"
    assert why_not(seen, replace(ASK, question="")) == "no-question"
    asked = do(seen, ASK)
    assert (asked.state, asked.asked_of, asked.claimed_by) == (State.ASKED, AMARA.staff, JO.staff)


def test_the_physicians_answer_goes_to_whoever_asked_and_the_team_answers_the_patient() -> None:
    asked = do(do(NEW, moves.See()), ASK)
    advised = do(asked, moves.Advise("Yes, 20 mg."), AMARA)
    assert (advised.state, advised.claimed_by, advised.asked_of) == (State.CLAIMED, JO.staff, None)
    assert do(advised, moves.Reply(Then.CLOSE)).closed_how == "reply"


def test_who_stands_in_answers_and_a_stranger_does_not() -> None:
    asked = do(do(NEW, moves.See()), ASK)
    assert do(asked, moves.Advise("Yes."), COVER).state is State.CLAIMED
    assert why_not(asked, moves.Advise("Yes."), replace(COVER, covers=frozenset())) == "not-asked"


def test_a_reply_of_the_patient_goes_to_the_team_and_calls_the_question_off() -> None:
    asked = do(do(NEW, moves.See()), ASK)
    answer = patient_wrote(asked, due_at=START, now=START, calendar=CALENDAR)
    assert isinstance(answer, Moved)
    assert (answer.item.asked_of, answer.item.seen_at, answer.item.claimed_by) == (None, None, JO.staff)
    assert why_not(answer.item, ASK) == "not-seen"


def test_of_two_only_one_holds_it() -> None:
    mine = do(NEW, moves.Claim())
    assert why_not(mine, moves.Claim(), TOMAS) == "taken"
    assert why_not(mine, moves.Reply(Then.CLOSE), TOMAS) == "taken"
    assert do(mine, moves.Claim()) == mine
    assert do(do(mine, moves.Release()), moves.Claim(), TOMAS).claimed_by == TOMAS.staff


def test_nothing_is_closed_without_a_reply_an_action_or_a_reason() -> None:
    assert why_not(NEW, moves.Close()) == "no-reason"
    assert why_not(NEW, moves.Close(Reason.OTHER)) == "no-words"
    assert do(NEW, moves.Close(Reason.OTHER, "Sent by fax.")).closed_how == "other"
    assert do(do(NEW, moves.Act("Called: all well.")), moves.Close()).closed_how == "action"
    assert do(do(NEW, moves.Reply(Then.KEEP)), moves.Close()).closed_how == "reply"


def test_a_flagged_item_is_closed_and_unflagged_by_somebody_licensed() -> None:
    flagged = do(NEW, moves.Mark("urgent", "chest pain last week"), TOMAS)
    assert why_not(flagged, moves.Close(Reason.THANKS), TOMAS) == "not-licensed"
    assert why_not(flagged, moves.Reply(Then.CLOSE), TOMAS) == "not-licensed"
    assert why_not(flagged, moves.Mark("", "fine"), TOMAS) == "not-licensed"
    assert do(do(flagged, moves.Mark("", "spoke with her")), moves.Close(Reason.THANKS), TOMAS).closed_at


def test_a_flag_brings_the_due_time_nearer_and_never_further_away() -> None:
    soon, late = NEW.due_at - timedelta(hours=5), NEW.due_at + timedelta(hours=5)
    assert do(NEW, moves.Mark("urgent", "worse", soon), TOMAS).due_at == soon
    assert do(NEW, moves.Mark("urgent", "worse", late), TOMAS).due_at == NEW.due_at
    flagged = do(NEW, moves.Mark("urgent", "worse", soon), TOMAS)
    assert do(flagged, moves.Mark("", "spoke with her")).due_at == soon


def test_the_clock_stands_while_the_patient_is_waited_for_but_not_on_a_flagged_item() -> None:
    asked = START + timedelta(hours=1)  # Monday, 10 am in Madison; due Wednesday, 5 pm
    waiting = do(NEW, moves.Reply(Then.WAIT), at=asked)
    assert (waiting.state, waiting.waiting_since, waiting.claimed_by) == (State.WAITING, asked, None)
    back = asked + timedelta(days=7)
    answer = patient_wrote(waiting, due_at=START, now=back, calendar=CALENDAR)
    assert isinstance(answer, Moved)
    assert answer.item.due_at - NEW.due_at == timedelta(days=7), "a week later, to the hour"
    flagged = do(replace(NEW, flag="same-day"), moves.Reply(Then.WAIT), at=asked)
    assert (flagged.state, flagged.waiting_since) == (State.WAITING, None)


def test_the_promise_stays_when_an_item_goes_to_another_pool_or_becomes_another_kind() -> None:
    routed = do(do(NEW, moves.Claim()), moves.Route(POOLS[1], "is about a symptom", "question"))
    assert (routed.pool, routed.kind, routed.claimed_by, routed.due_at) == (
        POOLS[1], "question", None, NEW.due_at,
    )  # fmt: skip
    assert why_not(NEW, moves.Route(POOLS[1], " ")) == "no-reason"
    assert why_not(NEW, moves.Route(POOLS[0], "same")) == "same-pool"
    assert why_not(NEW, moves.Route(POOLS[0], "mine"), KIM) == "not-yours"


def test_what_was_closed_is_opened_within_fourteen_days_and_not_later() -> None:
    closed = do(NEW, moves.Close(Reason.THANKS))
    soon, late = START + timedelta(days=14), START + timedelta(days=14, seconds=1)
    assert do(closed, moves.Reopen("She called again.", soon), at=soon).state is State.CLAIMED
    assert why_not(closed, moves.Reopen("She called again.", late), at=late) == "too-old"
    assert isinstance(patient_wrote(closed, due_at=soon, now=soon, calendar=CALENDAR), Moved)
    assert isinstance(patient_wrote(closed, due_at=late, now=late, calendar=CALENDAR), Stopped)


def test_a_claim_that_nobody_works_on_goes_back_after_four_hours() -> None:
    mine = do(NEW, moves.Claim())
    early = expired(mine, now=START + timedelta(hours=4) - timedelta(seconds=1))
    late = expired(mine, now=START + timedelta(hours=4))
    assert isinstance(early, Stopped)
    assert isinstance(late, Moved)
    assert (late.item.state, late.item.claimed_by) == (State.QUEUED, None)
    assert isinstance(expired(do(do(NEW, moves.See()), ASK), now=START + timedelta(days=9)), Stopped)


def test_an_item_is_kept_beside_a_step_and_read_back_as_it_was() -> None:
    for seed in range(200):
        item = History(Random(seed)).live(12).item
        assert from_data(to_data(item)) == item


def test_the_same_way_of_working_has_the_same_signature() -> None:
    assert signature(["opened", "claimed", "replied"], "reply") == "replied>closed:reply"
    assert signature(["claimed", "asked", "advised", "asked", "replied"], "reply") == (
        "asked>advised>replied>closed:reply"
    )


@pytest.mark.parametrize("zone", ["America/Chicago", "America/Denver", "America/Phoenix", "UTC"])
def test_working_time_and_its_inverse_agree_over_ten_years_of_clocks_and_closures(zone: str) -> None:
    random = Random(zone)
    for _ in range(1_500):
        day = date(2026, 1, 1) + timedelta(days=random.randrange(3650))
        hours = {str(n): [f"{random.randrange(6, 10):02d}:00", "17:30"] for n in random.sample(range(7), 5)}
        closures = frozenset(day + timedelta(days=random.randrange(1, 20)) for _ in range(3))
        calendar = Calendar(zone, hours, closures)
        start = datetime(day.year, day.month, day.day, random.randrange(24), 13, tzinfo=UTC)
        time = timedelta(minutes=random.randrange(1, 4000))
        end = after(start, time, calendar)
        assert working_time(start, end, calendar) == time
        local = end.astimezone(ZoneInfo(zone))
        assert calendar.opening(local.date()), "it ends on an open day"
        later = start + timedelta(days=random.randrange(30))
        assert working_time(later, resumed(end, start, later, calendar), calendar) == time


def test_what_can_not_wait_is_due_today_or_on_the_next_open_day() -> None:
    monday = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/Chicago"))
    assert same_day("refill", monday, CALENDAR).at.isoformat() == "2026-11-23T17:00:00-06:00"
    wednesday = datetime(2026, 11, 25, 17, 30, tzinfo=ZoneInfo("America/Chicago"))
    assert same_day("refill", wednesday, CALENDAR).at.isoformat() == "2026-11-27T17:00:00-06:00", (
        "not on Thanksgiving"
    )
