"""Marcus asks for a refill and about his knee: Jo splits it, answers both, and he sees one conversation to its end."""

import pytest

from journeys.conftest import Enter
from journeys.nurse.test_together import UNDO, asked_by_marcus
from journeys.nurse.test_whole_desk_by_keys import opens_by_key

pytestmark = pytest.mark.browser


def test_one_message_of_two_kinds_is_answered_twice_and_closed_once(person: Enter, screen: str) -> None:
    words = f"And my knee hurts, said on a {screen}."
    marcus = asked_by_marcus(person, words)
    jo = person("jo")
    opens_by_key(jo, "Marcus Bell", words)
    item = jo.page.url
    jo.hits("m")
    jo.page.locator("#move-here select").wait_for()
    jo.page.locator("#move-here select").select_option(label="Question")
    jo.page.locator("#move-here input[name=reason]").fill("His knee.")
    with jo.page.expect_navigation():
        jo.hits("Control+Enter")
    jo.sees(
        "Marcus Bell: others have the rest of it too.", "Also asked for:", "Question, Nurse advice (open)"
    )
    jo.looks_around()
    jo.waits(UNDO)
    jo.page.get_by_label("Your answer").fill("The refill is on its way.")
    jo.presses("Send and close")
    jo.sees("Answer sent and closed.")
    jo.waits(UNDO)
    marcus.reloads()
    marcus.sees("The refill is on its way.")

    jo.goes_to(item)
    jo.follows("Question, Nurse advice (open)")
    jo.sees(words, "Refill, Refills (closed)")
    jo.page.get_by_label("Your answer").fill("Rest the knee for two days.")
    jo.presses("Send and close")
    jo.sees("Answer sent and closed.")
    jo.waits(UNDO)
    marcus.reloads()
    marcus.sees("The refill is on its way.", "Rest the knee for two days.")
    jo.goes_to(item)
    jo.sees("Question, Nurse advice (closed)")
