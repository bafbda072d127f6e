"""Jo does the same with several messages at one press, looks how each went, and takes all of it back."""

import pytest

from journeys.conftest import Enter
from journeys.person import Person

pytestmark = pytest.mark.browser
UNDO = 10.5


def thanks(person: Enter, key: str, topic: str) -> None:
    writer = person(key)
    writer.goes_to(f"{writer.record}messages/new/other/")
    writer.writes(topic, "What is it about, in a few words?")
    writer.writes("Thank you for your help.", "Your message")
    writer.page.get_by_role("button", name="Send to").click()
    writer.waits(UNDO)


def ticks_both(jo: Person, topic: str) -> None:
    jo.goes_to(f"{jo.url}/desk/?kind=other")
    rows = jo.page.locator(".desk-list li", has_text=topic)
    rows.nth(1).wait_for()
    for n in range(2):
        rows.nth(n).get_by_role("checkbox").check()
    jo.presses("Quick action")
    jo.sees("2 messages are chosen.")


def test_a_nurse_closes_two_at_one_press_and_takes_both_back(person: Enter, screen: str) -> None:
    topic = f"Thanks on a {screen}"
    thanks(person, "harold", topic)
    thanks(person, "rosa", topic)
    jo = person("jo")
    ticks_both(jo, topic)
    jo.looks_around()
    jo.page.get_by_role("button", name="Look at it: Only a thank-you").click()
    jo.sees("For these", "Harold Nguyen", "Rosa Delgado")
    jo.looks_around()
    jo.presses("Do it for 2 messages")
    jo.page.get_by_text("2 done", exact=True).wait_for(timeout=30_000)
    jo.looks_around()
    jo.presses("Take all of it back")
    jo.sees("Taken back. No patient saw any of it.", "2 undone")
    ticks_both(jo, topic)
    jo.page.get_by_role("button", name="Look at it: Only a thank-you").click()
    jo.presses("Do it for 2 messages")
    jo.page.get_by_text("2 done", exact=True).wait_for(timeout=30_000)
    jo.goes_to(f"{jo.url}/desk/?kind=other")
    jo.does_not_see(topic)
    jo.goes_to(f"{jo.url}/desk/runs/")
    jo.sees("Done for many", "Only a thank-you", "Undone")
    jo.looks_around()
