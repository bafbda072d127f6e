"""Doors, the net under every page, the switches of language and theme, and the health of the service."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from portico.core.doors import _local
from portico.core.middleware import Doors
from portico.core.models import Heartbeat

ELSEWHERE = [
    "//evil.example", "///evil.example", "////evil.example", "//evil.example/%2f..", "/\\evil.example",
    "\\\\evil.example", "\\/evil.example", "/\\/evil.example", "\\evil.example", "http://evil.example",
    "https://evil.example", "HTTPS://evil.example", "https:evil.example", "https:/evil.example",
    "https:///evil.example", "http:\\\\evil.example", "ftp://evil.example", "javascript:alert(1)",
    "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "javascript://%0aalert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", "mailto:a@evil.example", "tel:911",
    "//evil.example:80", "//user@evil.example", "//testserver@evil.example", "http://testserver@evil.example",
    "http://testserver.evil.example", "http://testserverevil.example/", "/\t/evil.example", "/\n/evil.example",
    "\t//evil.example", "\x00//evil.example", " //evil.example", "evil.example", ".evil.example", "?//evil.example",
    "%2f%2fevil.example", "//%65vil.example", "/\r\nLocation: https://evil.example", "https://[::1", "//[evil",
]  # fmt: skip


def is_here(address: str) -> bool:
    """Where a browser goes: it drops tabs and line ends, and takes a backslash for a slash."""
    read = "".join(letter for letter in address.strip() if letter not in "\t\r\n").replace("\\", "/")
    return urlsplit(urljoin("http://testserver/account/", read))[:2] == ("http", "testserver")


@pytest.mark.parametrize("address", ELSEWHERE)
@pytest.mark.parametrize("switch", ["language", "theme"])
def test_no_switch_sends_anybody_elsewhere(db: None, client: Any, switch: str, address: str) -> None:
    response = client.post(reverse(f"core:{switch}"), {"next": address, switch: "es"})
    assert response.status_code == 302
    assert is_here(response.headers["Location"])


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_sign_in_sends_anybody_elsewhere(stage: Any, address: str) -> None:
    response = stage.browser("rosa").get(reverse("account_login"), {"next": address})
    if response.status_code == 302:
        assert is_here(response.headers["Location"])
    else:
        assert f'href="{address}' not in response.content.decode()


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_door_that_asks_for_a_sign_in_comes_back_to_this_site(db: None, address: str) -> None:
    """The sign-in then asks again (above): it is that which stops a tab or a line end between two slashes."""
    request = RequestFactory().post("/")
    assert is_here(_local(request, address)) or address[1] in "\t\n"


def test_a_page_of_ours_is_where_one_comes_back_to(db: None, client: Any) -> None:
    response = client.get("/for/00000000-0000-0000-0000-000000000001/results/?q=x&after=1")
    assert response.status_code == 302
    back = parse_qs(urlsplit(response.headers["Location"]).query)["next"]
    assert back == ["/for/00000000-0000-0000-0000-000000000001/results/?q=x&after=1"]
    assert client.post(reverse("core:theme"), {"next": "/a/?b=c"}).headers["Location"] == "/a/?b=c"


def test_a_view_without_a_door_is_no_page(caplog: Any) -> None:
    def forgotten(request: Any) -> HttpResponse:
        return HttpResponse("a record")

    with pytest.raises(Http404):
        Doors(forgotten).process_view(RequestFactory().get("/"), forgotten, (), {})
    assert "forgotten has no door" in caplog.text


# -- the net --


@pytest.fixture
def away() -> Any:
    def refuse(*_: Any) -> Any:
        raise OperationalError("could not connect: password of rosa")

    return connection.execute_wrapper(refuse)


@pytest.mark.parametrize(
    "address", ["/", "/account/sign-in/", "/health/", "/for/00000000-0000-0000-0000-000000000001/"]
)
def test_while_the_database_is_away_each_page_says_so_and_when_to_come_back(
    stage: Any, away: Any, address: str
) -> None:
    client = stage.browser("rosa")
    client.raise_request_exception = False
    with away:
        response = client.get(address)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert response.headers["Cache-Control"] == "no-store"
    assert "We will be back" in response.content.decode()
    assert "password" not in response.content.decode()


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")], ids=repr)
def test_a_database_that_goes_away_in_the_middle_is_a_503_too(
    stage: Any, monkeypatch: Any, error: Exception
) -> None:
    def fail(*_: Any) -> Any:
        raise error

    monkeypatch.setattr("portico.home.views.front.records_of", fail)
    response = stage.browser("rosa").get("/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")


def test_our_own_mistakes_are_a_500_without_a_word_of_them(stage: Any, monkeypatch: Any) -> None:
    def fail(*_: Any) -> Any:
        raise ZeroDivisionError("Rosa Delgado")

    monkeypatch.setattr("portico.home.views.front.records_of", fail)
    client = stage.browser("rosa")
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Rosa" not in response.content.decode()
    assert_safe(response)


def assert_safe(response: Any) -> None:
    headers = response.headers
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_every_kind_of_answer_is_stored_nowhere_and_wears_its_headers(stage: Any) -> None:
    client, rosa = stage.browser("rosa"), stage.patient("rosa")
    page = reverse("home:home", args=[rosa.pk])
    for address, status in (
        (page, 200),
        ("/", 302),
        ("/nowhere/", 404),
        (reverse("desk:desk"), 404),
        ("/health/", 503),
    ):
        Heartbeat.objects.all().delete()
        response = client.get(address)
        assert response.status_code == status, address
        assert_safe(response)
    assert_safe(client.get(reverse("core:theme")))


# -- the switches --


def test_the_language_is_kept_for_a_year_out_of_reach_of_scripts(db: None, client: Any) -> None:
    cookie = client.post(reverse("core:language"), {"language": "es"}).cookies["language"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        "es",
        365 * 86400,
        True,
        "Lax",
    )
    assert client.get(reverse("account_login")).headers["Content-Language"] == "es"


@pytest.mark.parametrize("chosen", ["xx", "", "../etc", "es\r\nSet-Cookie: a=b", "e" * 5000])
def test_a_language_that_we_do_not_speak_is_english(db: None, client: Any, chosen: str) -> None:
    assert client.post(reverse("core:language"), {"language": chosen}).cookies["language"].value == "en"
    client.cookies["language"] = chosen.split("\r", maxsplit=1)[0] or "x"
    assert client.get(reverse("account_login")).status_code == 200


@pytest.mark.parametrize(
    ("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("pink", "auto"), ("", "auto")]
)
def test_a_theme_is_light_dark_or_the_devices_own(db: None, client: Any, chosen: str, kept: str) -> None:
    assert client.post(reverse("core:theme"), {"theme": chosen}).cookies["theme"].value == kept


@pytest.mark.parametrize("name", ["language", "theme"])
def test_a_switch_is_sent_and_not_opened(db: None, client: Any, name: str) -> None:
    answer = client.get(reverse(f"core:{name}"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "There is nothing to open here" in answer.content.decode()


def test_the_address_of_a_form_says_what_to_do_to_who_opens_it(stage: Any) -> None:
    answer = stage.browser("grace").get(reverse("oncall:writing"))
    assert answer.status_code == 405
    assert "Nothing was changed." in answer.content.decode()


# -- health --


@pytest.mark.parametrize(
    ("silent", "status", "worker"), [(0, 200, "ok"), (29, 200, "ok"), (31, 503, "silent")]
)
def test_the_service_is_well_while_its_worker_shows_signs_of_life(
    db: None, client: Any, silent: int, status: int, worker: str
) -> None:
    Heartbeat.objects.update_or_create(
        name="worker", defaults={"at": timezone.now() - timedelta(seconds=silent)}
    )
    response = client.get("/health/")
    facts = json.loads(response.content)
    assert (response.status_code, facts["worker"], facts["database"]) == (status, worker, "ok")
    assert set(facts) == {
        "database", "worker", "worker_seen_seconds_ago", "oldest_waiting_seconds", "dead_letters",
    }  # fmt: skip


def test_a_worker_that_never_was_is_silent(db: None, client: Any) -> None:
    Heartbeat.objects.all().delete()
    response = client.get("/health/")
    assert (response.status_code, json.loads(response.content)["worker_seen_seconds_ago"]) == (503, None)
