"""The wrong-patient guard notices another patient's name or birth date in a text of the team."""

from datetime import date
from typing import Any

import pytest

from portico.people.queries import others_mentioned
from portico.people.rules.mentions import dates, family_names, is_named


@pytest.mark.parametrize(
    "text",
    ["1958-03-14", "born 3/14/1958", "3/14/58", "03-14-1958", "March 14, 1958", "14 March 1958", "Mar 14th, 1958",
     "14 de marzo de 1958"],
)  # fmt: skip
def test_a_day_is_read_in_the_ways_people_write_it(text: str) -> None:
    assert date(1958, 3, 14) in dates(text)


@pytest.mark.parametrize("text", ["", "13/45/1958", "3/14", "1958", "take 3-14 a day", "Marchand 14 1958x"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert date(1958, 3, 14) not in dates(text)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("For Rosa Delgado: it is ready.", "Rosa", "Delgado"),
        ("delgado, rosa", "Rosa María", "Delgado"),
        ("ROSA M. DELGADO", "Rosa", "Delgado"),
        ("Rosa Delgádo", "Rosa", "Delgado"),
        ("Ana de la Cruz asked", "Ana", "de la Cruz"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, given: str, family: str) -> None:
    assert is_named(text, given=given, family=family)


@pytest.mark.parametrize(
    "text",
    ["Rosa is well. Mrs Kim Delgado came.", "rosa", "delgado", "Delgado wrote. Then, much later, Rosa"],
)
def test_half_a_name_is_no_name(text: str) -> None:
    assert not is_named(text, given="Rosa", family="Delgado")


def test_family_names_of_several_words_are_looked_up_too() -> None:
    assert {"Delgado", "De La Cruz", "O’Brien"} <= family_names("delgado, de la cruz and O’Brien")


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("Dear Rosa Delgado, your lisinopril is ready.", False),
        ("Harold Nguyen, your blood test is back.", True),
        ("Nguyen, Harold: blood test", True),
        ("Born 1959-05-08", True),  # Harold's
        ("Born 1958-03-14", False),  # her own
        ("Walter Kim", False),  # of another site: this nurse has no such patient
        ("Please come on March 14, 2031.", False),
        ("", False),
        ("x " * 3000, False),
    ],
)
def test_jo_writes_to_rosa_and_is_asked_only_about_somebody_else(
    stage: Any, text: str, is_asked: bool
) -> None:
    assert others_mentioned(stage.viewer("jo", "rosa"), text) is is_asked
