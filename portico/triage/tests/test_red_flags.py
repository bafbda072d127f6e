"""The net under messages: what it must find, what it may not cry wolf at, and what holds whatever somebody types."""

import json
import random
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import redflags
from portico.triage.presenters import TOPIC_WORDS
from portico.triage.rules.red_flags import TOPICS, Rank, lowered_of, scan, topics_of
from portico.triage.rules.red_flags.table import terms

CASES = [case for name in redflags.FILES for case in redflags.read(name)]
CRITICAL = [case["text"] for case in CASES if case["kind"] == "critical"]


@pytest.mark.parametrize("name", redflags.FILES)
def test_what_is_found_and_what_is_found_for_nothing_does_not_get_worse(name: str) -> None:
    told = redflags.tally(redflags.read(name))
    assert told.recall >= 0.98, "\n".join(told.wrong)
    assert told.false("harmless") <= 0.04, "\n".join(told.wrong)
    assert told.false("lowered") <= 0.3, "\n".join(told.wrong)
    assert told.gone == 0, "lowered, never suppressed"
    assert min(told.found[topic] / told.critical[topic] for topic in TOPICS) >= 0.75


def test_the_set_is_large_enough_and_has_every_topic_in_both_languages() -> None:
    assert len(CASES) >= 400
    for language in ("en", "es"):
        found = {c["topic"] for c in CASES if c["language"] == language and c["kind"] == "critical"}
        assert found == set(TOPICS)


def test_every_topic_of_the_tables_has_words_for_people() -> None:
    assert {term.topic for term in terms()} | {"reading"} == set(TOPICS) == set(TOPIC_WORDS)


@pytest.mark.parametrize(
    ("text", "topic", "why"),
    [("I have no chest pain.", "chest-pain", "negation"),
     ("My father had a stroke in 2010", "stroke", "family history"),
     ("I had a seizure ten years ago", "seizure", "history"),
     ("What if I get chest pain?", "chest-pain", "hypothetical"),
     ("The leaflet says it may cause fainting", "fainting", "leaflet"),
     ("Niego dolor de pecho", "chest-pain", "negation")],
)  # fmt: skip
def test_what_is_denied_old_or_only_read_weighs_less_and_says_why(text: str, topic: str, why: str) -> None:
    sign = next(sign for sign in scan(text).signs if sign.topic == topic)
    assert sign.rank is Rank.NOTE
    assert why in sign.lowered


@pytest.mark.parametrize(
    "text",
    ["No chest pain, but I cannot breathe", "No, I have chest pain", "Never had chest pain like this before",
     "I'm not sure what to do, my chest hurts", "No sé qué hacer, me duele el pecho",
     "No relief from my chest pain"],
)  # fmt: skip
def test_a_no_that_denies_something_else_lowers_nothing(text: str) -> None:
    assert scan(text).rank is Rank.EMERGENCY


def test_what_one_writes_of_somebody_else_is_still_urgent() -> None:
    found = scan("My mother has chest pain right now")
    assert found.rank is Rank.URGENT
    assert found.signs[0].lowered == ("third person",)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_it(text: str) -> None:
    found = scan(text)
    assert found.rank == max((sign.rank for sign in found.signs), default=Rank.NONE)


AROUND = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
USUAL = st.lists(
    st.sampled_from(["no", "chest", "pain", "years", "ago", "my", "mother", "x-ray", "but", "30", "/", "mg", "baby"])
).map(" ".join)  # fmt: skip


@given(st.sampled_from(CRITICAL), AROUND | USUAL, AROUND | USUAL)
@settings(max_examples=250, deadline=None)
def test_more_text_around_it_never_takes_a_topic_away(text: str, before: str, after: str) -> None:
    alone = {sign.topic for sign in scan(text).signs}
    assert alone <= {sign.topic for sign in scan(f"{before}\n{text}\n{after}").signs}


def test_capitals_and_accents_do_not_matter() -> None:
    from portico.triage.rules.red_flags.spelling import plain

    for text in CRITICAL:
        assert scan(text.upper()).codes == scan(text).codes, text
        if "'" not in text:
            assert scan(plain(text)).codes == scan(text).codes, text


@pytest.mark.parametrize(
    "piece",
    ["chest pain ", "a", "no chest pain, ", "1 ", "180/120 ", "cantbreathechestpain", "xqzvbnmpl ",
     "baby 2 month fever ", "sugar 450 ", "heart ", "!\n", "ñ́"],
)  # fmt: skip
def test_a_long_text_costs_a_bounded_number_of_steps(piece: str) -> None:
    """Steps, not time. Twice the text costs about twice as much, at most 60 for each character."""
    half, whole = scan((piece * 5000)[:2500]).steps, scan((piece * 5000)[:5000]).steps
    assert whole <= 60 * 5000
    assert whole <= 3 * half + 1000


def test_the_codes_say_topics_and_ranks_and_none_of_the_words() -> None:
    codes = scan("My chest hurts. I am not short of breath.").codes
    assert codes == "chest-pain:emergency breathing:note"
    assert topics_of(codes) == ("chest-pain",)
    assert lowered_of(codes) == ("breathing",)


def run(tmp_path: Path, *lines: str) -> tuple[list[dict[str, Any]], str]:
    cases, answers, said = tmp_path / "cases", tmp_path / "answers", StringIO()
    cases.write_text("\n".join(lines), encoding="utf-8")
    with suppress(SystemExit):
        call_command("redflags", "run-cases", str(cases), out=str(answers), stderr=said)
    return [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()], said.getvalue()


def test_a_file_of_cases_is_answered_line_by_line(tmp_path: Path) -> None:
    answers, said = run(
        tmp_path, '{"id": 7, "text": "My chest hurts"}', '{"id": "b", "text": "A refill, please"}'
    )
    assert answers[0]["flags"] == [
        {"topic": "chest-pain", "rank": "emergency", "found": "chest … hurts", "lowered": []}
    ]
    assert answers[1] == {"id": "b", "flags": [], "rank": "none"}
    assert said == ""


def test_a_bad_line_is_named_by_its_number_without_its_words_and_the_rest_goes_on(tmp_path: Path) -> None:
    answers, said = run(
        tmp_path,
        "secret words",
        '{"text": "secret"}',
        '{"id": 1, "text": 5}',
        "[]",
        '{"id": 2, "text": "ok"}',
    )
    assert [answer["id"] for answer in answers] == [2]
    for number in (1, 2, 3, 4):
        assert f"Line {number}: " in said
    assert "secret" not in said


def test_without_the_table_a_random_text_is_quiet() -> None:
    letters = random.Random(7)
    words = ["".join(letters.choices("bcdfgklmnrt", k=6)) for _ in range(300)]
    assert scan(" ".join(words)).signs == ()
