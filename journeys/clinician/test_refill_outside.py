"""A refill outside the protocol: Tomás reads it first, Jo asks Dr Lee in one click, Jo answers Harold."""

from collections.abc import Iterator

import pytest

from journeys.conftest import Enter
from journeys.practice import Practice

pytestmark = pytest.mark.browser
UNDO = 10.5
MOVED = """
from datetime import timedelta
from django.db.models import F
from portico.chart.models import Encounter
Encounter.objects.filter(patient__family="Nguyen", patient__given__startswith="Harold").update(
    happened_at=F("happened_at") + timedelta(days={days}))
"""


@pytest.fixture
def _not_seen_for_long(practice: Practice) -> Iterator[None]:
    """Harold's visits lie two years further back."""
    practice.run(MOVED.format(days=-730))
    yield
    practice.run(MOVED.format(days=730))


@pytest.mark.usefixtures("_not_seen_for_long")
def test_a_refill_outside_the_protocol_goes_from_hand_to_hand_and_back(person: Enter, screen: str) -> None:
    words = f"I have four left, on a {screen}."
    harold = person("harold")
    harold.goes_to(f"{harold.record}messages/new/refill/")
    harold.picks("Allopurinol")
    harold.writes("20", "For how many days do you have enough?")
    harold.writes(words, "Anything the nurse should know?")
    harold.presses("Send to the refill nurses")
    harold.waits(UNDO)

    amara = person("amara")
    amara.goes_to(f"{amara.url}/desk/")
    amara.does_not_see(words)

    tomas = person("tomas")
    tomas.goes_to(f"{tomas.url}/desk/?kind=refill")
    links = tomas.page.get_by_role("link", name="Harold Nguyen")
    for href in [link.get_attribute("href") for link in links.all()]:
        tomas.goes_to(str(href))
        if words in tomas.page.content():
            break
    tomas.sees(words, "Does not meet", "No visit in the last")
    item = tomas.page.url
    tomas.page.get_by_role("link", name="Note to the team").click()
    tomas.page.locator("#move-here textarea, #move textarea").first.fill(
        "No visit for two years. At home it is fine."
    )
    tomas.page.locator("#move").get_by_role("button").first.click()
    tomas.sees("No visit for two years.")

    jo = person("jo")
    jo.goes_to(item)
    jo.sees("No visit for two years.")
    jo.presses("Needs the physician")
    jo.waits(UNDO)

    amara.goes_to(f"{amara.url}/desk/")
    amara.follows("Harold Nguyen")
    amara.sees("Jo Park asks you", "No visit in the last", "May this be renewed")
    amara.looks_around()
    amara.writes("Thirty days, and a visit.", "Your answer to the team")
    amara.presses("Answer the team")
    amara.sees("The team has your answer.")

    jo.goes_to(item)
    jo.sees("Thirty days, and a visit.")
    jo.presses("Thirty days, then a visit")
    jo.sees("Answer sent and closed.")
    jo.waits(UNDO)
    jo.goes_to(item)
    jo.sees("To be signed", "Times to be offered")
    jo.looks_around()

    harold.goes_to(f"{harold.record}messages/")
    harold.page.get_by_role("link", name="Allopurinol").first.click()
    harold.sees("We prepared", "for 30 days")
    harold.does_not_see("No visit for two years.", "May this be renewed", "Thirty days, and a visit.")
    harold.goes_to(f"{harold.record}visits/")
    harold.sees("We look for times", "Visit before the next refill")
    harold.looks_around()
