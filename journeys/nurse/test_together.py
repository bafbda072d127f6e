"""Two nurses on one message, and a close that is undone by keyboard."""

import pytest
from playwright.sync_api import expect

from journeys.conftest import Enter
from journeys.person import Person

pytestmark = pytest.mark.browser
UNDO = 10.5
PRESENT_WITHIN = 15_000


def asked_by_marcus(person: Enter, words: str) -> Person:
    marcus = person("marcus")
    marcus.follows("Ask for a refill")
    marcus.page.get_by_role("radio").first.check()
    marcus.writes("12", "For how many days do you have enough?")
    marcus.writes(words, "Anything the nurse should know?")
    marcus.presses("Send to the refill nurses")
    marcus.waits(UNDO)
    return marcus


def open_newest(somebody: Person, words: str) -> None:
    """The message with these words, of all that Marcus wrote."""
    somebody.opens("Desk")
    links = somebody.page.locator(".desk-row a", has_text="Marcus Bell")
    for href in [link.get_attribute("href") for link in links.all()]:
        somebody.goes_to(str(href))
        if words in somebody.page.content():
            return
    raise AssertionError(f"{words} is not on the desk")


def test_two_nurses_on_one_message(person: Enter, screen: str) -> None:
    words = f"Two of you, on a {screen}."
    asked_by_marcus(person, words)
    jo, lena = person("jo"), person("lena")
    open_newest(jo, words)
    open_newest(lena, words)
    lena.page.get_by_label("Your answer").press_sequentially("Hello Mar")
    expect(jo.page.get_by_text("Lena Fischer is typing")).to_be_visible(timeout=PRESENT_WITHIN)
    lena.presses("Take it")
    lena.sees("You have it")
    jo.page.get_by_role("button", name="Take it").click()
    jo.sees("Lena Fischer has this now.")
    jo.looks_around()
    lena.presses("Put it back")


def test_a_close_is_undone_by_keyboard(person: Enter, screen: str) -> None:
    words = f"Thank you, on a {screen}."
    asked_by_marcus(person, words)
    jo = person("jo")
    open_newest(jo, words)
    jo.page.locator("body").click(position={"x": 1, "y": 1})
    jo.hits("x")
    jo.page.get_by_label("Why it is closed").and_(jo.page.locator("#move select")).select_option("thanks")
    jo.hits("Control+Enter")
    jo.sees("Marcus Bell: closed.")
    jo.hits("u")
    jo.sees("Taken back: it is as it was.", words)
    jo.hits("?")
    jo.sees("Next, previous in the list")
    jo.looks_around()
