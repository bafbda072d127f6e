"""Rosa wants texts; what would have been sent stands on the demo's own page; Ines looks after what got stuck."""

import re
import time

import pytest

from journeys.conftest import Enter
from journeys.person import Person

pytestmark = pytest.mark.browser

# The worker carries texts in turns of its own.
TEXT_WITHIN = 20.0
NUMBERS = {"desktop": "608-555-0187", "phone": "608-555-0188"}


def test_rosa_adds_her_number_and_turns_texts_off_again(person: Enter, screen: str) -> None:
    number = NUMBERS[screen]
    rosa = person("rosa")
    rosa.goes_to("/account/security/")
    rosa.follows("How we tell you")
    rosa.sees("By e-mail", "rosa@example.org", "always comes by e-mail")
    rosa.follows("Add a mobile number")
    rosa.writes("12", "Mobile number")
    rosa.presses("Send me the code")
    rosa.sees("Please look at this again", "area code")
    rosa.writes(number, "Mobile number")
    rosa.presses("Send me the code")
    rosa.sees_title("Enter the code")
    rosa.writes(the_code_on_the_phone(person("elena", signed_in=False), number), "Code from the text message")
    rosa.presses("Confirm the number")
    rosa.sees("text messages are on", f"ends in {number[-4:]}", "between 9:00 am and 6:00 pm")
    rosa.presses("Remove the number")
    rosa.sees("Add a mobile number to get texts too.")


def the_code_on_the_phone(reader: Person, number: str) -> str:
    """Read from the page that shows what the demo would have sent."""
    reader.goes_to("/demo/")
    reader.follows("What was sent")
    sent = reader.page.get_by_role("listitem").filter(has_text="".join(number.split("-"))).first
    ends = time.monotonic() + TEXT_WITHIN
    while "Sent" not in (said := sent.inner_text() if sent.count() else "") and time.monotonic() < ends:
        time.sleep(0.3)
        reader.reloads()
    found = re.search(r"(\d{6}) is the code", said)
    assert found, said
    return found[1]


def test_ines_sees_that_everything_was_delivered(person: Enter) -> None:
    ines = person("ines")
    ines.opens("Undelivered")
    ines.sees_title("Undelivered notices")
    ines.sees("Everything was delivered.")
