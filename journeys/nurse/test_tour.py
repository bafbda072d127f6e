"""A nurse on her first day is shown round, without touching the mouse."""

import pytest

from journeys.conftest import Enter

pytestmark = pytest.mark.browser


def test_a_new_nurse_takes_the_tour_with_the_keyboard_alone(person: Enter, screen: str) -> None:
    # Whoever took it is not offered it again: another nurse on the other screen.
    nurse = person({"desktop": "jo", "phone": "kenji"}[screen])
    nurse.sees("New here?")
    nurse.tabs_to("button", "Show me")
    nurse.enters()
    nurse.sees("1 of 5 What waits for the team")
    for title in ("2 of 5 Open, take, answer", "3 of 5 Find a patient", "4 of 5 When you are away"):
        nurse.sees_where_the_focus_is()
        nurse.enters()  # the focus stands on Next
        nurse.sees(title)
    nurse.tabs_to("link", "Back")
    nurse.enters()
    nurse.sees("3 of 5 Find a patient")
    nurse.enters()
    nurse.sees("4 of 5 When you are away")
    nurse.enters()
    nurse.sees("5 of 5 How we tell you")
    nurse.enters()  # the focus stands on End
    nurse.does_not_see("5 of 5")
    nurse.opens("Desk")
    nurse.does_not_see("New here?")


def test_a_doctor_declines_the_tour_and_takes_it_from_help_later(person: Enter, screen: str) -> None:
    amara = person("amara")
    if screen == "desktop":
        amara.presses("Do not show again")
    amara.does_not_see("New here?")
    amara.signs_out()
    amara.signs_in()
    amara.does_not_see("New here?")
    amara.hits("?")
    amara.sees("Help: The desk")
    amara.looks_around()
    amara.follows("Take the short tour", within="dialog.help")
    amara.sees("1 of 4 What you are asked")
