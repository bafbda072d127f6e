"""One practice for all journeys of a run, one browser, and a browser context for each person."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from journeys.person import Person
from journeys.practice import BROWSER_OPTIONS, Practice, axe, chromium

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    practice = Practice(tmp_path_factory.mktemp("practice"))
    with one_at_a_time(tmp_path_factory):
        practice.open()
    yield practice
    practice.close()


@contextmanager
def one_at_a_time(places: pytest.TempPathFactory) -> Iterator[None]:
    """Runs side by side share the folder of static files: one at a time while they are collected."""
    with (Path(places.getbasetemp()).parent / "opening.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(BROWSER_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(params=["desktop", "phone"])
def screen(request: pytest.FixtureRequest) -> str:
    """Every journey goes on a wide screen and on a phone."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def checked() -> set[int]:
    """The pages that were checked in this run."""
    return set()


Enter = Callable[..., Person]


@pytest.fixture
def person(practice: Practice, browser: Browser, screen: str, checked: set[int]) -> Iterator[Enter]:
    """`person("rosa")`: signed in through the demo's page. `signed_in=False`: somebody at the door."""
    source, present = axe(), []

    def enter(name: str, *, signed_in: bool = True, has_script: bool = True) -> Person:
        context = browser.new_context(
            viewport=PHONE if screen == "phone" else DESKTOP,
            has_touch=screen == "phone",
            java_script_enabled=has_script,
            locale="en-US",
        )
        context.set_default_timeout(15_000)
        somebody = Person(name, context, context.new_page(), practice.url, source, has_script, checked)
        present.append(somebody)
        if signed_in:
            somebody.signs_in()
        return somebody

    yield enter
    for somebody in present:
        somebody.leaves()
