"""A medicine is watched by tests: they are found by the words of its exact term."""

import csv
import re
from pathlib import Path

import pytest

from portico.lib.medicines import watched_by

TABLE = Path(__file__).parents[1] / "watched_by.tsv"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Warfarin Sodium 5 MG Oral Tablet", "6301-6"),
        ("atorvastatin 40 MG Oral Tablet", "13457-7"),
        ("Simvastatin 20 MG", "1742-6"),
        ("lisinopril 10 MG Oral Tablet", "2823-3"),
        ("losartan potassium 50 MG", "2160-0"),
        ("hydrochlorothiazide 25 MG Oral Tablet", "2951-2"),
        ("24 HR metFORMIN hydrochloride 500 MG Extended Release", "4548-4"),
        ("insulin glargine 100 UNT/ML", "4548-4"),
        ("Levothyroxine Sodium 0.05 MG", "3016-3"),
        ("lithium carbonate 300 MG", "14334-7"),
        ("Digoxin 0.125 MG", "10535-3"),
        ("allopurinol 100 MG Oral Tablet", "3084-1"),
        ("apixaban 5 MG Oral Tablet", "98979-8"),
        ("methotrexate 2.5 MG Oral Tablet", "6690-2"),
        ("divalproex sodium 250 MG", "4086-5"),
    ],
)
def test_the_tests_that_watch_a_medicine_are_known(text: str, code: str) -> None:
    assert code in watched_by(text)


def test_a_combination_is_watched_for_each_of_its_parts() -> None:
    both = watched_by("lisinopril 20 MG / hydrochlorothiazide 12.5 MG Oral Tablet")
    assert both == watched_by("lisinopril") | watched_by("hydrochlorothiazide")


@pytest.mark.parametrize(
    "text", ["", "albuterol 0.09 MG/ACTUAT", "diclofenac 1 % Topical Gel", "my blue pill"]
)
def test_what_is_not_known_or_stays_on_the_skin_is_watched_by_nothing(text: str) -> None:
    assert watched_by(text) == frozenset()


def test_every_line_of_the_table_can_be_read() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    words = [word for row in rows for word in row["ingredients"].split()]
    assert len(words) == len(set(words)), "an ingredient stands in one class"
    assert all(word == word.lower() for word in words)
    for row in rows:
        codes = row["tests"].split()
        assert codes, row["class"]
        assert len(codes) == len(set(codes)), row["class"]
        assert all(_is_loinc(code) for code in codes), row


def _is_loinc(code: str) -> bool:
    """Its last digit checks the others (mod 10): a slip of the pen is found."""
    if not re.fullmatch(r"\d{1,7}-\d", code):
        return False
    digits, check = code.split("-")
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return (10 - total % 10) % 10 == int(check)
