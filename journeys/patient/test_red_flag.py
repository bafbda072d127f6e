"""Harold writes of something that cannot wait: he is stopped once, and what he sends all the same goes to the nurses as
urgent. Only somebody licensed may close it."""

import pytest

from journeys.conftest import Enter
from journeys.person import Person

pytestmark = pytest.mark.browser

SAYS_URGENT = "It is flagged: a nurse, a pharmacist or the pool's lead has to do this."


def test_harold_is_told_to_call_and_the_nurses_see_it_as_urgent(person: Enter, screen: str) -> None:
    topic = f"My chest, on a {screen}"
    text = "My chest hurts and I can not breathe well."
    harold = person("harold")
    harold.goes_to(f"{harold.record}messages/new/other/")
    harold.writes(topic, "What is it about, in a few words?")
    harold.writes(text, "Your message")
    harold.presses("Send to")
    harold.sees_title("This may be an emergency")
    harold.sees("Call 911", "Your message is not sent yet.", "chest pain", "It is not a nurse")

    # Who calls has sent nothing, and finds the text again.
    harold.presses("I will call now")
    harold.goes_to(f"{harold.record}messages/new/other/")
    assert harold.page.get_by_label("Your message").input_value() == text
    harold.presses("Send to")
    harold.presses("Send it anyway to the nurses")
    harold.sees_title(topic)
    harold.sees("nurs")

    tomas = person("tomas")
    opens_the(tomas, topic)
    tomas.sees("Urgent", "The net found: chest pain", "A net, not triage")
    tomas.presses("Take it")
    tomas.sees("You have it")
    tomas.goes_to(f"{tomas.path}closing/")
    tomas.page.get_by_label("Why it is closed").select_option(label="Only said thank you")
    tomas.presses("Close it")
    tomas.sees(SAYS_URGENT)
    opens_the(tomas, topic)
    tomas.presses("Put it back")

    jo = person("jo")
    opens_the(jo, topic)
    jo.presses("Take it")
    jo.writes("Jo from the clinic. I am calling you now.", "Your answer")
    jo.presses("Send and close")
    jo.sees("Answer sent and closed")


def opens_the(who: Person, topic: str) -> None:
    who.goes_to("/desk/")
    who.page.locator(".desk-row", has_text=topic).get_by_role("link").first.click()
    who.looks_around()
    who.sees(topic)
