"""Grace changes where messages go: a draft, a dry run on ninety days, a version; and the next message goes by it."""

import pytest
from playwright.sync_api import expect

from journeys.conftest import Enter
from journeys.person import Person

pytestmark = pytest.mark.browser
UNDO = 10.5


def test_a_manager_changes_the_routing_with_a_dry_run(person: Enter, screen: str) -> None:
    word = f"zoo{screen}"
    # One for each screen: what the other sent still waits.
    name, called = {"phone": ("harold", "Harold Nguyen")}.get(screen, ("rosa", "Rosa Delgado"))
    writer = person(name)
    _asks(writer, word)
    writer.sees("Sent to the refill nurses")
    writer.waits(UNDO)

    grace = person("grace")
    grace.goes_to(f"{grace.url}/desk/routing/")
    grace.sees("Where messages go")
    grace.follows("Change it")
    grace.sees("There is nothing to try")
    grace.follows("Add a row")
    grace.page.get_by_role("checkbox", name="Refill", exact=True).check()
    grace.writes(word, "Words in the message")
    grace.page.get_by_label("How urgent it becomes").select_option("same-day")
    grace.presses("Save the row")
    grace.sees("Choose where it goes.")
    grace.page.get_by_label("Goes to").select_option("Nurse advice")
    grace.presses("Save the row")
    grace.sees(word, "Nurse advice", "for today", "Nothing of it is in force")
    grace.looks_around()
    grace.presses("Try it on the last ninety days")
    expect(grace.page.get_by_text("Would go to another pool")).to_be_visible(timeout=30_000)
    grace.sees("Load of each pool", "What each row takes")
    grace.looks_around()
    grace.writes("The zoo is the nurses'", "Why it changes")
    grace.presses("Publish it")
    grace.sees("Published.", word, "The zoo is the nurses'")

    _asks(writer, word)
    writer.sees("With the nursing team")

    jo = person("jo")
    jo.opens("Desk")
    jo.goes_to(f"{jo.url}/desk/?flagged=1")
    jo.follows(called)
    jo.sees(f"I work at the {word}.", "Nurse advice")


def _asks(who: Person, word: str) -> None:
    who.goes_to(f"{who.record}messages/new/refill/")
    who.page.get_by_role("radio").first.check()
    who.writes("30", "For how many days do you have enough?")
    who.writes(f"I work at the {word}.", "Anything the nurse should know?")
    who.page.get_by_role("button", name="Send to").click()
