"""Rules for sending: Grace writes them, Jo adopts, Amara narrows them for her patients; Carmen is led to a visit."""

from collections.abc import Iterator

import pytest

from journeys.conftest import Enter
from journeys.person import Person
from journeys.practice import Practice

pytestmark = pytest.mark.browser
ACTS = """
from datetime import date
from portico.accounts.models import Account
from portico.core.viewer import Purpose, system_viewer
from portico.people.actions import relate
from portico.people.models import Patient
sam, carmen = Patient.objects.get(family="Rivers"), Account.objects.get(username="carmen@example.org")
since = date(2024, 1, 8)
relate(by=system_viewer(Purpose.SET_UP), account_id=carmen.pk, kind="adult", starts_on=since, patient_id=sam.pk)
print(sam.pk)
"""
NO_LONGER = """
from django.utils import timezone
from portico.people.models import Relation
rows = Relation.objects.filter(account__username="carmen@example.org", patient__family="Rivers")
rows.update(ended_at=timezone.now())
"""


@pytest.fixture
def sam(practice: Practice) -> Iterator[str]:
    """Carmen acts for him. He has no visit behind him and none before him. Gives his key."""
    yield practice.run(ACTS).strip().splitlines()[-1]
    practice.run(NO_LONGER)


def _chooses_kind(who: Person, months: str) -> None:
    who.page.get_by_role("checkbox", name="Medicine question").check()
    who.writes(months, "Seen within so many months")


def test_an_ineligible_patient_is_led_to_booking_by_a_physicians_own_tighter_rule(
    person: Enter, sam: str, screen: str
) -> None:
    grace = person("grace")
    grace.goes_to(f"{grace.url}/desk/sending/new/")
    _chooses_kind(grace, "24")
    grace.presses("Save")
    grace.sees("waits to be adopted", "A nurse, a pharmacist or a physician adopts it.")
    grace.looks_around()

    jo = person("jo")
    jo.goes_to(f"{jo.url}/desk/sending/")
    jo.presses("I have read it and adopt it")
    jo.sees("Adopted.", "adopted by Jo Park", "within 24 months")

    amara = person("amara")
    amara.goes_to(f"{amara.url}/desk/sending/mine/")
    _chooses_kind(amara, "36")
    amara.presses("Save")
    amara.sees("Yours may only be narrower still.")
    _chooses_kind(amara, "12")
    amara.presses("Save")
    amara.sees("It holds for the patients of your team")
    amara.looks_around()

    carmen = person("carmen")
    carmen.goes_to(f"{carmen.url}/for/{sam}/messages/new/medicine/")
    carmen.sees("Before you write", "within 12 months")
    carmen.writes("Vitamin D", "Name of the medicine")
    carmen.writes(f"With milk or without, asked on a {screen}?", "Your question")
    carmen.page.get_by_role("button", name="Send to").click()
    carmen.sees("Your message was not sent.", "within 12 months")
    carmen.looks_around()
    carmen.follows("Ask for an appointment")
    carmen.sees("Ask about an appointment")
    carmen.goes_to(f"{carmen.url}/for/{sam}/messages/")
    carmen.follows("A question about a medicine")
    assert (
        carmen.page.get_by_label("Your question").input_value()
        == f"With milk or without, asked on a {screen}?"
    )
