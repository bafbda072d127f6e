"""No page is wider than its screen, cuts words off, or hides the focus; in whatever way it is looked at."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from journeys import places
from journeys.looks import EVERY, QUICK, Way, wrong_with
from journeys.places import Place
from journeys.practice import Practice, axe

ROSAS = (
    "home", "messages", "thread", "new-message", "refill", "refill-errors", "results", "result", "result-words",
    "visits", "record", "medicines", "who-looked", "more", "notices", "security",
)  # fmt: skip
WRONG = """<!doctype html><html lang=en><title>Wrong</title>
<style>.in { width: 12px; height: 12px; padding: 0; border: 0 } .in:focus { outline: 0; box-shadow: none }
.cut { width: 40px; height: 1em; overflow: hidden } .stacked { width: 12px; overflow-wrap: anywhere }</style>
<main><h1>Wrong</h1><div style="width:2000px">Wide</div><p class=cut>Words that do not fit</p>
<p class=stacked>Stacked</p><button class=in aria-label=Small></button><img src="data:,"></main>"""
FAULTS = (
    "wider than the screen", "cut off", "one letter a line", "target of 12 x 12", "focus not seen", "image-alt",
)  # fmt: skip


def _rosas(page: Page, url: str) -> list[Place]:
    return [*places.record_of(page, page.url), *places.account_of(page, url)]


def _at_the_door(page: Page, url: str) -> list[Place]:
    return places.at_the_door(url)


def _managers(page: Page, url: str) -> list[Place]:
    return [
        Place("pools", f"{url}/desk/pools/"),
        Place("health", f"{url}/desk/health/"),
        Place("undelivered", f"{url}/desk/undelivered/"),
        Place("what-is-on", f"{url}/what-is-on/"),
    ]


PEOPLE: dict[str, Callable[[Page, str], list[Place]]] = {
    "rosa": _rosas,
    "jo": places.desk,
    "ines": _managers,
    "": _at_the_door,
}


@contextmanager
def seen_by(who: str, browser: Browser, practice: Practice, way: Way) -> Iterator[Page]:
    context = browser.new_context(**way.context())  # type: ignore[arg-type]  # the options of a Way, by name
    page = context.new_page()
    if who:
        page.goto(f"{practice.url}/demo/")
        page.locator(f".cast form[action$='/{who}/'] button").click()
        page.wait_for_load_state()
    yield page
    context.close()


def _look(
    who: str, browser: Browser, practice: Practice, ways: Sequence[Way], only: Sequence[str] = ()
) -> list[str]:
    source, wrong = axe(), []
    with seen_by(who, browser, practice, QUICK[2]) as page:
        wanted = [p for p in PEOPLE[who](page, practice.url) if p.address and (not only or p.name in only)]
    assert len(wanted) >= 3, f"too few pages to look at as {who or 'somebody at the door'}"
    for way in ways:
        with seen_by(who, browser, practice, way) as page:
            for place in wanted:
                page.goto(place.address)
                if place.act:
                    place.act(page)
                wrong += [f"{place.name}, {way.name}: {what}" for what in wrong_with(page, source, way)]
    return wrong


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_stands_every_way_of_looking(who: str, browser: Browser, practice: Practice) -> None:
    wrong = _look(who, browser, practice, QUICK, ROSAS if who == "rosa" else ())
    assert not wrong, "\n".join(wrong)


@pytest.mark.full
@pytest.mark.parametrize("way", EVERY, ids=lambda way: way.name)
@pytest.mark.parametrize("who", PEOPLE)
def test_each_page_in_each_way(who: str, way: Way, browser: Browser, practice: Practice) -> None:
    wrong = _look(who, browser, practice, [way])
    assert not wrong, "\n".join(wrong)


def test_a_page_with_every_fault_is_told_of_each(browser: Browser, practice: Practice) -> None:
    with seen_by("", browser, practice, QUICK[0]) as page:
        page.set_content(WRONG)
        wrong = "\n".join(wrong_with(page, axe(), QUICK[0]))
    for fault in (
        "wider than the screen",
        "cut off",
        "one letter a line",
        "target of 12 x 12",
        "focus not seen",
        "image-alt",
    ):
        assert fault in wrong, f"{fault} was not noticed:\n{wrong}"
