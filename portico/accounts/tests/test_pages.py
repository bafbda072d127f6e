"""Every page of signing in and of security can be read, without JavaScript, in the house's own look."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

ENTRANCE = [
    "/account/sign-in/",
    "/account/inactive/",
    "/account/password/forgotten/",
    "/account/password/forgotten/sent/",
    "/account/password/new/x-y/",
    "/account/password/new/done/",
]
OWN = [
    "/account/security/",
    "/account/security/password/set/",
    "/account/security/sessions/",
    "/account/security/second-factor/",
    "/account/security/second-factor/app/",
    "/account/security/passkeys/",
    "/account/security/passkeys/new/",
    "/account/sign-out/",
]
WITH_APP = [
    "/account/security/password/",
    "/account/security/second-factor/",
    "/account/security/second-factor/app/removal/",
    "/account/security/recovery-codes/",
    "/account/security/recovery-codes/new/",
    "/account/again/",
    "/account/again/second-factor/",
]


def assert_ours(response: Any) -> str:
    page = response.content.decode()
    assert response.status_code == 200
    assert "portico.css" in page
    assert len(re.findall(r"<h1[ >]", page)) == 1
    # Nothing runs in the page itself: only files of ours and blocks of data.
    for script in re.findall(r"<script[^>]*>", page):
        assert 'src="/static/' in script or 'type="application/json"' in script
    assert not re.search(r"\{[{%]|<c-|\son[a-z]+=", page)
    assert "no-store" in response["Cache-Control"]
    return page


@pytest.mark.parametrize("address", ENTRANCE)
def test_a_stranger_reads_the_pages_at_the_entrance(client: Client, address: str) -> None:
    page = assert_ours(client.get(address))
    assert "sign up" not in page.lower()


@pytest.mark.parametrize("address", OWN)
@pytest.mark.parametrize("who", ["rosa", "jo"])
def test_patients_and_team_read_the_pages_of_their_own_security(stage: Any, who: str, address: str) -> None:
    assert_ours(stage.browser(who).get(address))


@pytest.mark.parametrize("address", WITH_APP)
def test_who_has_an_app_reads_the_pages_about_it(
    stage: Any, with_app: Callable[..., Any], address: str
) -> None:
    with_app("rosa")
    assert_ours(stage.browser("rosa").get(address))


def test_the_passkey_button_stays_away_where_there_is_no_javascript(client: Client) -> None:
    page = client.get("/account/sign-in/").content.decode()
    assert re.search(r"data-passkey hidden>.*passkey_button", page, re.DOTALL)


def test_the_code_field_brings_up_numbers_and_the_phone_offers_the_code(
    client: Client, with_app: Callable[..., Any], try_sign_in: Callable[..., Any]
) -> None:
    with_app("rosa")
    answer = try_sign_in(client, "rosa@example.org")
    page = client.get(answer["Location"]).content.decode()
    field = re.search(r'<input[^>]*name="code"[^>]*>', page)
    assert field is not None
    assert 'inputmode="numeric"' in field[0]
    assert 'autocomplete="one-time-code"' in field[0]
    assert "recovery codes" in page


def test_nobody_without_a_sign_in_reaches_the_pages_of_security(client: Client) -> None:
    for address in OWN[:-1]:
        assert client.get(address)["Location"].startswith("/account/sign-in/")
