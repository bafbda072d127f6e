"""Somebody new looks around: help for the page they are on, by the keyboard, and without a script."""

import pytest
from playwright.sync_api import expect

from journeys.conftest import Enter
from journeys.person import Person

pytestmark = pytest.mark.browser


def is_open(somebody: Person) -> bool:
    return somebody.page.locator("dialog.help[open]").count() == 1


def asks_for_help(somebody: Person) -> None:
    somebody.hits("?")
    expect(somebody.page.locator("dialog.help[open]")).to_be_visible()
    somebody.looks_around()


def stands_on(somebody: Person, words: str) -> bool:
    said: str = somebody.page.evaluate("document.activeElement.innerText")
    return words in said


def test_walter_opens_help_by_its_key_and_is_back_where_he_was(person: Enter) -> None:
    walter = person("walter")
    walter.tabs_to("link", "Ask for a refill")
    asks_for_help(walter)
    walter.sees("Help: Home", "What you can do here", "What happens next", "call 911")
    assert stands_on(walter, "Help: Home")
    walter.hits("Escape")
    assert not is_open(walter)
    assert stands_on(walter, "Ask for a refill")


def test_walter_opens_and_closes_help_by_its_word_at_the_head(person: Enter) -> None:
    walter = person("walter")
    walter.tabs_to("link", "Help")
    walter.hits("Enter")
    walter.sees("Help: Home")
    walter.tabs_to("button", "Close")
    walter.hits("Enter")
    assert not is_open(walter)
    assert stands_on(walter, "Help")


def test_the_key_writes_a_question_mark_where_walter_writes(person: Enter) -> None:
    walter = person("walter")
    walter.goes_to(f"{walter.record}messages/new/other/")
    words = walter.page.locator("main textarea").first
    words.fill("")  # what he typed on the other screen is kept
    words.press("?")
    walter.waits(0.5)
    assert not is_open(walter)
    assert words.input_value() == "?"
    walter.page.get_by_role("link", name="Help").click()
    walter.sees("Help: A new message")
    walter.presses("Close")
    assert words.input_value() == "?"


def test_walter_turns_the_keys_off_and_on_again(person: Enter) -> None:
    walter = person("walter")
    asks_for_help(walter)
    walter.page.get_by_label("Single keys are on").uncheck()
    walter.hits("Escape")
    walter.reloads()
    walter.hits("?")
    walter.waits(0.5)
    assert not is_open(walter)
    walter.page.get_by_role("link", name="Help").click()
    walter.page.get_by_label("Single keys are on").check()
    walter.hits("Escape")
    asks_for_help(walter)


def test_without_a_script_help_is_a_page_beside_the_page(person: Enter) -> None:
    walter = person("walter", has_script=False)
    with walter.context.expect_page() as opened:
        walter.page.get_by_role("link", name="Help").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Help: Home")
    walter.sees_title("Walter")


def test_help_on_every_page_of_the_tour_is_for_that_page(person: Enter) -> None:
    """And the box passes every check on each of them."""
    marcus = person("marcus")
    for page, title in (("messages/", "Messages"), ("results/", "Test results"), ("more/", "Home")):
        marcus.goes_to(f"{marcus.record}{page}")
        asks_for_help(marcus)
        marcus.sees(f"Help: {title}")
        marcus.hits("Escape")
