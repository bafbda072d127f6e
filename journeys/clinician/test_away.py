"""Amara is away: what she would be asked is asked of who stands in, and nothing waits on her desk."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from journeys.conftest import Enter
from journeys.nurse.test_together import UNDO, asked_by_marcus, open_newest
from journeys.practice import Practice

pytestmark = pytest.mark.browser
A_SECOND_PHYSICIAN = """
from portico.accounts.models import Account
from portico.clinic.models import Site, StaffMember
account, _ = Account.objects.get_or_create(username="noor@example.org", defaults={"name": "Dr Noor Aziz"})
noor, _ = StaffMember.objects.get_or_create(account=account, defaults={"role": "physician", "name": "Dr Noor Aziz"})
noor.sites.set(Site.objects.filter(name__startswith="Madison"))
StaffMember.objects.filter(pk=noor.pk).update(is_active=True)
"""
LEAVES = """
from portico.clinic.models import StaffMember
StaffMember.objects.filter(name="Dr Noor Aziz").update(is_active=False)
"""


@pytest.fixture
def _noor(practice: Practice) -> Iterator[None]:
    practice.run(A_SECOND_PHYSICIAN)
    yield
    practice.run(LEAVES)


@pytest.mark.usefixtures("_noor")
def test_who_stands_in_is_asked_while_amara_is_away(person: Enter, screen: str) -> None:
    today = datetime.now(ZoneInfo("America/Chicago")).date()  # of the clinic
    amara = person("amara")
    amara.goes_to(f"{amara.url}/desk/away/")
    for box in ("First day away", "Last day away"):
        amara.writes(today.isoformat(), box)
    amara.page.get_by_label("Who stands in").select_option(label="Dr Noor Aziz")
    amara.presses("Save")
    amara.sees("Questions to you go to who stands in on those days.", "Dr Noor Aziz stands in")
    amara.looks_around()

    words = f"It itches, on a {screen}."
    asked_by_marcus(person, words)
    jo = person("jo")
    open_newest(jo, words)
    item = jo.page.url
    jo.page.get_by_role("group", name="What to do with it").get_by_role(
        "link", name="Ask the physician"
    ).click()
    jo.page.get_by_label("Physician", exact=True).select_option(
        label="Dr Amara Lee (away: Dr Noor Aziz stands in)"
    )
    jo.writes("A rash on both arms.", "What the team found out")
    jo.writes("Steroid cream?", "One question")
    jo.page.locator("#move").get_by_role("button", name="Ask").click()
    jo.sees("Marcus Bell: the physician is asked.")
    jo.waits(UNDO)
    jo.goes_to(item)
    jo.sees("Dr Noor Aziz is asked")
    amara.goes_to(f"{amara.url}/desk/")
    amara.does_not_see("Steroid cream?", "Marcus Bell")

    amara.goes_to(f"{amara.url}/desk/away/")
    amara.presses("I am back")
    amara.sees("Questions come to you again.")
    jo.goes_to(item)
    jo.page.get_by_role("group", name="What to do with it").get_by_role("link", name="Close it").click()
    jo.page.locator("#move select").select_option("not-for-us")
    jo.page.locator("#move").get_by_role("button", name="Close").click()
    jo.sees("Marcus Bell: closed.")
