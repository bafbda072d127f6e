"""Asks for a refill: with a mouse or a finger, with the keyboard alone, without JavaScript, and thinks better of it."""

import re

import pytest

from journeys.conftest import Enter
from journeys.person import Person

pytestmark = pytest.mark.browser


def fills_in(rosa: Person, note: str) -> None:
    rosa.picks("Lisinopril 10 mg")
    rosa.writes("12", "For how many days do you have enough?")
    rosa.writes(note, "Anything the nurse should know?")


def test_rosa_reads_who_answers_and_by_when_before_she_sends(person: Enter) -> None:
    rosa = person("rosa")
    rosa.follows("Ask for a refill")
    rosa.sees(
        "Goes to",
        "the refill nurses",
        "You will have an answer by",
        "call 911",
        "You can undo for 10 seconds",
    )


def test_rosa_thinks_better_of_it(person: Enter) -> None:
    rosa = person("rosa")
    rosa.follows("Ask for a refill")
    fills_in(rosa, "Never mind this one.")
    rosa.presses("Send to the refill nurses")
    rosa.sees("Sent to the refill nurses")
    rosa.presses("Undo")
    rosa.sees("Nothing was sent")
    assert rosa.page.get_by_label("Anything the nurse should know?").input_value() == "Never mind this one."


def test_what_is_missing_is_named_and_nothing_is_lost(person: Enter) -> None:
    walter = person("walter")
    walter.follows("Ask for a refill")
    walter.writes("Please hurry.", "Anything the nurse should know?")
    walter.presses("Send to")
    walter.sees("Please look at this again", "Choose a medicine", "0 is an answer too")
    assert walter.page.get_by_label("Anything the nurse should know?").input_value() == "Please hurry."


def test_harold_asks_without_javascript(person: Enter) -> None:
    harold = person("harold", has_script=False)
    harold.follows("Ask for a refill")
    harold.picks("Losartan")
    harold.writes("12", "For how many days do you have enough?")
    harold.presses("Send to the refill nurses")
    harold.sees_title("Refill: Losartan")
    harold.sees("Answer by", "12 days")
    harold.presses("Undo")
    harold.sees("Nothing was sent")


def test_walter_asks_with_the_keyboard_alone(person: Enter) -> None:
    walter = person("walter")
    walter.hits("Tab")
    walter.sees_where_the_focus_is()
    walter.hits("Enter")
    assert walter.page.evaluate("document.activeElement.id") == "main", "the skip link leads to the page"
    walter.tabs_to("link", "Ask for a refill")
    walter.enters()
    walter.tabs_to("radio", re.compile("Omeprazole"))
    walter.hits("Space")
    walter.tabs_to("spinbutton", re.compile("For how many days"))
    walter.page.keyboard.type("12")
    walter.tabs_to("button", re.compile("Send to"))
    walter.enters()
    walter.sees("Sent to")
    walter.tabs_to("button", "Undo")
    walter.enters()
    walter.sees("Nothing was sent")
