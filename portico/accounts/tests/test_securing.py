"""New passwords, second factors, and what the owner is told of them."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from portico.accounts.models import Account

NEW = "eleven calm otters drift"
PASSWORD = "seven quiet herons wade"
Give = Callable[[str], Any]
Try = Callable[..., Any]
Deliver = Callable[[], None]
NO_PATIENT = re.compile(r"Rosa|Delgado|lisinopril|diabetes|clinic visit|100001")


def ask(name: str) -> Any:
    return Client().post("/account/password/forgotten/", {"email": name})


def link_in(message: Any) -> str:
    found = re.search(r"https?://[^/\s]+(/account/password/new/\S+)", message.body)
    assert found is not None
    return found[1]


def choose(client: Client, link: str, password: str = NEW) -> Any:
    form = client.get(link)
    if form.status_code != 302:
        return form
    return client.post(form["Location"], {"password1": password, "password2": password})


def test_a_forgotten_password_is_answered_the_same_for_every_name(
    with_password: Give, deliver: Deliver
) -> None:
    with_password("rosa")
    Account.objects.filter(pk=with_password("walter").pk).update(is_active=False)
    answers = [ask(name) for name in ("rosa@example.org", "nobody@example.org", "walter@example.org")]
    assert {(answer.status_code, answer["Location"], answer.content) for answer in answers} == {
        (302, "/account/password/forgotten/sent/", b"")
    }
    deliver()
    assert [message.to for message in mail.outbox] == [["rosa.mail@example.org"]]


def test_the_mail_names_the_sign_in_name_and_nothing_of_the_record(
    with_password: Give, deliver: Deliver
) -> None:
    with_password("rosa")
    ask("rosa@example.org")
    deliver()
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert "rosa@example.org" in text
    assert not NO_PATIENT.search(text)


def test_a_couple_with_one_address_gets_one_mail_for_the_name_that_was_asked(
    with_password: Give, deliver: Deliver
) -> None:
    for key in ("rosa", "walter"):
        account = with_password(key)
        Account.objects.filter(pk=account.pk).update(contact_email="both@example.org")
    ask("walter@example.org")
    deliver()
    (message,) = mail.outbox
    assert "walter@example.org" in message.body
    assert "rosa@example.org" not in message.body


def test_the_link_works_once_and_the_new_password_opens_the_account(
    with_password: Give, deliver: Deliver, try_sign_in: Try
) -> None:
    with_password("rosa")
    ask("rosa@example.org")
    deliver()
    link = link_in(mail.outbox[0])
    assert choose(Client(), link)["Location"] == "/account/password/new/done/"
    assert "does not work any more" in choose(Client(), link).content.decode()
    assert try_sign_in(Client(), "rosa@example.org").status_code == 200
    assert try_sign_in(Client(), "rosa@example.org", NEW).status_code == 302


def test_the_link_works_for_half_an_hour(with_password: Give, deliver: Deliver) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        with_password("rosa")
        ask("rosa@example.org")
        deliver()
        link = link_in(mail.outbox[0])
        clock.shift(1799)
        assert Client().get(link).status_code == 302
        clock.shift(3)
        assert "does not work any more" in Client().get(link).content.decode()


def test_the_link_dies_with_a_sign_in_and_with_a_new_address(
    with_password: Give, deliver: Deliver, try_sign_in: Try
) -> None:
    account = with_password("rosa")
    ask("rosa@example.org")
    deliver()
    link = link_in(mail.outbox[0])
    Account.objects.filter(pk=account.pk).update(contact_email="else@example.org")
    assert "does not work any more" in Client().get(link).content.decode()
    Account.objects.filter(pk=account.pk).update(contact_email="rosa.mail@example.org")
    assert Client().get(link).status_code == 302
    try_sign_in(Client(), "rosa@example.org")
    assert "does not work any more" in Client().get(link).content.decode()


def test_a_new_password_by_mail_does_not_skip_the_second_factor(
    with_app: Give, deliver: Deliver, try_sign_in: Try
) -> None:
    with_app("rosa")
    ask("rosa@example.org")
    deliver()
    browser = Client()
    choose(browser, link_in(mail.outbox[0]))
    assert browser.get("/account/security/").status_code == 302
    answer = try_sign_in(browser, "rosa@example.org", NEW)
    assert answer["Location"].startswith("/account/second-factor/")


def test_five_mails_an_hour_for_one_name_are_enough(with_password: Give, deliver: Deliver) -> None:
    with_password("rosa")
    answers = [ask("rosa@example.org").status_code for _ in range(7)]
    deliver()
    assert answers == [302] * 5 + [429] * 2
    assert len(mail.outbox) == 5


def test_who_guessed_too_often_gets_in_with_a_new_password(
    with_password: Give, deliver: Deliver, try_sign_in: Try
) -> None:
    with_password("rosa")
    for _ in range(11):
        last = try_sign_in(Client(), "rosa@example.org", "nine loud herons wade")
    assert last.status_code == 429
    ask("rosa@example.org")
    deliver()
    choose(Client(), link_in(mail.outbox[0]))
    assert try_sign_in(Client(), "rosa@example.org", NEW).status_code == 302


def test_a_changed_password_ends_the_other_sessions_and_is_told(
    with_password: Give, deliver: Deliver, try_sign_in: Try
) -> None:
    with_password("rosa")
    here, there = Client(), Client()
    for browser in (here, there):
        try_sign_in(browser, "rosa@example.org")
    deliver()
    mail.outbox.clear()
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/account/security/password/", sent).status_code == 302
    assert here.get("/account/security/").status_code == 200
    assert there.get("/account/security/").status_code == 302
    deliver()
    (message,) = mail.outbox
    assert "The password was changed." in message.body
    assert not NO_PATIENT.search(message.subject + message.body)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short but fine", "at least 15"),
        ("aaaaaaaaaaaaaaaaaaaa", "same few characters"),
        ("portico patient portal", "too close"),
        ("x" * 100 + "abcdefgh" * 30, "at most 256"),
        ("rosa@example.org1", "too similar"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_with_the_reason(
    with_password: Give, password: str, why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        validate_password(password, with_password("rosa"))


@pytest.mark.parametrize("password", [NEW, "el perro ladró ñandú", "雨が降っていますので傘を持って行く"])
def test_long_words_in_any_language_are_good_passwords(with_password: Give, password: str) -> None:
    validate_password(password, with_password("rosa"))


TEAM_PAGES = ["/desk/", "/desk/patients/", "/what-is-on/"]


def test_the_team_reaches_no_work_without_a_second_factor_and_reads_why(
    client: Client, with_password: Give, try_sign_in: Try
) -> None:
    with_password("jo")
    try_sign_in(client, "jo@example.org")
    for address in TEAM_PAGES:
        answer = client.get(address)
        assert answer["Location"].startswith("/account/security/second-factor/"), address
    page = client.get(answer["Location"]).content.decode()
    assert "Set up a second factor to begin." in page
    assert "nobody on the team works with a password alone" in page


def test_a_nurse_sets_up_the_app_and_goes_to_work(
    client: Client,
    with_password: Give,
    try_sign_in: Try,
    deliver: Deliver,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with_password("jo")
    try_sign_in(client, "jo@example.org")
    page = client.get("/account/security/second-factor/app/").content.decode()
    secret = re.search(r'class="secret"[^>]*>([A-Z2-7]+)<', page)
    assert secret is not None
    code = format_hotp_value(hotp_value(secret[1], int(time.time()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/security/second-factor/app/", {"code": code})
    assert answer["Location"] == "/account/security/recovery-codes/"
    codes = client.get(answer["Location"]).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert client.get("/desk/").status_code == 200
    deliver()
    assert "An app that shows codes was added." in mail.outbox[-1].body


def test_a_wrong_first_code_keeps_the_key_on_the_page(
    client: Client, with_password: Give, try_sign_in: Try
) -> None:
    with_password("jo")
    try_sign_in(client, "jo@example.org")
    key = re.compile(r'class="secret"[^>]*>([A-Z2-7]+)<')
    before = key.findall(client.get("/account/security/second-factor/app/").content.decode())
    page = client.post("/account/security/second-factor/app/", {"code": "000000"}).content.decode()
    assert key.findall(page) == before
    assert "That code is not right." in page


def test_after_five_minutes_security_asks_for_the_password_again(
    client: Client, with_password: Give, try_sign_in: Try
) -> None:
    with_password("rosa")
    with time_machine.travel(time.time(), tick=True) as clock:
        try_sign_in(client, "rosa@example.org")
        assert client.get("/account/security/second-factor/app/").status_code == 200
        clock.shift(301)
        answer = client.get("/account/security/second-factor/app/")
        assert answer["Location"].startswith("/account/again/")
        page = client.get(answer["Location"]).content.decode()
        assert "Please sign in again" in page
        wrong = client.post(answer["Location"], {"password": "nine loud herons wade"})
        assert "That is not your password." in wrong.content.decode()
        right = client.post(answer["Location"], {"password": PASSWORD})
        assert right["Location"] == "/account/security/second-factor/app/"
        assert client.get(right["Location"]).status_code == 200


def test_recovery_codes_can_be_kept_as_a_file(stage: Any, with_app: Give) -> None:
    with_app("rosa")
    answer = stage.browser("rosa").get("/account/security/recovery-codes/file/")
    assert answer["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert len(re.findall(r"^\d{8}$", answer.content.decode(), re.MULTILINE)) == 10


def test_new_recovery_codes_end_the_old_ones_and_are_told(
    stage: Any, with_app: Give, deliver: Deliver, django_capture_on_commit_callbacks: Any
) -> None:
    account, _shows = with_app("rosa")
    old = account.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    with django_capture_on_commit_callbacks(execute=True):
        stage.browser("rosa").post("/account/security/recovery-codes/new/")
    new = account.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(old) & set(new)
    deliver()
    assert "New recovery codes were made" in mail.outbox[-1].body
