"""Whatever somebody wrote into whatever field, no page of anybody does anything with it, in a real browser."""

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from journeys.conftest import one_at_a_time
from journeys.markup import Scattered, scattered

pytestmark = pytest.mark.browser
SHOWN_AT_MOST = 25
# 0 is a file to keep; the library refuses its own pages to people without what they are about.
ANSWERS = {0, 200, 403, 404, 405, 422, 503}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scattered]:
    with one_at_a_time(tmp_path_factory):
        opened = scattered(tmp_path_factory.mktemp("markup"))
    yield opened
    opened.practice.close()


def each_page_once(pages: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Every page with every kind of ids, by whoever of those who may has opened the fewest so far."""
    opened: Counter[str] = Counter()
    chosen = []
    for wanted in dict.fromkeys(name for _who, name, _path in pages):
        who, name, path = min((p for p in pages if p[1] == wanted), key=lambda p: opened[p[0]])
        opened[who] += 1
        chosen.append((who, name, path))
    return chosen


def walk(here: Scattered, browser: Browser, pages: list[tuple[str, str, str]]) -> str:
    """Without the policy, so that nothing but the pages themselves can have held anything up."""
    begin, faults, statuses = time.monotonic(), [], Counter()
    people = dict.fromkeys(who for who, _name, _path in pages)
    with here.watched(browser, has_policy=False) as watched:
        for who in people:
            here.sign_in(watched, who)
            for _who, name, path in (page for page in pages if page[0] == who):
                statuses[watched.opens(path)] += 1
                faults += [f"{who} opens {name}: {what}" for what in watched.faults()]
                watched.fired.clear()
                watched.stopped.clear()
    assert not faults, "\n".join([*dict.fromkeys(faults)][:SHOWN_AT_MOST])
    assert set(statuses) <= ANSWERS, statuses
    assert statuses[200] > 0.7 * len(pages), statuses
    return (f"{len(pages)} pages by {len(people)} people, {here.said['payloads']} payloads, nothing fires, "
            f"{dict(statuses)}, {time.monotonic() - begin:.0f} s")  # fmt: skip


def what_a_leak_does(here: Scattered, browser: Browser, *, has_policy: bool) -> tuple[list[str], list[str]]:
    """The documents that the leaky practice shows as they came."""
    with here.watched(browser, has_policy=has_policy, url=here.leaky) as watched:
        here.sign_in(watched, "rosa")
        for who, name, path in here.pages:
            if who == "rosa" and name.startswith("chart:document "):
                watched.opens(path)
        return watched.fired, watched.stopped


def test_no_page_does_what_was_written_and_one_that_would_is_noticed(
    here: Scattered, browser: Browser, capsys: Any
) -> None:
    fired, _ = what_a_leak_does(here, browser, has_policy=False)
    called = [what for what in fired if what.startswith("called")]
    assert called, "a page that lets markup through was not noticed"
    held, stopped = what_a_leak_does(here, browser, has_policy=True)
    assert [what for what in held if what.startswith(("called", "ran"))] == [], "the policy let it run"
    assert stopped, "the policy had nothing to stop"
    said = walk(here, browser, each_page_once(here.pages))
    with capsys.disabled():
        print(f"\n{said}; of a page that leaks {len(called)} fire, {len(stopped)} are stopped by the policy")


@pytest.mark.full
def test_no_page_of_anybody_does_what_was_written(here: Scattered, browser: Browser, capsys: Any) -> None:
    said = walk(here, browser, here.pages)
    with capsys.disabled():
        print(f"\n{said}")
