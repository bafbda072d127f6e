"""The refill protocol: every boundary, and what must hold whatever is asked."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.orders.presenters import class_words, lab_words
from portico.orders.presenters.checks import right, why
from portico.orders.rules.protocol import Answer, Facts, Result, Verdict, check, months_before
from portico.orders.rules.table import TableFault, read

RULES = Path(__file__).parent.parent / "rules"
ROWS, LABS = ((RULES / name).read_text(encoding="utf-8") for name in ("protocol_1.tsv", "labs_1.tsv"))
TABLE = read("1", ROWS, LABS)
TODAY = date(2026, 11, 25)
FRESH = {
    code: Result(TODAY - timedelta(days=30), Decimal("4.4"))
    for codes in TABLE.tests.values()
    for code in codes
}
GOOD = Facts(
    text="lisinopril 10 MG Oral Tablet", today=TODAY, last_visit=TODAY - timedelta(days=35), results=FRESH,
    ordered=TODAY - timedelta(days=86), supply_days=90, refills=0, since=date(2020, 1, 1), age=68,
)  # fmt: skip


def said(**facts: Any) -> Answer:
    return check(replace(GOOD, **facts), TABLE)


def codes(answer: Answer) -> list[str]:
    return [reason.code for reason in answer.reasons]


def test_rosas_lisinopril_meets_it_and_says_what_was_looked_at() -> None:
    answer = said()
    assert answer.verdict is Verdict.MEETS
    assert {reason.code for reason in answer.met} == {"listed", "ordered-here", "supply", "visit", "lab"}
    assert (answer.rows, answer.version, answer.bridge_days) == (("ace-inhibitor",), "1", 0)


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        (date(2025, 11, 25), Verdict.MEETS),  # exactly twelve months
        (date(2025, 11, 24), Verdict.FAILS),
        (TODAY, Verdict.MEETS),
        (TODAY + timedelta(days=1), Verdict.FAILS),  # a visit that lies ahead is none
        (None, Verdict.FAILS),
    ],
)
def test_a_visit_of_exactly_twelve_months_ago_counts(last: date | None, verdict: Verdict) -> None:
    assert said(last_visit=last).verdict is verdict


@pytest.mark.parametrize(
    ("used", "is_too_soon"), [(68, False), (67, True), (0, True), (90, False), (400, False)]
)
def test_exactly_three_quarters_of_the_supply_are_enough(used: int, is_too_soon: bool) -> None:
    """Of 90 days 67.5 are three quarters; of 80 days exactly 60."""
    assert ("supply" in codes(said(ordered=TODAY - timedelta(days=used)))) is is_too_soon
    of_eighty = {"supply_days": 80}
    assert "supply" not in codes(said(ordered=TODAY - timedelta(days=60), **of_eighty))
    assert "supply" in codes(said(ordered=TODAY - timedelta(days=59), **of_eighty))


@pytest.mark.parametrize(("used", "left"), [(0, 3), (29, 3), (30, 2), (89, 1), (90, 0), (500, 0)])
def test_refills_that_are_left_are_counted_by_the_day(used: int, left: int) -> None:
    answer = said(ordered=TODAY - timedelta(days=used), supply_days=30, refills=3)
    assert [r.number for r in answer.reasons if r.code == "refills-left"] == ([left] if left else [])


def test_a_result_counts_within_its_months_and_in_any_of_its_codes() -> None:
    old = {**FRESH, "2823-3": Result(date(2025, 11, 24))}
    assert said(results=old).verdict is Verdict.MEETS  # the other potassium is fresh
    gone = {code: r for code, r in FRESH.items() if code not in TABLE.tests["potassium"]}
    assert [(r.code, r.what, r.day) for r in said(results=gone).reasons] == [("lab", "potassium", None)]
    exact = {**gone, "2823-3": Result(date(2025, 11, 25))}
    assert said(results=exact).verdict is Verdict.MEETS


def test_sugar_above_seven_is_asked_for_every_three_months() -> None:
    def a1c(value: str, day: date) -> Answer:
        others = {code: r for code, r in FRESH.items() if code not in TABLE.tests["a1c"]}
        return said(text="metformin 500 MG", results={**others, "4548-4": Result(day, Decimal(value))})

    half_a_year, quarter = date(2026, 5, 25), date(2026, 8, 25)
    assert a1c("7.0", half_a_year).verdict is Verdict.MEETS
    assert a1c("7.1", half_a_year).verdict is Verdict.FAILS
    assert a1c("7.1", quarter).verdict is Verdict.MEETS


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Warfarin 5 MG", Verdict.EXCLUDED),
        ("acetaminophen 325 MG / oxycodone 5 MG Oral Tablet", Verdict.EXCLUDED),
        ("zolpidem tartrate 5 MG", Verdict.EXCLUDED),
        ("testosterone 10 MG/ML Topical Gel", Verdict.EXCLUDED),
        ("Proofamycin 5 MG", Verdict.UNKNOWN),
        ("", Verdict.UNKNOWN),
        ("timolol 5 MG/ML Ophthalmic Solution", Verdict.UNKNOWN),
        ("fluticasone 0.05 MG/ACTUAT Nasal Spray", Verdict.UNKNOWN),
        ("budesonide 3 MG Oral Capsule", Verdict.UNKNOWN),
        ("amlodipine 5 MG / proofamycin 10 MG Oral Tablet", Verdict.UNKNOWN),
        ("amlodipine 5 MG / benazepril 10 MG Oral Capsule", Verdict.MEETS),
        ("fluticasone 0.044 MG/ACTUAT Metered Dose Inhaler", Verdict.MEETS),
    ],
)
def test_which_medicines_are_known(text: str, verdict: Verdict) -> None:
    assert said(text=text).verdict is verdict


def test_a_short_supply_bridges_what_a_visit_or_a_test_mends_and_nothing_else() -> None:
    late = said(last_visit=None)
    assert (late.bridge_days, late.needs_booking) == (30, True)
    booked = said(last_visit=None, next_visit=TODAY + timedelta(days=30))
    assert (booked.bridge_days, booked.needs_booking) == (30, False)
    assert said(last_visit=None, next_visit=TODAY + timedelta(days=31)).needs_booking
    assert said(last_visit=None, is_listed=False).bridge_days == 0


def test_an_atc_code_is_read_by_its_longest_beginning() -> None:
    assert [row.name for row in TABLE.of("", "N05AN01")] == ["lithium"]
    assert [row.name for row in TABLE.of("", "N05AH03")] == ["antipsychotic"]
    assert not TABLE.of("", "V99")


def test_an_antidepressant_asks_for_age_and_six_months() -> None:
    good = {"text": "sertraline 50 MG", "since": date(2026, 5, 25)}
    assert said(**good, age=18).verdict is Verdict.MEETS
    assert codes(said(**good, age=17)) == codes(said(**good, age=None)) == ["age"]
    assert codes(said(text="sertraline 50 MG", since=date(2026, 5, 26))) == ["on-it"]
    assert codes(said(text="sertraline 50 MG", since=None)) == ["on-it"]


def test_what_the_check_cannot_see_is_left_to_a_person() -> None:
    assert codes(said(text="levonorgestrel 0.1 MG")) == ["look"]


def test_each_reason_and_each_thing_that_is_right_has_words() -> None:
    worst = said(
        is_reported=True, is_prohibited=True, is_paused=True, is_changed=True, is_asked_twice=True,
        is_being_ordered=True,
        last_visit=None, results={}, ordered=TODAY - timedelta(days=1), refills=2,
    )  # fmt: skip
    texts = [
        "Proofamycin",
        "oxycodone",
        "cyclobenzaprine",
        "warfarin",
        "lithium",
        "sertraline",
        "norgestimate",
    ]
    answers = [worst, said(is_listed=False, ordered=None), said(supply_days=None), said(is_changed=False)]
    answers += [said(text=text, age=12, since=None) for text in texts]
    answers.append(said(text="sertraline 50 MG"))
    assert len({why(reason).title for answer in answers for reason in answer.reasons}) >= 20
    assert all(right(reason).title for answer in answers for reason in answer.met)
    for row in TABLE.rows:
        assert class_words(row.name) != ""
        assert all(lab_words(lab.name) for lab in row.labs)


BAD: dict[str, Any] = {
    "is_listed": False, "is_reported": True, "is_prohibited": True, "is_paused": True,
    "is_asked_twice": True, "is_changed": True,
    "is_being_ordered": True, "last_visit": None, "results": {}, "ordered": None, "age": 3, "since": None,
    "schedule": "II",
}  # fmt: skip
MEDICINES = sorted(word for row in TABLE.rows for word in row.words)
DAYS = st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 6, 1))
ANY = st.builds(
    Facts, text=st.sampled_from(MEDICINES).map(lambda word: f"{word} 10 MG") | st.just("Proofamycin"),
    today=st.just(TODAY), is_listed=st.booleans(), is_reported=st.booleans(), is_prohibited=st.booleans(),
    is_changed=st.none() | st.booleans(), schedule=st.sampled_from(["", "", "II"]), last_visit=DAYS, next_visit=DAYS,
    results=st.sampled_from([{}, FRESH]), ordered=DAYS, supply_days=st.none() | st.integers(0, 400),
    refills=st.none() | st.integers(0, 12), since=DAYS, age=st.none() | st.integers(0, 110),
    is_asked_twice=st.booleans(), is_being_ordered=st.booleans(),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(facts=ANY, worse=st.sets(st.sampled_from(sorted(BAD))))
def test_a_failing_fact_never_makes_it_meet(facts: Facts, worse: set[str]) -> None:
    before = check(facts, TABLE)
    after = check(replace(facts, **{name: BAD[name] for name in worse}), TABLE)
    assert not (after.is_met and not before.is_met) or not worse
    assert before.is_met == (not before.reasons)


@settings(max_examples=400, deadline=None)
@given(facts=ANY)
def test_what_is_excluded_and_what_is_unknown_never_meets_it(facts: Facts) -> None:
    answer, rows = check(facts, TABLE), TABLE.of(facts.text)
    if facts.schedule or any(row.excluded for row in rows):
        assert answer.verdict is Verdict.EXCLUDED
    elif not rows:
        assert answer.verdict is Verdict.UNKNOWN
    else:
        assert answer.verdict in {Verdict.MEETS, Verdict.FAILS}


@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)), months=st.integers(0, 60))
def test_months_before_is_a_day_of_the_month_that_is_meant(day: date, months: int) -> None:
    found = months_before(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day <= day.day
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


def test_no_word_stands_in_two_classes() -> None:
    words = [word for row in TABLE.rows for word in row.words]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("column", "value"),
    [(4, ""), (4, "soon"), (5, "potassium"), (5, "gold:12"), (9, "moon"), (10, "perhaps")],
)
def test_a_table_with_a_fault_says_where(column: int, value: str) -> None:
    head, first, *_rest = ROWS.splitlines()
    cells = first.split("\t")
    cells[column] = value
    with pytest.raises(TableFault, match="ace-inhibitor"):
        read("x", "\n".join([head, "\t".join(cells)]), LABS)
    with pytest.raises(TableFault, match="columns"):
        read("x", f"{head}\nace", LABS)


def test_another_window_is_another_table() -> None:
    changed = read("1", ROWS.replace("\t12\t", "\t24\t", 1), LABS)
    assert changed.mark != TABLE.mark
