"""Accessibility and privacy are read before anybody signs in, in both languages, from every page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

PAGES = ("clinic-public:accessibility", "clinic-public:privacy")


@pytest.mark.parametrize("name", PAGES)
def test_somebody_who_is_not_signed_in_reads_it_and_finds_the_practices_own_phone(
    stage: Any, name: str
) -> None:
    phone = stage.patient("rosa").site.organization.phone
    answer = Client().get(reverse(name))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert phone
    assert page[page.index("<main") : page.index("</main>")].count(phone) >= 1


@pytest.mark.parametrize("name", PAGES)
def test_a_practice_without_a_phone_promises_none(stage: Any, name: str) -> None:
    organization = stage.patient("rosa").site.organization
    organization.phone = ""
    organization.save()
    assert "ask at the front desk" in Client().get(reverse(name)).content.decode()


def test_it_stands_at_the_foot_of_the_sign_in_page_and_of_rosas_home(stage: Any) -> None:
    pages = [
        Client().get(reverse("account_login")),
        stage.browser("rosa").get(reverse("home:home", args=[stage.patient("rosa").pk])),
    ]
    for page in pages:
        foot = page.content.decode().split('class="site-foot"')[1]
        assert all(f'href="{reverse(name)}"' in foot for name in PAGES)


def test_the_minutes_are_those_in_force(stage: Any, settings: Any) -> None:
    settings.SESSION_IDLE_PATIENT = 7 * 60
    assert "After 7 minutes without use" in Client().get(reverse("clinic-public:privacy")).content.decode()


def test_every_cookie_of_a_signed_in_browser_is_one_that_the_page_tells_of(stage: Any) -> None:
    """Another cookie fails here: then the page has to tell of it first."""
    rosa = stage.browser("rosa")
    rosa.get(reverse("account-security"))
    rosa.post(reverse("core:language"), {"language": "es"})
    rosa.post(reverse("core:theme"), {"theme": "dark"})
    known = {"session", "csrf", "csrftoken", "sessionid", "device", "language", "theme"}
    assert {"language", "theme"} <= set(rosa.cookies) <= known


@pytest.mark.parametrize(("name", "words"), [(PAGES[0], "Qué se probó"), (PAGES[1], "Qué se guarda")])
def test_it_is_there_in_spanish(stage: Any, name: str, words: str) -> None:
    browser = Client()
    browser.post(reverse("core:language"), {"language": "es"})
    assert words in browser.get(reverse(name)).content.decode()


def test_a_phone_may_keep_the_portal_on_its_first_page_and_nothing_of_anybody(stage: Any) -> None:
    answer = Client().get(reverse("clinic-public:app"))
    said = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (said["name"], said["display"], said["start_url"]) == (
        "Lakeside Family Medicine",
        "standalone",
        "/",
    )
    assert {"192x192", "512x512"} <= {picture["sizes"] for picture in said["icons"]}
    for key, page in (("jo", reverse("desk:desk")), ("rosa", "/")):
        text = stage.browser(key).get(page, follow=True).content.decode()
        assert f'<link rel="manifest" href="{reverse("clinic-public:app")}">' in text
        # What could keep a page on the device would be a service worker.
        assert "serviceWorker" not in text
