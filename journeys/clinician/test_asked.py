"""A physician is asked only after the team, and the team answers the patient."""

import pytest

from journeys.conftest import Enter

pytestmark = pytest.mark.browser
UNDO = 10.5


def test_a_physician_is_asked_only_after_the_team_and_the_team_answers(person: Enter, screen: str) -> None:
    note = f"My foot is numb since Monday, said on a {screen}."
    elena = person("elena")
    elena.goes_to(elena.record)
    elena.follows("Ask for a refill")
    elena.page.get_by_role("radio").first.check()
    elena.writes("12", "For how many days do you have enough?")
    elena.writes(note, "Anything the nurse should know?")
    elena.presses("Send to the refill nurses")
    elena.waits(UNDO)

    amara = person("amara")
    amara.opens("Desk")
    amara.does_not_see(note, "Elena Delgado")

    jo = person("jo")
    jo.opens("Desk")
    jo.follows("Elena Delgado")
    jo.sees(note)
    item = jo.page.url
    moves = jo.page.get_by_role("group", name="What to do with it")
    moves.get_by_role("link", name="Ask the physician").click()
    jo.writes("Numb foot for two days, walks well.", "What the team found out")
    jo.writes("See her this week?", "One question")
    jo.page.locator("#move").get_by_role("button", name="Ask").click()
    jo.sees("Elena Delgado: the physician is asked.", "Only the team sees this.")
    jo.looks_around()
    jo.waits(UNDO)

    amara.opens("Desk")
    amara.follows("Elena Delgado")
    amara.sees("Jo Park asks you", "See her this week?")
    amara.writes("Yes, on Thursday.", "Your answer to the team")
    amara.presses("Answer the team")
    amara.sees("The team has your answer.", "Nothing waits.")

    jo.goes_to(item)
    jo.sees("Yes, on Thursday.")
    jo.writes("Please come in on Thursday.", "Your answer")
    jo.presses("Send and close")
    jo.sees("Answer sent and closed.")
    jo.waits(UNDO)
    elena.reloads()
    elena.sees("Please come in on Thursday.")
    elena.does_not_see("Numb foot for two days", "See her this week?", "Yes, on Thursday.")
