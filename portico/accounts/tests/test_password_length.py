"""Fifteen characters alone, eight beside a second factor (NIST SP 800-63B-4)."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from portico.accounts.models import Account
from portico.accounts.rules.passwords import fewest, may_remove_factor
from portico.accounts.tests.test_securing import choose, link_in

PASSWORD = "seven quiet herons wade"
SHORT = "calm rye"  # eight
TOO_SHORT = "calm ry"
FOURTEEN, FIFTEEN = "calm rye drift", "calm ryes drift"
Give = Callable[[str], Any]
APP = "/account/security/second-factor/app/removal/"


def change(browser: Client, new: str, old: str = PASSWORD) -> Any:
    sent = {"oldpassword": old, "password1": new, "password2": new}
    return browser.post("/account/security/password/", sent)


def add_passkey(account: Any) -> str:
    key = Authenticator.objects.create(
        user=account, type="webauthn", data={"name": "Phone", "credential": {"clientExtensionResults": {}}}
    )
    return f"/account/security/passkeys/{key.pk}/removal/"


def kinds(account: Any) -> list[str]:
    return sorted(account.authenticator_set.values_list("type", flat=True))


def test_alone_fourteen_are_too_few_and_the_page_says_both_lengths(stage: Any, with_password: Give) -> None:
    account = with_password("rosa")
    browser = stage.browser("rosa")
    page = change(browser, FOURTEEN).content.decode()
    assert "Use at least 15 characters, or at least 8 once you have set up a second factor." in page
    assert "At least 15 characters, or 8 with a second factor." in page
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)
    assert change(browser, FIFTEEN).status_code == 302


def test_beside_an_app_eight_are_enough_and_seven_are_not(stage: Any, with_app: Give) -> None:
    with_app("rosa")
    browser = stage.browser("rosa")
    assert "Use at least 8 characters." in change(browser, TOO_SHORT).content.decode()
    assert change(browser, SHORT).status_code == 302


def test_recovery_codes_alone_are_no_second_factor(with_app: Give) -> None:
    account, _shows = with_app("rosa")
    account.authenticator_set.filter(type="totp").delete()
    with pytest.raises(ValidationError, match="at least 15"):
        validate_password(SHORT, account)


def test_the_same_holds_for_a_new_password_by_mail(
    with_password: Give, with_app: Give, deliver: Callable[[], None]
) -> None:
    with_password("walter")
    with_app("rosa")
    for key in ("walter", "rosa"):
        Client().post("/account/password/forgotten/", {"email": f"{key}@example.org"})
    deliver()
    links = {message.to[0]: link_in(message) for message in mail.outbox}
    refused = choose(Client(), links["walter.mail@example.org"], SHORT)
    assert "Use at least 15 characters" in refused.content.decode()
    assert choose(Client(), links["rosa.mail@example.org"], SHORT).status_code == 302


def test_the_same_holds_for_a_first_password(stage: Any) -> None:
    browser = stage.browser("rosa")
    sent = {"password1": SHORT, "password2": SHORT}
    assert "at least 15" in browser.post("/account/security/password/set/", sent).content.decode()
    add_passkey(stage.account("rosa"))
    assert browser.post("/account/security/password/set/", sent).status_code == 302


def test_the_app_stays_while_the_password_is_too_short_alone(stage: Any, with_app: Give) -> None:
    account, _shows = with_app("rosa")
    browser = stage.browser("rosa")
    change(browser, SHORT)
    for page in (browser.get(APP), browser.post(APP)):
        text = page.content.decode()
        assert "Your password is too short to be alone." in text
        assert 'href="/account/security/password/"' in text
        assert "btn-danger" not in text
    assert kinds(account) == ["recovery_codes", "totp"]
    change(browser, FIFTEEN, SHORT)
    assert browser.post(APP).status_code == 302
    assert kinds(account) == []


def test_the_last_passkey_stays_too_but_not_the_one_before(stage: Any, with_password: Give) -> None:
    account = with_password("rosa")
    first, last = add_passkey(account), add_passkey(account)
    browser = stage.browser("rosa")
    change(browser, SHORT)
    assert browser.post(first).status_code == 302
    for page in (browser.get(last), browser.post(last)):
        assert "Your password is too short to be alone." in page.content.decode()
    assert kinds(account) == ["webauthn"]
    change(browser, FIFTEEN, SHORT)
    assert browser.post(last).status_code == 302
    assert kinds(account) == []


def test_a_better_hash_of_the_same_password_forgets_nothing(with_password: Give, settings: Any) -> None:
    """The hash is made anew at a sign-in when the setting has changed."""
    account = with_password("rosa")
    account.set_password(SHORT)
    account.save()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    account = Account.objects.get(pk=account.pk)
    assert account.check_password(SHORT)
    found = Account.objects.get(pk=account.pk)
    assert found.password.startswith("pbkdf2")
    assert not found.password_stands_alone


def test_the_rule() -> None:
    assert (fewest(has_second_factor=False), fewest(has_second_factor=True)) == (15, 8)
    facts = [(others, has, alone) for others in (0, 1) for has in (True, False) for alone in (True, False)]
    refused = [
        fact
        for fact in facts
        if not may_remove_factor(others=fact[0], has_password=fact[1], stands_alone=fact[2]).is_allowed
    ]
    assert refused == [(0, True, False)]
