"""Jo answers with a phrase: by the keyboard, from the list, and where no script runs. Half done it does not go out."""

import re

import pytest
from playwright.sync_api import expect

from journeys.conftest import Enter
from journeys.person import Person

pytestmark = pytest.mark.browser
UNDO = 10.5
BOX = "#id_body"


def asks(person: Enter, key: str, medicine: str) -> None:
    patient = person(key)
    patient.follows("Ask for a refill")
    patient.picks(medicine)
    patient.writes("12", "For how many days do you have enough?")
    patient.presses("Send to the refill nurses")
    patient.waits(UNDO)


def typed(jo: Person) -> str:
    return jo.page.locator(BOX).input_value()


def selected(jo: Person) -> str:
    marked: str = jo.page.locator(BOX).evaluate(
        "box => box.value.slice(box.selectionStart, box.selectionEnd)"
    )
    return marked


def test_jo_puts_a_phrase_in_by_its_shortcut_fills_the_blank_and_sends(person: Enter) -> None:
    asks(person, "rosa", "Lisinopril 10 mg")
    jo = person("jo")
    jo.tabs_to("link", "Rosa Delgado")
    jo.enters()
    jo.tabs_to("textbox", "Your answer")
    jo.page.keyboard.type(".more ")
    expect(jo.page.locator(BOX)).to_have_value("Hello Rosa,\n\nTo help you we need to know a little more:\n\n***\n\n"
                                               "Please answer here.\n\nJo Park, nurse")  # fmt: skip
    assert selected(jo) == "***"
    jo.looks_around()
    jo.page.keyboard.type("Is it the 10 mg tablet?")
    expect(jo.page.locator("#open-marks")).to_be_hidden()
    jo.tabs_to("button", "Send and close")
    jo.enters()
    jo.sees("Answer sent and closed")


def test_jo_decides_a_pick_list_with_the_keyboard(person: Enter) -> None:
    asks(person, "harold", "Allopurinol")
    jo = person("jo")
    jo.tabs_to("link", "Harold Nguyen")
    jo.enters()
    jo.tabs_to("textbox", "Your answer")
    jo.page.keyboard.type("One moment. .refill-visit")
    jo.hits("Tab")
    expect(jo.page.locator(BOX)).to_have_value(re.compile("One moment. Hello Hal,"))
    assert selected(jo) == "[[in the next two weeks|in the next month]]"
    jo.tabs_to("button", "in the next month")
    jo.hits("Enter")
    assert "book a visit in the next month, or" in typed(jo)
    jo.page.keyboard.press("Control+Enter")
    jo.sees("Answer sent and closed")


def test_an_answer_with_a_blank_in_it_is_refused_and_nothing_is_lost(person: Enter) -> None:
    asks(person, "rosa", "Metformin")
    jo = person("jo")
    jo.follows("Rosa Delgado")
    jo.page.locator(BOX).fill("It is ready on *** at your pharmacy.")
    jo.presses("Send and close")
    jo.sees("Not sent: something still has to be put in: the blank ***. Your text is kept.")
    assert typed(jo) == "It is ready on *** at your pharmacy."
    assert selected(jo) == "***"
    jo.page.keyboard.type("Friday")
    jo.page.keyboard.press("Control+Enter")
    jo.sees("Answer sent and closed")


def test_jo_reads_the_phrases_for_this_patient_before_she_takes_one(person: Enter, screen: str) -> None:
    asks(person, "rosa", "Atorvastatin")
    jo = person("jo")
    jo.follows("Rosa Delgado")
    if screen == "desktop":
        jo.hits("p")
        expect(jo.page.get_by_label("Phrase", exact=True)).to_be_focused()
    else:
        jo.page.locator("#phrases summary").click()
    jo.sees("Refill needs a visit", "Your last visit was on")
    jo.looks_around()
    jo.page.locator(BOX).fill("Begun.")
    jo.page.locator("[data-offer]", has_text=".refill-left").get_by_role("button").click()
    assert typed(jo).startswith("Begun.\n\nHello Rosa,\n\nThere are still refills of Atorvastatin 20 mg")
    jo.presses("Send and close")
    jo.sees("Answer sent and closed")


def test_jo_answers_with_a_phrase_where_no_script_runs(person: Enter) -> None:
    asks(person, "harold", "Allopurinol")
    jo = person("jo", has_script=False)
    jo.follows("Harold Nguyen")
    jo.page.locator(BOX).fill("Good morning.")
    jo.page.locator("#phrases summary").click()
    jo.page.get_by_label("Phrase", exact=True).select_option(label="Refill needs a visit .refill-visit")
    jo.presses("Insert")
    jo.sees("Still to be put in")
    assert typed(jo).startswith("Good morning.\n\nHello Hal,")
    jo.page.locator("[name=choice-0]").select_option(label="in the next month")
    jo.presses("Put the choices in")
    assert "in the next month, or call us" in typed(jo)
    jo.page.locator("#phrases summary").click()
    jo.presses("See how they read")
    jo.sees_title("Phrases for this answer")
    jo.follows("Back to the message")
    jo.presses("Send and close")
    jo.sees("Answer sent and closed")


def test_jo_writes_a_phrase_changes_it_and_goes_back(person: Enter, screen: str) -> None:
    jo, word = person("jo"), f"mine-{screen}"
    jo.opens("Phrases")
    jo.sees("Refill sent to the pharmacy")
    jo.follows("Write a phrase")
    jo.writes(f"My own, {screen}", "Title")
    jo.writes(word, "Shortcut")
    jo.writes("Hello {{patient.shoe_size}}", "English")
    jo.presses("Save")
    jo.sees("Nothing here is called “{{patient.shoe_size}}”")
    jo.writes("Hello {{patient.first_name}}, come on ***.", "English")
    jo.sees("Hello Alex, come on ***.")
    jo.presses("Save")
    jo.sees("Saved.", f".{word}", "Version 1: Written")
    jo.follows("Change it")
    jo.writes("Hello {{patient.first_name}}.", "English")
    jo.presses("Save")
    jo.sees("Version 2: Changed")
    jo.presses("Go back to this")
    jo.sees("Version 3: Went back to version 1", "Hello Alex, come on ***.")
    jo.presses("Retire it")
    jo.sees("Retired. Nobody is offered it any more.")


def test_grace_looks_after_the_phrases_of_the_practice(person: Enter) -> None:
    grace = person("grace")
    grace.opens("Phrases")
    grace.follows("To be read again")
    grace.sees("No phrase here.")
    grace.follows("The practice's")
    grace.follows("Please book a visit")
    grace.follows("Change it")
    grace.presses("Show how it reads")
    grace.sees("To be put in:")
