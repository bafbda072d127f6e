"""The whole desk by keyboard: find, take, note, offer a visit, answer, take back, close, and what the keys are."""

import re

import pytest
from playwright.sync_api import expect

from journeys.conftest import Enter
from journeys.nurse.test_together import UNDO, asked_by_marcus
from journeys.person import Person

pytestmark = pytest.mark.browser
FOCUSED = "() => document.activeElement.innerText ?? ''"
MOST_ROWS = 60


def opens_by_key(jo: Person, whose: str, words: str) -> None:
    """Down the list with j, open with o; one that is another message of the same person is left again."""
    for nth in range(1, MOST_ROWS):
        jo.goes_to(f"{jo.url}/desk/?kind=refill")
        for _ in range(nth):
            jo.hits("j")
        if whose not in jo.page.evaluate(FOCUSED):
            continue
        jo.sees_where_the_focus_is()
        with jo.page.expect_navigation():
            jo.hits("o")
        if words in jo.page.content():
            return
    raise AssertionError(f"'{words}' is not on the desk")


def test_jo_works_a_message_from_first_to_last_without_a_mouse(person: Enter, screen: str) -> None:
    words = f"Without a mouse, on a {screen}."
    marcus = asked_by_marcus(person, words)
    jo = person("jo")
    opens_by_key(jo, "Marcus Bell", words)

    with jo.page.expect_navigation():
        jo.hits("c")
    jo.sees("You have it", words)

    jo.hits("n")
    box = jo.page.locator("#move-here textarea")
    box.wait_for()
    jo.page.keyboard.type("Called his father, no answer.")
    jo.hits("Control+Enter")
    jo.sees("Called his father, no answer.", "Only the team sees this.")

    jo.page.locator("body").focus()
    jo.hits("v")
    jo.page.locator("#move-here select").first.wait_for()
    with jo.page.expect_navigation():
        jo.hits("Control+Enter")
    jo.sees("The visit is asked for", "Times to be offered")
    expect(jo.page.locator("#reply textarea")).to_have_value(
        re.compile("Times for a visit will stand under Visits")
    )
    jo.looks_around()

    jo.hits("r")
    jo.sees_where_the_focus_is()
    jo.tabs_to("button", "Send and keep open")
    jo.enters()
    jo.sees("Answer sent.")
    jo.hits("u")
    jo.sees("Taken back. Your text is kept as a draft.")

    opens_by_key(jo, "Marcus Bell", words)
    jo.hits("x")
    jo.page.locator("#move-here select").wait_for()
    jo.page.keyboard.type("Only said")  # the choice that begins so
    with jo.page.expect_navigation():
        jo.hits("Control+Enter")
    jo.sees("Marcus Bell: closed.")
    jo.hits("?")
    jo.sees("Next, previous in the list", "Offer a visit")
    jo.looks_around()
    marcus.waits(UNDO)
    marcus.goes_to(f"{marcus.record}visits/")
    marcus.sees("We look for times")
