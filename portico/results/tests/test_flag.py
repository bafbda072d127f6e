"""What a result is called, and why."""

from decimal import Decimal

import pytest

from portico.lib.fhir.shapes import Value
from portico.results.rules.flag import Word, flag


def value(number: str, low: str = "", high: str = "", **more) -> Value:
    return Value(
        number=Decimal(number),
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        **more,
    )


@pytest.mark.parametrize(
    ("codes", "word"),
    [
        (("N",), Word.USUAL),
        (("L",), Word.BELOW),
        (("LL",), Word.FAR_BELOW),
        (("H",), Word.ABOVE),
        (("HH",), Word.FAR_ABOVE),
        (("A",), Word.OUTSIDE),
        (("AA",), Word.OUTSIDE),
        (("POS",), Word.POSITIVE),
        (("NEG",), Word.NEGATIVE),
        (("POS", "A"), Word.POSITIVE),
        (("NEG", "A"), Word.OUTSIDE),
        (("A", "H"), Word.ABOVE),
        (("N", "H"), Word.ABOVE),
        (("L", "H"), Word.OUTSIDE),
        (("U",), Word.NONE),
        (("S",), Word.NONE),
        (("R",), Word.NONE),
        (("something of theirs",), Word.NONE),
    ],
)
def test_the_laboratorys_code_is_put_in_one_word(codes, word):
    assert flag(Value(text="as it came", flags=codes)).word == word


def test_the_laboratory_wins_over_our_own_comparison_and_is_named():
    answer = flag(value("4.0", "3.5", "5.0", flags=("H",)))
    assert (answer.word, answer.reason) == (Word.ABOVE, "laboratory said H")


def test_an_h_is_a_little_above_only_where_the_numbers_say_so():
    assert flag(value("5.1", "3.5", "5.0", flags=("H",))).word == Word.A_LITTLE_ABOVE
    assert flag(value("5.2", "3.5", "5.0", flags=("H",))).word == Word.ABOVE
    assert flag(value("5.1", flags=("H",))).word == Word.ABOVE


def test_a_critical_code_is_never_softened_by_the_numbers():
    assert flag(value("5.1", "3.5", "5.0", flags=("HH",))).word == Word.FAR_ABOVE


def test_a_code_about_change_leaves_the_comparison_to_the_numbers():
    assert flag(value("6", "3.5", "5.0", flags=("U",))).word == Word.ABOVE


@pytest.mark.parametrize(
    ("number", "low", "high", "word", "reason"),
    [
        ("3.5", "3.5", "5.0", Word.USUAL, "inside the range 3.5 to 5.0"),
        ("5.0", "3.5", "5.0", Word.USUAL, "inside the range 3.5 to 5.0"),
        ("5.15", "3.5", "5.0", Word.A_LITTLE_ABOVE, "above the upper limit 5.0"),
        ("5.16", "3.5", "5.0", Word.ABOVE, "above the upper limit 5.0"),
        ("3.35", "3.5", "5.0", Word.A_LITTLE_BELOW, "below the lower limit 3.5"),
        ("3.34", "3.5", "5.0", Word.BELOW, "below the lower limit 3.5"),
        ("54", "60", "", Word.A_LITTLE_BELOW, "below the lower limit 60"),
        ("53.9", "60", "", Word.BELOW, "below the lower limit 60"),
        ("900", "60", "", Word.USUAL, "inside the range from 60"),
        ("110", "", "100", Word.A_LITTLE_ABOVE, "above the upper limit 100"),
        ("111", "", "100", Word.ABOVE, "above the upper limit 100"),
        ("1", "0", "0", Word.ABOVE, "above the upper limit 0"),
        ("0", "0", "0", Word.USUAL, "inside the range 0 to 0"),
        ("-3", "-2", "2", Word.BELOW, "below the lower limit -2"),
        ("4", "", "", Word.NONE, "no range given"),
        ("4", "5", "3", Word.NONE, "the range given is upside down: 5 to 3"),
    ],
)
def test_without_a_code_the_number_is_compared_with_its_range(number, low, high, word, reason):
    answer = flag(value(number, low, high))
    assert (answer.word, answer.reason) == (word, reason)


@pytest.mark.parametrize(
    ("comparator", "number", "low", "high", "word"),
    [
        ("<", "5", "10", "", Word.BELOW),
        ("<", "10", "10", "", Word.BELOW),
        ("<=", "10", "10", "", Word.NONE),
        ("<", "5", "3", "10", Word.NONE),
        ("<", "5", "", "10", Word.USUAL),
        ("<", "5", "0", "10", Word.USUAL),
        ("<", "5", "-2", "10", Word.NONE),
        ("<", "15", "", "10", Word.NONE),
        (">", "60", "60", "", Word.USUAL),
        (">", "60", "60", "120", Word.NONE),
        (">", "120", "60", "120", Word.ABOVE),
        (">=", "120", "60", "120", Word.NONE),
        (">", "500", "", "100", Word.ABOVE),
        ("~", "5", "3", "10", Word.NONE),
    ],
)
def test_less_than_and_more_than_say_only_what_is_certain(comparator, number, low, high, word):
    assert flag(value(number, low, high, comparator=comparator)).word == word


def test_a_number_off_the_instruments_scale_is_read_as_less_than():
    assert flag(value("5", "3", "10", flags=("<",))).reason == "<5 can be inside or outside the range"


@pytest.mark.parametrize("text", ["Positive", "NEGATIVE", "high", "see note", ""])
def test_words_in_a_result_are_never_guessed_at(text):
    answer = flag(Value(text=text, high=Decimal(5)))
    assert (answer.word, answer.reason) == (Word.NONE, "the value is not a number")
