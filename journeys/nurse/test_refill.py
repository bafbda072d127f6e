"""Rosa asks for a refill; Jo takes it and answers; Rosa reads the answer."""

import time

import pytest

from journeys.conftest import Enter
from journeys.practice import Practice

pytestmark = pytest.mark.browser

# The worker carries mail in turns of its own, after the answer took effect.
MAIL_WITHIN = 20.0
UNDO = 10.5
ANSWER = "It is at Corner Drug. You can fetch it today."


def test_rosa_asks_and_jo_answers(person: Enter, practice: Practice, screen: str) -> None:
    note = f"I leave on Thursday, written on a {screen}."
    rosa = person("rosa")
    rosa.follows("Ask for a refill")
    rosa.picks("Lisinopril 10 mg")
    rosa.writes("12", "For how many days do you have enough?")
    rosa.writes(note, "Anything the nurse should know?")
    rosa.presses("Send to the refill nurses")
    rosa.sees_title("Refill: Lisinopril 10 mg")
    rosa.sees("Answer by", note, "Sent to the refill nurses")
    asked = rosa.page.url

    jo = person("jo")
    jo.does_not_see(note)
    jo.waits(UNDO)
    rosa.reloads()
    rosa.sees("With the refill nurses")
    jo.opens("Desk")
    jo.follows("Rosa Delgado")
    jo.sees(note, "Answer due", "12 days")
    jo.presses("Take it")
    jo.sees("You have it")
    jo.sees("Answer to Rosa Delgado", "born")
    jo.writes(ANSWER, "Your answer")
    jo.presses("Send and close")
    jo.sees("Answer sent and closed")

    jo.waits(UNDO)
    rosa.goes_to(rosa.record)
    rosa.sees("Your care team answered")
    rosa.follows("Read the answer")
    assert rosa.page.url == asked
    rosa.sees("Answered", ANSWER, "Jo Park")
    the_mail_says_nothing(practice)


def the_mail_says_nothing(practice: Practice) -> None:
    """Whoever reads over her shoulder learns only that there is something new."""
    # Others of this run get mail too: hers is awaited by its address.
    subject, to, ends = (
        "Subject: You have a new message",
        "To: rosa@example.org",
        time.monotonic() + MAIL_WITHIN,
    )
    while to not in (mail := practice.said_by("worker")) and time.monotonic() < ends:
        time.sleep(0.2)
    assert subject in mail
    assert to in mail
    for word in ("isinopril", "efill", "Delgado", "Jo Park", "Corner Drug", "Thursday"):
        assert word not in mail, f"the mail says '{word}'"


def test_jo_answers_with_the_keyboard_alone(person: Enter, screen: str) -> None:
    harold = person("harold")
    harold.follows("Ask for a refill")
    harold.picks("Allopurinol")
    harold.writes("12", "For how many days do you have enough?")
    harold.presses("Send to the refill nurses")
    harold.waits(UNDO)
    jo = person("jo")
    jo.tabs_to("link", "Harold Nguyen")
    jo.enters()
    jo.tabs_to("button", "Take it")
    jo.enters()
    jo.tabs_to("textbox", "Your answer")
    jo.page.keyboard.type("Sent to your pharmacy.")
    jo.tabs_to("button", "Send and close")
    jo.enters()
    jo.sees("Answer sent and closed")


def test_jo_finds_a_patient_and_her_chart(person: Enter) -> None:
    jo = person("jo")
    jo.opens("Patients")
    jo.writes("delg", "Find a patient")
    jo.presses("Search")
    jo.follows("Rosa Delgado")
    jo.sees("Allergies", "Amoxicillin", "Lisinopril", "Proxy: Elena Delgado")
    jo.opens("What is on")
    jo.sees_title("What is on here")


def test_ines_switches_a_feature_off_and_it_is_gone(person: Enter) -> None:
    ines = person("ines")
    ines.opens("What is on")
    ines.follows("Switch a feature")
    ines.presses("Save")
    ines.sees("Please look at this again")
