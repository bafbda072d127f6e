"""A habit becomes a button: what Jo writes again and again is proposed, made hers, and saves its clicks."""

import pytest

from journeys.conftest import Enter
from journeys.practice import Practice

pytestmark = pytest.mark.browser
UNDO = 10.5
CASES = 22
HABIT = f"""
from conftest import Stage
from portico.triage.rules.item import Then
stage, names = Stage(), {{"rosa": "Rosa", "harold": "Harold", "elena": "Elena"}}
for number in range({CASES}):
    key = list(names)[number % 3]
    details = {{"what": "weight", "values": str(150 + number)}}
    thread = stage.ask(key, kind="readings", subject="Weight", body="As you asked.", details=details)
    said = f"Thank you, {{names[key]}}. These are in the range that we want; go on as now."
    stage.answer("jo", thread, said, then=Then.CLOSE)
stage.let_take_effect()
"""


def test_what_jo_does_the_same_way_becomes_a_button_and_saves_its_clicks(
    person: Enter, practice: Practice, screen: str
) -> None:
    practice.run(HABIT)
    title = f"Fine, go on ({screen})"
    jo = person("jo")
    jo.goes_to(f"{jo.url}/desk/quick-actions/habits/")
    jo.sees("Readings: Answer and close", "times in ninety days", "Thank you, {{patient.first_name}}.")
    jo.looks_around()
    jo.follows("Make it a button")
    jo.writes(title, "What its button says")
    jo.presses("Save")
    jo.sees("Saved. It stands above the answer of the messages it is for.", title)
    jo.looks_around()

    rosa = person("rosa")
    rosa.goes_to(f"{rosa.record}messages/new/readings/")
    rosa.picks("Weight")
    rosa.writes("151 lb", "What did you measure?")
    rosa.presses("Send")
    rosa.waits(UNDO)

    jo.goes_to(f"{jo.url}/desk/?kind=readings")
    jo.page.get_by_role("link", name="Rosa Delgado").last.click()
    jo.sees(title)
    jo.presses(title)
    jo.sees("Answer sent and closed.")
    jo.goes_to(f"{jo.url}/desk/quick-actions/")
    jo.sees(title, "used 1 time")
    jo.waits(UNDO)
    rosa.goes_to(f"{rosa.record}messages/")
    rosa.page.get_by_role("link", name="Weight").first.click()
    rosa.sees("Thank you, Rosa. These are in the range that we want; go on as now.")
