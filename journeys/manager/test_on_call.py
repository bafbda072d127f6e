"""On call: Grace writes who is paged at night; a physician first holds only when Amara has signed for it."""

import pytest

from journeys.conftest import Enter
from journeys.person import Person
from journeys.practice import Practice

pytestmark = pytest.mark.browser
EMPTY = """
from portico.oncall.models import Ladder
Ladder.objects.all().delete()
"""


def _writes(grace: Person, *names: str) -> None:
    site = grace.page.get_by_role("region", name="Madison")
    box = site.get_by_label("Person 1", exact=True)
    if not box.is_visible():
        site.get_by_text("Write a new version").click()
    for n in range(1, 4):
        said = names[n - 1] if n <= len(names) else "Nobody"
        site.get_by_label(f"Person {n}", exact=True).select_option(label=said)
    site.get_by_role("button", name="Save").click()


def test_a_physician_is_paged_first_only_when_one_has_signed(person: Enter, practice: Practice) -> None:
    practice.run(EMPTY)
    grace = person("grace")
    grace.goes_to(f"{grace.url}/desk/on-call/")
    grace.sees("Nobody is paged")
    grace.looks_around()
    _writes(grace, "Jo Park", "Dr Amara Lee")
    grace.sees("Saved, and in force.")
    _writes(grace, "Dr Amara Lee", "Jo Park")
    grace.sees("it holds when a physician of yours has signed for it")
    grace.sees("Waits for a physician's signature")
    grace.looks_around()

    amara = person("amara")
    amara.goes_to(f"{amara.url}/desk/on-call/")
    amara.presses("Sign: a physician is paged first")
    amara.sees("Signed, and in force: a physician is paged first.")
    amara.looks_around()
    practice.run(EMPTY)
