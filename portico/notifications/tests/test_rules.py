"""When a text may arrive, how many, what becomes one, which code is good."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from portico.notifications.rules.bundle import bundle
from portico.notifications.rules.codes import Verdict, judge, may_send
from portico.notifications.rules.gate import Kind, Pass, Wishes, may_email, may_send_text, next_try
from portico.notifications.rules.hours import may_arrive
from portico.notifications.rules.keys import masked, mobile_number, one_line, outside_key
from portico.notifications.rules.limits import Why, may_text

DAY = (time(9), time(18))
MADISON = "America/Chicago"
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)  # noon in Madison


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "arrives"),
    [
        ("2026-11-24T15:00", MADISON, "2026-11-24T15:00"),  # nine o'clock sharp
        ("2026-11-24T14:59", MADISON, "2026-11-24T15:00"),  # a minute early
        ("2026-11-24T23:59", MADISON, "2026-11-24T23:59"),  # a minute before six
        ("2026-11-25T00:00", MADISON, "2026-11-25T15:00"),  # six: tomorrow
        ("2026-11-24T15:30", "America/Denver", "2026-11-24T16:00"),  # half past eight there
        # The clocks go forward on Sunday 8 March 2026: that morning nine o'clock comes an hour sooner.
        ("2026-03-08T01:00", MADISON, "2026-03-08T14:00"),
        ("2026-03-07T02:00", MADISON, "2026-03-07T15:00"),
        ("2026-03-08T14:30", MADISON, "2026-03-08T14:30"),
        # And back on Sunday 1 November 2026: an hour later.
        ("2026-11-01T01:00", MADISON, "2026-11-01T15:00"),
        ("2026-11-01T14:30", MADISON, "2026-11-01T15:00"),
        ("2026-10-31T14:30", MADISON, "2026-10-31T14:30"),
        ("2026-11-24T18:00", "America/Phoenix", "2026-11-24T18:00"),
    ],
)
def test_a_text_arrives_by_day_by_the_clock_of_the_clinic(now: str, zone: str, arrives: str) -> None:
    answer = may_arrive(utc(now), zone, DAY)
    assert answer.at == utc(arrives)
    assert answer.is_now is (now == arrives)


def test_an_opening_in_the_hour_that_does_not_exist_comes_when_the_clocks_have_gone_forward() -> None:
    answer = may_arrive(utc("2026-03-08T07:00"), MADISON, (time(2, 30), time(5)))
    assert answer.at == utc("2026-03-08T08:30")
    assert may_arrive(answer.at, MADISON, (time(2, 30), time(5))).is_now


def test_the_hour_that_comes_twice_is_open_both_times() -> None:
    for now in ("2026-11-01T06:30", "2026-11-01T07:30"):  # 1:30, and 1:30 again
        assert may_arrive(utc(now), MADISON, (time(1), time(2))).is_now


@pytest.mark.parametrize("month", range(1, 13))
def test_what_waits_may_arrive_when_it_has_waited(month: int) -> None:
    for day in range(1, 29):
        for hour in range(24):
            answer = may_arrive(datetime(2026, month, day, hour, 7, tzinfo=UTC), MADISON, DAY)
            assert may_arrive(answer.at, MADISON, DAY).is_now
            assert answer.at - datetime(2026, month, day, hour, 7, tzinfo=UTC) < timedelta(hours=16)


def test_one_text_a_day_and_three_a_week() -> None:
    today = date(2026, 11, 24)
    days = [today - timedelta(days=n) for n in range(10)]
    assert may_text(today, [])
    assert may_text(today, days[1:3])
    assert may_text(today, days[:1]).why_not is Why.DAY
    assert may_text(today, days[1:4]).why_not is Why.WEEK
    assert may_text(today, [days[6], days[5], days[1]]).why_not is Why.WEEK
    assert may_text(today, [days[7], days[5], days[1]])


def test_the_same_within_ten_minutes_is_told_once() -> None:
    minutes = timedelta(minutes=1)
    assert bundle(NOW, is_one_waiting=True, last_went=None).joins
    alone = bundle(NOW, is_one_waiting=False, last_went=None)
    assert (alone.joins, alone.at) == (False, NOW)
    waits = bundle(NOW, is_one_waiting=False, last_went=NOW - 3 * minutes)
    assert (waits.joins, waits.at) == (False, NOW + 7 * minutes)
    assert bundle(NOW, is_one_waiting=False, last_went=NOW - 10 * minutes).at == NOW


def test_three_codes_an_hour() -> None:
    sent = [NOW - timedelta(minutes=n) for n in (5, 30, 59)]
    assert may_send(NOW, sent[:2])
    assert may_send(NOW, sent).from_when == NOW + timedelta(minutes=1)
    assert may_send(NOW + timedelta(minutes=1), sent)


def test_a_code_is_good_for_ten_minutes_and_five_tries() -> None:
    late = NOW + timedelta(minutes=10)
    assert judge(NOW, made_at=NOW, tries=4, is_equal=True) is Verdict.GOOD
    assert judge(NOW, made_at=NOW, tries=0, is_equal=False) is Verdict.WRONG
    assert judge(NOW, made_at=NOW, tries=5, is_equal=True) is Verdict.TOO_MANY
    assert judge(late, made_at=NOW, tries=0, is_equal=True) is Verdict.TOO_OLD


def gate(kind: Kind = Kind.CARE, wishes: Wishes | None = None, **more: object) -> object:
    wishes = wishes or Wishes(by_text=True)
    facts = {"now": NOW, "made_at": NOW, "zone": MADISON, "hours": DAY, "texted_at": [], **more}
    answer = may_send_text(kind, wishes, **facts)  # type: ignore[arg-type]  # facts of every kind
    return answer.answer, answer.reason


def test_a_text_about_care_asks_wishes_hours_and_limits_in_turn() -> None:
    night = NOW + timedelta(hours=10)
    assert gate() == (Pass.GO, "")
    assert gate(wishes=Wishes()) == (Pass.OFF, "texts-off")
    assert gate(wishes=Wishes(by_text=True, is_open=False)) == (Pass.OFF, "account-closed")
    assert gate(now=night) == (Pass.WAIT, "quiet-hours")
    assert gate(texted_at=[NOW - timedelta(hours=2)]) == (Pass.HELD, "one-text-a-day")
    # Half past eleven at night in Madison is already tomorrow by UTC.
    assert gate(texted_at=[utc("2026-11-24T05:30")]) == (Pass.GO, "")


def test_a_code_leaves_at_night_too_but_never_too_late() -> None:
    night = NOW + timedelta(hours=10)
    assert gate(Kind.CODE, Wishes(), now=night, made_at=night) == (Pass.GO, "")
    assert gate(Kind.CODE, now=night, made_at=night - timedelta(minutes=10)) == (Pass.HELD, "code-too-old")


def test_security_ignores_the_off_switch() -> None:
    off = Wishes(by_email=False)
    assert may_email(Kind.CARE, off).answer is Pass.OFF
    assert may_email(Kind.SECURITY, off).answer is Pass.GO
    assert may_email(Kind.SECURITY, Wishes(is_open=False)).answer is Pass.OFF


def test_each_try_comes_later_and_none_later_than_half_a_day() -> None:
    gaps = [next_try(NOW, tries) - NOW for tries in range(1, 20)]
    assert gaps == sorted(gaps)
    assert gaps[0] == timedelta(seconds=30)
    assert gaps[-1] == timedelta(hours=12)


def test_what_goes_outside_tells_nothing() -> None:
    assert outside_key("a") == outside_key("a") != outside_key("b")
    assert len(outside_key("x\r\nBcc: y")) == 32
    assert masked("rosa.delgado@example.org") == "r…@e….org"
    assert masked("+16085550142") == "… 0142"
    assert masked("") == ""
    assert one_line("a\r\nBcc: b\x00\u2028c") == "a Bcc: b c"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("608-555-0142", "+16085550142"), ("(608) 555 0142", "+16085550142"), ("1 608 555 0142", "+16085550142"),
        ("+52 55 1234 5678", "+525512345678"), ("555-0142", ""), ("108-555-0142", ""), ("911", ""), ("abc", ""),
        ("+1608555014299999999", ""), ("608-555-0142, 608-555-0143", ""), ("٦٠٨٥٥٥٠١٤٢", ""),
    ],
)  # fmt: skip
def test_a_mobile_number_is_one_number(typed: str, number: str) -> None:
    assert mobile_number(typed) == number
