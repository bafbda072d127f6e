"""The desk from a phone: an app that reads, takes, answers in one click and asks; the phone keeps nothing of it."""

import pytest

from journeys.conftest import Enter
from journeys.nurse.test_together import UNDO, asked_by_marcus, open_newest

pytestmark = pytest.mark.browser
KEPT = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((one) => one.name),
  caches: "caches" in window ? await caches.keys() : [],
})"""
APP = "async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json()"
NOTHING: dict[str, list[str]] = {"local": [], "session": [], "databases": [], "caches": []}


def test_jo_works_from_her_phone_and_it_keeps_nothing(person: Enter, screen: str) -> None:
    words = f"From the bus, read on a {screen}."
    marcus = asked_by_marcus(person, words)
    jo = person("jo")
    app = jo.page.evaluate(APP)
    assert app["display"] == "standalone"
    assert app["icons"]
    open_newest(jo, words)
    item = jo.page.url
    jo.presses("Take it")
    jo.sees("You have it")
    group = jo.page.get_by_role("group", name="What to do with it")
    group.get_by_role("link", name="Ask the physician").click()
    jo.writes("Out of his inhaler since Monday.", "What the team found out")
    jo.writes("One more month?", "One question")
    jo.page.locator("#move").get_by_role("button", name="Ask").click()
    jo.sees("Marcus Bell: the physician is asked.")
    jo.waits(UNDO)

    amara = person("amara")
    amara.goes_to(f"{amara.url}/desk/")
    amara.follows("Marcus Bell")
    amara.writes("Yes.", "Your answer to the team")
    amara.presses("Answer the team")

    jo.goes_to(item)
    jo.presses("Refills left at the pharmacy")
    jo.sees("Answer sent and closed.")
    for somebody in (jo, amara, marcus):
        assert somebody.page.evaluate(KEPT) == NOTHING
    answer = jo.page.request.get(item)
    assert "no-store" in answer.headers["cache-control"]


def test_the_place_where_she_is_stands_in_sight_though_there_are_more_than_the_screen_is_wide(
    person: Enter,
) -> None:
    jo = person("jo")
    jo.goes_to(f"{jo.url}/desk/away/")
    here = jo.page.locator(".desk-nav [aria-current]").bounding_box()
    screen = jo.page.viewport_size
    assert here is not None
    assert screen is not None
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= screen["width"]
