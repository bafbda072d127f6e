"""Two years of messages: as many, about the same things and on the same days as where such things were counted."""

import hashlib
import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import pytest

from portico.demo.history import volume
from portico.demo.history.authors import CALLED, authors
from portico.demo.history.habits import HABITS
from portico.demo.history.plan import Now
from portico.demo.history.script import Script
from portico.demo.history.whole import plan
from portico.demo.history.words import english, english_slots
from portico.demo.history.words.writing import Asking, Pen, sentences
from portico.demo.practice.holidays import closures
from portico.demo.practice.staff import SITES
from portico.demo.record import charts as record_charts
from portico.demo.tests.test_practice import TODAY, charts, town
from portico.messaging.rules.limits import fits
from portico.triage.rules.promise import Calendar

UNTIL = datetime(2026, 11, 24, 14, 20, tzinfo=ZoneInfo("America/Chicago"))
HOURS = {str(day): ["08:00", "17:00"] for day in range(5)}
CALENDARS = {s.key: Calendar(s.zone, HOURS, frozenset(d for d, _n in closures(TODAY))) for s in SITES}


def planned() -> list[Script]:
    known = {chart.subject.mrn: chart for chart in record_charts(TODAY, 0)} | charts()
    closed = {day for day, _name in closures(TODAY)}
    return plan(Now(TODAY, UNTIL, 300), authors(town(), known), CALENDARS, closed)


@cache
def history() -> tuple[Script, ...]:
    return tuple(planned())


def within(value: float, wanted: float, share: float = 0.2) -> bool:
    return wanted * (1 - share) <= value <= wanted * (1 + share)


def test_the_same_day_gives_the_same_history():
    def digest(scripts: list[Script]) -> str:
        return hashlib.sha256(repr(scripts).encode()).hexdigest()

    assert digest(planned()) == digest(list(history()))


def test_there_are_as_many_conversations_as_were_counted_elsewhere():
    a_month = len(history()) / volume.MONTHS / 3  # per 100 patients
    assert within(a_month, 18.9)
    posts = sum(len(script.texts) for script in history()) / len(history())
    assert within(posts, 2.7)


@pytest.mark.parametrize("kind", list(volume.SHARES))
def test_each_kind_has_its_share(kind: str):
    """Of the table of domain.md 6.3, brought to 100 %."""
    wanted = {
        "refill": 47.2,
        "appointment": 17.6,
        "question": 25.6,
        "referral": 7.0,
        "other": 6.5,
        "result": 5.4,
    }[kind]
    share = 100 * sum(script.kind == kind for script in history()) / len(history())
    assert within(share, wanted / 1.092)


def test_mondays_are_busy_and_weekends_quiet_and_use_grows():
    days = Counter(s.at.astimezone(ZoneInfo(CALENDARS[s.site].zone)).weekday() for s in history())
    others = sum(days[n] for n in (1, 2, 3, 4)) / 4
    assert days[0] > 1.2 * others
    assert max(days[5], days[6]) < 0.6 * others
    half = UNTIL - timedelta(days=365)
    assert sum(s.at > half for s in history()) > 1.2 * sum(s.at <= half for s in history())


def test_two_thirds_are_answered_within_a_working_day():
    """68.5 % in the largest count (MGB 2021)."""
    firsts = [(s.at, next((d.at for d in s.did if d.what in {"answer", "call"}), None)) for s in history()]
    told = [(sent, at) for sent, at in firsts if at and at < UNTIL]
    soon = sum(_working_days(sent, at) <= 1 for sent, at in told)
    assert within(soon / len(told), 0.685)


def _working_days(sent: datetime, at: datetime) -> float:
    from portico.triage.rules.clock import working_time

    return working_time(sent, at, CALENDARS["madison"]) / timedelta(hours=9)


def test_nobody_writes_what_somebody_wrote_before_and_all_fits():
    bodies = [script.body for script in history()]
    assert len(set(bodies)) == len(bodies)
    assert all(fits(body).fits for body in bodies)
    assert not any("{" in text or "lorem" in text.lower() for script in history() for text in script.texts)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", list(volume.SHARES))
def test_of_each_kind_there_are_two_hundred_different_messages(kind: str, language: str):
    pen = Pen(Random(1))
    asking = Asking(kind=kind, language=language)
    for turn in range(200):
        slots = pen.words_for(
            language, name="Ana", doctor="Lee", phone="608-555-0142", med="losartan", test="LDL"
        )
        pen.first(f"somebody {turn}", asking, slots)
    assert len(pen.bodies) == 200


def test_of_the_common_kinds_two_hundred_different_ones_were_sent():
    bodies = defaultdict(set)
    for script in history():
        bodies[script.kind].add(script.body)
    assert all(len(bodies[kind]) >= 200 for kind in ("refill", "question", "appointment"))
    spanish = sum(script.language == "es" for script in history())
    assert 0.1 <= spanish / len(history()) <= 0.35


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))


def test_a_third_slip_when_they_type_and_most_do_not():
    """A slip is a word that stands in no template: it is neither a medicine nor a name, which are never misspelt."""
    own = [script for script in history() if script.language == "en" and not script.is_proxy]
    known = _words(repr((vars(english), english_slots.SLOTS)).lower())
    known |= {word for script in own for word in _words(script.subject.lower())}
    known |= {name.lower() for names in CALLED.values() for name in names} | {"lee", "okafor", "salcedo"}
    slipped = sum(bool(_words(script.body.lower()) - known) for script in own)
    assert 0.15 < slipped / len(own) < 0.45


def test_no_page_of_a_conversation_says_a_sentence_twice():
    for script in history():
        said = [sentence for text in script.texts for sentence in sentences(text)]
        assert len(said) == len(set(said)), script.texts


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_each_habit_is_there_to_be_found(habit):
    mine = [s for s in history() if s.kind == habit.kind and any(d.who == habit.staff for d in s.did)]
    first = [s for s in mine if s.did[0].who == habit.staff and not s.is_same_day]
    kept = [s for s in first if s.habit == habit.name]
    assert len(kept) / len(first) > 0.65
    assert len(kept) >= 12


def test_jo_closes_twenty_refills_and_more_the_same_way_in_ninety_days():
    since = UNTIL - timedelta(days=90)
    refills = [script for script in history() if script.kind == "refill" and script.at > since]
    ends = [d for s in refills for d in s.did if d.who == "jo" and (d.what == "close" or d.then == "close")]
    assert len(ends) >= 20
    assert sum(did.what == "answer" for did in ends) / len(ends) >= 0.8


def test_today_a_believable_number_waits():
    def is_open(script: Script) -> bool:
        done = [did for did in script.did if did.at < UNTIL]
        return not done or not (done[-1].what in {"close", "looked"} or done[-1].then == "close")

    waiting = [script for script in history() if is_open(script)]
    assert 25 <= len(waiting) <= 60
    assert sum(script.is_same_day for script in waiting) >= 3
