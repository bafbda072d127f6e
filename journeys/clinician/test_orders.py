"""Tomás prepares what does not meet the protocol; Amara returns it, he corrects it, she signs, he enters it."""

import pytest

from journeys.conftest import Enter
from journeys.person import Person

pytestmark = pytest.mark.browser
UNDO = 10.5


def test_an_order_goes_back_once_and_is_signed(person: Enter, screen: str) -> None:
    note = f"For football, said on a {screen}."
    marcus = person("marcus")
    asks(marcus, note)
    tomas = person("tomas")
    tomas.opens("Desk")
    tomas.follows("Marcus Bell")
    tomas.sees(note, "Refill check", "Does not meet", "Last ordered")
    item = tomas.page.url
    tomas.page.get_by_role("link", name="Prepare a renewal").click()
    tomas.writes("90 days", "How much")
    tomas.writes(f"Pharmacy of the {screen}", "Pharmacy")
    tomas.presses("Send to sign")
    tomas.sees("Sent to the physicians to sign.", "To be signed by a physician")

    amara = person("amara")
    amara.opens("Orders")
    amara.follows("Marcus Bell")
    amara.sees("Does not meet the protocol", f"Pharmacy of the {screen}", "Tomás Silva")
    amara.page.get_by_text("Return it with a reason").click()
    amara.writes("30 days only, please.", "What has to change")
    amara.presses("Return it")
    amara.sees("Returned: the team has it again, with your reason.")

    tomas.goes_to(item)
    tomas.sees("30 days only, please.", "Returned")
    tomas.page.locator(".list-rows a").first.click()
    tomas.follows("Correct and send")
    tomas.writes("30 days", "How much")
    tomas.presses("Send to sign")
    tomas.sees("Sent to the physicians to sign.")

    amara.opens("Orders")
    amara.follows("Marcus Bell")
    amara.sees("30 days", "Corrected")
    amara.page.keyboard.press("s")
    amara.sees("Signed.", "Undo")
    amara.looks_around()
    amara.waits(UNDO)

    tomas.waits(2)
    tomas.opens("Orders")
    tomas.follows("To be entered")
    tomas.follows("Marcus Bell")
    tomas.sees("Signed by Dr Amara Lee")
    tomas.presses("It stands in the record system")
    tomas.sees("Entered in the record system by Tomás Silva")

    the_patient_reads_the_answer_alone(tomas, marcus, item)


def asks(marcus: Person, note: str) -> None:
    marcus.follows("Ask for a refill")
    marcus.page.get_by_role("radio").first.check()
    marcus.writes("12", "For how many days do you have enough?")
    marcus.writes(note, "Anything the nurse should know?")
    marcus.presses("Send to the refill nurses")
    marcus.waits(UNDO)


def the_patient_reads_the_answer_alone(tomas: Person, marcus: Person, item: str) -> None:
    tomas.goes_to(item)
    tomas.sees("In the record system")
    tomas.writes("It is at your pharmacy.", "Your answer")
    tomas.presses("Send and close")
    tomas.sees("Answer sent and closed.")
    tomas.waits(UNDO)
    marcus.reloads()
    marcus.sees("It is at your pharmacy.")
    marcus.does_not_see("30 days only", "Dr Amara Lee", "Does not meet")


def test_amara_reads_the_protocol(person: Enter, screen: str) -> None:
    amara = person("amara")
    amara.opens("Orders")
    amara.follows("The refill protocol")
    amara.sees("A draft, not adopted by the practice", "ACE inhibitor", "Visit within 12 months")
