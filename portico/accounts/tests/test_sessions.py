"""A session ends by itself, by its owner, and by a new password."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from portico.accounts.models import Account
from portico.accounts.rules.devices import device_of
from portico.accounts.rules.limits import Why, is_over

SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36"
Give = Callable[[str], Any]
Try = Callable[..., Any]
MINUTE = 60


@pytest.mark.parametrize(("who", "minutes"), [("rosa", 20), ("jo", 15)])
def test_a_session_without_use_ends_after_its_limit(stage: Any, who: str, minutes: int) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = stage.browser(who)
        assert browser.get("/account/security/").status_code == 200
        clock.shift(minutes * MINUTE - 1)
        assert browser.get("/account/security/").status_code == 200
        clock.shift(minutes * MINUTE + 1)
        answer = browser.get("/account/security/")
        assert answer["Location"].startswith("/account/sign-in/")
        page = browser.get(answer["Location"]).content.decode()
        assert "You were signed out because nothing happened for a while." in page
        assert "signed out because" not in browser.get("/account/sign-in/").content.decode()


def test_a_session_in_steady_use_ends_after_twelve_hours(stage: Any) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = stage.browser("rosa")
        for _ in range(12 * 6 + 1):
            assert browser.get("/account/security/").status_code == 200
            clock.shift(10 * MINUTE)
        answer = browser.get("/account/security/")
        assert answer.status_code == 302
        assert "signed out after 12 hours" in browser.get(answer["Location"]).content.decode()


def test_the_old_mark_opens_nothing_after_signing_out(
    client: Client, with_password: Give, try_sign_in: Try
) -> None:
    with_password("rosa")
    before = client.get("/account/sign-in/").cookies
    try_sign_in(client, "rosa@example.org")
    old = client.cookies["session"].value
    assert "session" not in before
    assert before != old
    answer = client.post("/account/sign-out/")
    assert '"cache"' in answer["Clear-Site-Data"]
    client.cookies["session"] = old
    assert client.get("/account/security/").status_code == 302


def test_signing_out_asks_first_when_it_is_only_a_link(
    client: Client, with_password: Give, try_sign_in: Try
) -> None:
    with_password("rosa")
    try_sign_in(client, "rosa@example.org")
    assert "Sign out?" in client.get("/account/sign-out/").content.decode()
    assert client.get("/account/security/").status_code == 200


@pytest.fixture
def two_places(with_password: Give, try_sign_in: Try) -> tuple[Client, Client]:
    with_password("rosa")
    phone, computer = Client(headers={"user-agent": SAFARI}), Client(headers={"user-agent": CHROME})
    try_sign_in(phone, "rosa@example.org")
    try_sign_in(computer, "rosa@example.org")
    return phone, computer


def test_the_list_names_devices_as_people_do(two_places: tuple[Client, Client]) -> None:
    phone, _computer = two_places
    page = phone.get("/account/security/sessions/").content.decode()
    assert "Safari on iPhone" in page
    assert "Chrome on Windows" in page
    assert page.count("This device") == 1


def test_one_other_session_is_ended_and_no_more_than_that(two_places: tuple[Client, Client]) -> None:
    phone, computer = two_places
    page = phone.get("/account/security/sessions/").content.decode()
    (end,) = re.findall(r'action="(/account/security/sessions/\d+/end/)"', page)
    assert phone.post(end).status_code == 302
    assert computer.get("/account/security/").status_code == 302
    assert phone.get("/account/security/").status_code == 200
    assert phone.post(end).status_code == 404


def test_nobody_ends_the_session_of_somebody_else(two_places: tuple[Client, Client], stage: Any) -> None:
    phone, computer = two_places
    page = phone.get("/account/security/sessions/").content.decode()
    (end,) = re.findall(r'action="(/account/security/sessions/\d+/end/)"', page)
    assert stage.browser("walter").post(end).status_code == 404
    assert Client().post(end)["Location"].startswith("/account/sign-in/")
    assert computer.get("/account/security/").status_code == 200
    assert phone.get(end).status_code == 405


def test_all_others_are_ended_at_once(two_places: tuple[Client, Client]) -> None:
    phone, computer = two_places
    page = phone.post("/account/security/sessions/", follow=True).content.decode()
    assert "You are signed out everywhere else." in page
    assert computer.get("/account/security/").status_code == 302
    assert phone.get("/account/security/").status_code == 200


def test_a_session_that_ran_out_is_not_in_the_list(two_places: tuple[Client, Client]) -> None:
    phone, _computer = two_places
    with time_machine.travel(time.time(), tick=False) as clock:
        for browser in two_places:
            browser.get("/account/security/")
        clock.shift(15 * MINUTE)
        phone.get("/account/security/")
        clock.shift(15 * MINUTE)
        page = phone.get("/account/security/sessions/").content.decode()
    assert "Safari on iPhone" in page
    assert "Chrome on Windows" not in page


def test_a_disabled_account_is_out_at_the_next_request(two_places: tuple[Client, Client]) -> None:
    Account.objects.filter(username="rosa@example.org").update(is_active=False)
    assert [browser.get("/account/security/").status_code for browser in two_places] == [302, 302]


def test_the_twelve_hours_begin_anew_with_a_new_sign_in(
    client: Client, with_password: Give, try_sign_in: Try
) -> None:
    with_password("rosa")
    with time_machine.travel(time.time(), tick=False) as clock:
        try_sign_in(client, "rosa@example.org")
        client.get("/account/security/")
        clock.shift(13 * 3600)
        assert client.get("/account/security/").status_code == 302
        assert try_sign_in(client, "rosa@example.org").status_code == 302
        clock.shift(5 * MINUTE)
        assert client.get("/account/security/").status_code == 200


def test_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites(
    client: Client, with_password: Give, try_sign_in: Try
) -> None:
    with_password("rosa")
    client.get("/account/sign-in/")
    try_sign_in(client, "rosa@example.org")
    for name in ("session", "csrf", "device"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


def test_the_reason_is_the_limit_that_would_have_ended_it_anyway() -> None:
    facts = {"begun_at": 0, "idle": 900, "longest": 43_200}
    assert not is_over(**facts, seen_at=42_000, now=42_900)
    assert is_over(**facts, seen_at=42_000, now=42_901).why is Why.IDLE
    assert is_over(**facts, seen_at=43_000, now=43_201).why is Why.TWELVE_HOURS


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (SAFARI, "Safari/iPhone"),
        (CHROME, "Chrome/Windows"),
        (f"{CHROME} Edg/130.0", "Edge/Windows"),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36",
            "Chrome/Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.7; rv:132.0) Gecko/20100101 Firefox/132.0",
            "Firefox/Mac",
        ),
        ("curl/8", "/"),
        ("", "/"),
    ],
)
def test_browsers_are_told_apart(agent: str, words: str) -> None:
    device = device_of(agent)
    assert f"{device.browser}/{device.machine}" == words
