"""Reads the portal in Spanish, light or dark."""

import pytest

from journeys.conftest import Enter

pytestmark = pytest.mark.browser


def test_rosa_turns_her_pages_to_spanish_and_back(person: Enter) -> None:
    rosa = person("rosa")
    rosa.presses("Español")
    rosa.sees_language("es")
    for address in (
        "",
        "record/",
        "results/",
        "record/medicines/",
        "messages/",
        "messages/new/refill/",
        "visits/",
    ):
        rosa.goes_to(f"{rosa.record}{address}")
        rosa.sees_language("es")
    rosa.presses("English")
    rosa.sees_language("en")


def test_rosa_chooses_the_dark_pages(person: Enter) -> None:
    rosa = person("rosa")
    ground = "getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()"
    light = rosa.page.evaluate(ground)
    rosa.presses("Dark")
    assert rosa.page.evaluate(ground) != light
    for address in ("record/", "results/", "record/allergies/", "messages/new/refill/"):
        rosa.goes_to(f"{rosa.record}{address}")
    rosa.presses("Same as my device")
    assert rosa.page.evaluate(ground) == light
