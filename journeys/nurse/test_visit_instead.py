"""A visit instead of advice: Jo asks for one, Priya offers times, Elena chooses, Priya enters it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journeys.conftest import Enter
from journeys.practice import Practice

pytestmark = pytest.mark.browser
ELENA = """
from portico.people.models import Patient
print(Patient.objects.get(family="Delgado", given__startswith="Elena").pk)
"""


def test_elena_chooses_one_of_the_times_that_the_clinic_offers(
    person: Enter, practice: Practice, screen: str
) -> None:
    elena_key = practice.run(ELENA).strip().splitlines()[-1]
    why = f"To look at your shoulder ({screen})"
    jo = person("jo")
    jo.goes_to(f"{jo.url}/desk/patients/{elena_key}/")
    jo.follows("Offer a visit")
    jo.writes("Dr Lee", "With whom")
    jo.writes(why, "What it is for")
    jo.presses("Ask for the visit")
    jo.sees("Asked for. Offer times now, or leave it to the front desk.", why)
    jo.looks_around()

    priya = person("priya")
    priya.goes_to(f"{priya.url}/desk/visits/tickets/")
    priya.page.get_by_role("link", name="Elena Delgado").filter(has_text="Follow-up").first.click()
    priya.sees(why)
    today = datetime.now(ZoneInfo("America/Chicago")).date()  # of the clinic
    for n, ahead in enumerate((3, 4), 1):
        priya.writes(str(today + timedelta(days=ahead)), f"Day {n}")
        priya.writes("10:30", f"Time {n}")
    priya.presses("Offer these times")
    priya.sees("Offered. The patient is told that something is new.")
    priya.looks_around()
    priya.waits(11)

    elena = person("elena")
    elena.goes_to(f"{elena.url}/for/{elena_key}/")
    elena.page.get_by_role("link", name="Choose a time").first.click()
    elena.sees("Which time suits you?", why, "10:30")
    elena.looks_around()
    elena.page.get_by_role("radio").nth(1).check()
    elena.presses("Take this time")
    elena.sees("Thank you. The clinic has your time.", "The clinic enters it now")

    priya.goes_to(f"{priya.url}/desk/visits/tickets/?list=enter")
    priya.page.get_by_role("link", name="Elena Delgado").first.click()
    priya.presses("It stands in the record system")
    priya.sees("Entered. The patient reads that it is booked.")

    elena.reloads()
    elena.sees("Your visit is booked")
    elena.goes_to(f"{elena.url}/for/{elena_key}/visits/")
    elena.sees("To book", "Booked")
    elena.looks_around()
