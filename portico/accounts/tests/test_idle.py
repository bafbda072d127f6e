"""A page that asks by itself is no use of a session; a page warns a minute before and then leaves."""

import json
import re
import time
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portico.accounts.rules.limits import grain, seconds_left, warns_at

PAGE = "/account/security/"
ASK, STAY = "/account/idle/", "/account/idle/stay/"
LIMITS = [("rosa", 20), ("jo", 15)]
MINUTE = 60


def left(answer: Any) -> int:
    seconds: int = json.loads(answer.content)["left"]
    return seconds


@pytest.mark.parametrize(("who", "minutes"), LIMITS)
def test_asking_every_minute_does_not_keep_a_session_alive(stage: Any, who: str, minutes: int) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = stage.browser(who)
        browser.get(PAGE)
        for gone in range(1, minutes + 1):
            clock.shift(MINUTE)
            assert left(browser.get(ASK)) == (minutes - gone) * MINUTE
        clock.shift(1)
        assert browser.get(ASK)["Location"].startswith("/account/sign-in/")
        assert browser.get(PAGE).status_code == 302


def test_whatever_a_browser_says_about_itself_the_door_counts(stage: Any) -> None:
    """Neither does a header make a poll of a page, nor a page of a poll."""
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = stage.browser("rosa")
        browser.get(PAGE)
        clock.shift(10 * MINUTE)
        browser.get(f"{ASK}?is_poll=0", headers={"HX-Request": "true", "X-Requested-With": "XMLHttpRequest"})
        assert left(browser.get(ASK)) == 10 * MINUTE
        browser.get(f"{PAGE}?is_poll=1", headers={"X-Poll": "1", "HX-Trigger": "poll", "Purpose": "prefetch"})
        assert left(browser.get(ASK)) == 20 * MINUTE


def test_asking_does_not_write_the_session(stage: Any) -> None:
    browser = stage.browser("rosa")
    browser.get(PAGE)
    with (
        time_machine.travel(time.time() + 10 * MINUTE, tick=False),
        CaptureQueriesContext(connection) as seen,
    ):
        browser.get(ASK)
    assert not [one["sql"] for one in seen if re.match("INSERT|UPDATE|DELETE", one["sql"])]


def test_staying_signed_in_begins_the_time_anew(stage: Any) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = stage.browser("rosa")
        browser.get(PAGE)
        for _ in range(3):
            clock.shift(19 * MINUTE)
            assert left(browser.post(STAY)) == 20 * MINUTE
        assert browser.get(STAY).status_code == 405
        assert browser.get(PAGE).status_code == 200


def test_neither_answers_to_nobody(client: Client) -> None:
    for answer in (client.get(ASK), client.post(STAY)):
        assert answer["Location"].startswith("/account/sign-in/")


def test_an_address_that_is_no_page_is_no_use(stage: Any) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = stage.browser("rosa")
        browser.get(PAGE)
        clock.shift(10 * MINUTE)
        assert browser.get("/nothing/here/").status_code == 404
        assert left(browser.get(ASK)) == 10 * MINUTE


@pytest.mark.parametrize(("who", "minutes"), LIMITS)
def test_every_page_knows_how_long_it_may_stay_on_the_screen(stage: Any, who: str, minutes: int) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = stage.browser(who)
        browser.get(PAGE)
        clock.shift(
            30
        )  # within a minute the use is not written anew: the page must not promise more than is left
        page = browser.get("/account/security/sessions/").content.decode()
    assert f'data-left="{minutes * MINUTE - 30}" data-warn="60" data-ask="{ASK}"' in page
    assert "portico/js/idle.js" in page


def test_pages_at_the_entrance_do_not_warn(client: Client) -> None:
    assert "data-left" not in client.get("/account/sign-in/").content.decode()


def test_a_page_that_leaves_by_itself_says_why_and_comes_back(stage: Any) -> None:
    browser = stage.browser("rosa")
    here = f"/for/{stage.patient('rosa').pk}/record/"
    sent = {"next": f"{reverse('account_login')}?next={here}", "why": "idle"}
    answer = browser.post("/account/sign-out/", sent)
    assert answer["Location"] == f"/account/sign-in/?next={here}"
    page = browser.get(answer["Location"]).content.decode()
    assert "You were signed out because nothing happened for a while." in page
    assert f'name="next" value="{here}"' in page
    assert browser.get(here).status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_it_leaves_to_no_other_place_than_here(stage: Any, elsewhere: str) -> None:
    answer = stage.browser("rosa").post("/account/sign-out/", {"next": elsewhere, "why": "idle"})
    assert "evil" not in answer["Location"]
    assert answer["Location"].startswith("/")


def test_what_is_left_and_when_to_warn() -> None:
    assert seconds_left(seen_at=100, idle=900, now=160) == 840
    assert seconds_left(seen_at=100, idle=900, now=5000) == 0
    assert (warns_at(1200), warns_at(900), warns_at(30)) == (60, 60, 15)
    assert (grain(1200), grain(900), grain(10)) == (60, 45, 0)
