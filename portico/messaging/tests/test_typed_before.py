"""What was typed without a script when a session ended waits for the same person, and for nobody else (ADR 0011)."""

import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from portico.accounts.queries import TYPED
from portico.accounts.tests.conftest import PASSWORD, code_of
from portico.messaging.models import Draft
from portico.people.models import Relation

TEXT = "My knee hurts when I climb stairs."
IDLE = 20 * 60 + 61


@pytest.fixture(autouse=True)
def _cheap_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(time.time(), tick=False) as moves:
        yield moves


def form(stage: Any, person: str = "rosa") -> str:
    return reverse("messaging:other", args=[stage.patient(person).pk])


def opened(stage: Any, key: str, url: str) -> Client:
    browser: Client = stage.browser(key)
    assert browser.get(url).status_code == 200
    return browser


def sent_late(stage: Any, clock: Any, key: str = "rosa", person: str = "rosa", **more: Any) -> Client:
    """Typed for too long, then sent: the answer is the sign-in page."""
    url = form(stage, person)
    browser = opened(stage, key, url)
    clock.shift(IDLE)
    answer = browser.post(url, {"topic": "Knee", "body": TEXT, "send_key": str(uuid4()), **more})
    assert answer["Location"].startswith("/account/sign-in/")
    assert answer["Location"].endswith(f"?next={url.replace('/', '%2F')}"), "it leads back to the form"
    return browser


def back_as(stage: Any, browser: Client, key: str) -> None:
    """Signs in again in the same browser, with password and app, by the pages that everybody uses."""
    account, secret = stage.account(key), generate_totp_secret()
    account.set_password(PASSWORD)
    account.save()
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    browser.post("/account/sign-in/", {"login": account.username, "password": PASSWORD})
    answer = browser.post("/account/second-factor/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.status_code
    assert browser.session["_auth_user_id"] == str(account.pk)


def kept(stage: Any) -> list[tuple[str, str]]:
    return [(row.place, row.data.get("body", "")) for row in Draft.objects.all()]


def test_rosa_finds_her_text_in_the_form_after_signing_in_again(stage: Any, clock: Any) -> None:
    browser = sent_late(stage, clock)
    assert kept(stage) == [], "nothing is a draft before she is back"
    assert "It is kept for 30 minutes." in browser.get("/account/sign-in/").content.decode()
    back_as(stage, browser, "rosa")
    page = browser.get(form(stage)).content.decode()
    assert TEXT in page
    assert "Knee" in page
    assert "You were signed out before this was sent." in page
    assert kept(stage) == [("other", TEXT)]
    assert TYPED not in browser.session


def test_a_reply_is_found_in_its_conversation(stage: Any, clock: Any) -> None:
    thread = stage.ask()
    page = reverse("messaging:thread", args=[thread.patient_id, thread.pk])
    browser = opened(stage, "rosa", page)
    clock.shift(IDLE)
    url = reverse("messaging:reply", args=[thread.patient_id, thread.pk])
    assert browser.post(url, {"body": TEXT, "send_key": str(uuid4())}).status_code == 302
    back_as(stage, browser, "rosa")
    assert TEXT in browser.get(page).content.decode()
    assert kept(stage) == [(f"reply-{thread.pk}", TEXT)]


def test_elena_who_signs_in_at_the_same_computer_gets_nothing_and_it_is_thrown_away(
    stage: Any, clock: Any
) -> None:
    """She may act for Rosa, and opens the very same form."""
    browser = sent_late(stage, clock)
    back_as(stage, browser, "elena")
    assert TYPED not in browser.session
    assert TEXT not in browser.get(form(stage)).content.decode()
    browser.post("/account/sign-out/")
    back_as(stage, browser, "rosa")
    assert TEXT not in browser.get(form(stage)).content.decode()
    assert kept(stage) == []


def test_what_elena_typed_for_her_mother_never_gets_into_her_own_record(stage: Any, clock: Any) -> None:
    browser = sent_late(stage, clock, "elena", "rosa")
    back_as(stage, browser, "elena")
    assert TEXT not in browser.get(form(stage, "elena")).content.decode()
    assert kept(stage) == []
    assert TEXT in browser.get(form(stage, "rosa")).content.decode()
    [draft] = Draft.objects.all()
    assert (draft.account, draft.patient) == (stage.account("elena"), stage.patient("rosa"))


def test_a_proxy_whose_access_ended_meanwhile_finds_a_shut_door(stage: Any, clock: Any) -> None:
    from django.utils import timezone

    browser = sent_late(stage, clock, "elena", "rosa")
    relation = Relation.objects.filter(account=stage.account("elena"), patient=stage.patient("rosa"))
    relation.update(ended_at=timezone.now())
    back_as(stage, browser, "elena")
    assert browser.get(form(stage, "rosa")).status_code == 404
    assert kept(stage) == []


def test_another_browser_of_the_same_person_has_nothing(stage: Any, clock: Any) -> None:
    sent_late(stage, clock)
    assert TEXT not in stage.browser("rosa").get(form(stage)).content.decode()


def test_after_half_an_hour_it_is_gone(stage: Any, clock: Any) -> None:
    browser = sent_late(stage, clock)
    key = browser.session.session_key
    expires = Session.objects.get(pk=key).expire_date.timestamp()
    assert expires <= time.time() + 30 * 60 + 1
    sealed = browser.session[TYPED]
    clock.shift(30 * 60 + 1)
    again = stage.browser("rosa")
    session = again.session
    session[TYPED] = sealed
    session.save()
    assert TEXT not in again.get(form(stage)).content.decode()
    assert kept(stage) == []


def test_on_the_server_it_can_not_be_read_and_on_the_device_there_is_no_word_of_it(
    stage: Any, clock: Any
) -> None:
    browser = sent_late(stage, clock)
    for row in Session.objects.all():
        assert "knee" not in str(row.get_decoded()).lower()
    assert all("knee" not in cookie.value.lower() for cookie in browser.cookies.values())
    assert TEXT not in browser.get("/account/sign-in/").content.decode()


@pytest.mark.parametrize("how", ["signed-out", "ended-elsewhere", "nobody"])
def test_a_session_that_was_not_ended_by_its_limits_names_nobody_and_nothing_is_kept(
    stage: Any, clock: Any, how: str
) -> None:
    browser = Client() if how == "nobody" else opened(stage, "rosa", form(stage))
    if how == "signed-out":
        browser.post("/account/sign-out/")
    if how == "ended-elsewhere":
        Session.objects.all().delete()
    assert browser.post(form(stage), {"body": TEXT, "topic": "Knee"}).status_code == 302
    assert TYPED not in browser.session


def test_a_form_of_another_site_plants_nothing(stage: Any, clock: Any) -> None:
    url = form(stage)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = opened(stage, "rosa", url).cookies
    clock.shift(IDLE)
    assert browser.post(url, {"body": TEXT, "topic": "Knee"}).status_code == 403
    assert TYPED not in browser.session


def test_more_than_a_form_of_ours_sends_is_not_kept(stage: Any, clock: Any) -> None:
    browser = sent_late(stage, clock, body="x" * 20_001)
    assert TYPED not in browser.session


def test_what_was_sent_after_all_is_no_draft(stage: Any, clock: Any) -> None:
    key = uuid4()
    stage.ask(kind="other", subject="Knee", body=TEXT, details={}, send_key=key)
    browser = sent_late(stage, clock, send_key=str(key))
    back_as(stage, browser, "rosa")
    assert TEXT not in browser.get(form(stage)).content.decode()
    assert kept(stage) == []


def test_a_later_draft_from_another_device_wins(stage: Any, clock: Any) -> None:
    browser = sent_late(stage, clock)
    clock.shift(60)
    phone = stage.browser("rosa")
    phone.post(reverse("messaging:draft", args=[stage.patient("rosa").pk, "other"]), {"body": "My hip."})
    back_as(stage, browser, "rosa")
    assert "My hip." in browser.get(form(stage)).content.decode()
    assert kept(stage) == [("other", "My hip.")]


def test_what_somebody_put_into_the_session_that_we_did_not_seal_is_nothing(stage: Any) -> None:
    browser = stage.browser("rosa")
    session = browser.session
    session[TYPED] = "gAAAAA-nonsense"
    session.save()
    assert browser.get(form(stage)).status_code == 200
    assert kept(stage) == []


def test_a_character_that_no_database_keeps_is_left_out(stage: Any, clock: Any) -> None:
    browser = sent_late(stage, clock, body=f"\x00{TEXT}")
    back_as(stage, browser, "rosa")
    assert TEXT in browser.get(form(stage)).content.decode()
    url = reverse("messaging:draft", args=[stage.patient("rosa").pk, "other"])
    assert browser.post(url, {"body": "My \x00hip."}).status_code == 204
    assert kept(stage) == [("other", "My hip.")]


def test_every_form_of_a_message_a_reply_and_an_answer_is_held() -> None:
    from django.urls import get_resolver

    from conftest import _routes

    doors = {name: door for name, _route, door in _routes(get_resolver().url_patterns)}
    written = {name for name, door in doors.items() if name.startswith("messaging:") and "GET" in door.methods
               and "POST" in door.methods}  # fmt: skip
    assert {name for name, door in doors.items() if door.typed_at} == written | {
        "messaging:reply",
        "messaging-team:answer",
        "desk:phrases",  # the same form, posted to put a phrase in
    }


IDLE_STAFF = 15 * 60 + 61
ANSWER = "Please take it in the evening."


def answered_late(stage: Any, clock: Any) -> tuple[Client, str]:
    """Jo writes her answer for too long; the answer to it is the sign-in page, which leads back to the item."""
    thread = stage.ask("rosa")
    item = stage.item(thread)
    page = reverse("desk:item", args=[item.patient_id, item.pk])
    browser = opened(stage, "jo", page)
    clock.shift(IDLE_STAFF)
    url = reverse("messaging-team:answer", args=[item.patient_id, item.pk, thread.pk])
    said = {"item": str(item.pk), "body": ANSWER, "then": "close", "send_key": str(uuid4())}
    answer = browser.post(url, said)
    assert answer["Location"].endswith(f"?next={page.replace('/', '%2F')}")
    return browser, page


def test_jo_finds_her_answer_in_the_box_after_signing_in_again(stage: Any, clock: Any) -> None:
    browser, page = answered_late(stage, clock)
    assert kept(stage) == []
    back_as(stage, browser, "jo")
    shown = browser.get(page).content.decode()
    assert ANSWER in shown
    assert "You were signed out before this was sent." in shown
    assert [body for _place, body in kept(stage)] == [ANSWER]
    assert "You were signed out" not in browser.get(page).content.decode()


def test_an_answer_of_jo_is_not_for_whoever_signs_in_after_her(stage: Any, clock: Any) -> None:
    browser, page = answered_late(stage, clock)
    back_as(stage, browser, "tomas")
    assert ANSWER not in browser.get(page).content.decode()
    assert kept(stage) == []
