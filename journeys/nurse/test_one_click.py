"""Jo answers in one click, and finds the guideline beside a cough."""

import pytest

from journeys.conftest import Enter

pytestmark = pytest.mark.browser
UNDO = 10.5


def test_a_nurse_answers_in_one_click_with_ten_seconds_to_take_it_back(person: Enter, screen: str) -> None:
    note = f"I go away on Friday, said on a {screen}."
    harold = person("harold")
    harold.goes_to(f"{harold.record}messages/new/refill/")
    harold.page.get_by_role("radio").first.check()
    harold.writes("20", "For how many days do you have enough?")
    harold.writes(note, "Anything the nurse should know?")
    harold.presses("Send to the refill nurses")
    harold.waits(UNDO)

    jo = person("jo")
    jo.goes_to(f"{jo.url}/desk/?kind=refill")
    jo.page.get_by_role("link", name="Harold Nguyen").last.click()  # by due time: his newest comes last
    jo.sees(note, "Refills left at the pharmacy")
    item = jo.page.url
    jo.follows("What they say")
    jo.sees("As each reads for Harold Nguyen.", "Hello Harold,", "Jo Park, nurse")
    jo.looks_around()
    jo.goes_to(item)
    jo.presses("Refills left at the pharmacy")
    jo.sees("Answer sent and closed.")
    jo.presses("Undo")
    jo.sees("Taken back.")
    jo.goes_to(item)
    jo.page.get_by_label("Your answer").fill("")
    jo.presses("Refills left at the pharmacy")
    jo.sees("Answer sent and closed.")
    jo.waits(UNDO)
    harold.reloads()
    harold.sees("Your pharmacy still has refills of")


def test_a_guideline_stands_beside_a_cough_and_is_kept_with_the_answer(person: Enter, screen: str) -> None:
    marcus = person("marcus")
    marcus.goes_to(f"{marcus.record}messages/new/other/")
    marcus.writes(f"A cough on a {screen}", "What is it about, in a few words?")
    marcus.writes("I cough since Sunday, no fever.", "Your message")
    marcus.page.get_by_role("button", name="Send to").click()
    marcus.waits(UNDO)

    jo = person("jo")
    jo.opens("Desk")
    jo.follows("Marcus Bell")
    jo.sees("Cough, cold, flu")
    jo.page.get_by_text("Cough, cold, flu (cough)").click()
    jo.sees("Blue lips, cannot finish a sentence, chest pain, confused: 911.")
    jo.looks_around()
    item = jo.page.url
    jo.page.get_by_label("Guideline used").select_option(label="Cough, cold, flu")
    jo.writes("Rest and drink. Please call if a fever comes.", "Your answer")
    jo.presses("Send and close")
    jo.sees("Answer sent and closed.")
    jo.waits(UNDO)
    jo.goes_to(item)
    jo.sees("Guideline: Cough, cold, flu (1)")
    marcus.reloads()
    marcus.sees("Rest and drink.")
    marcus.does_not_see("Guideline")
