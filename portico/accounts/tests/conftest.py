"""People who sign in with a real password, as the demo's never do."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portico.core.delivery import run_due
from portico.notifications.tasks import carry

PASSWORD = "seven quiet herons wade"


@pytest.fixture(autouse=True)
def _fresh_throttles(db: None) -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _cheap_hashes(request: pytest.FixtureRequest, settings: Any) -> None:
    """These tests sign in some hundred times; two of them are about the real hash."""
    if not request.node.get_closest_marker("real_hash"):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def with_password(stage: Any) -> Callable[[str], Any]:
    """The account of one of the cast, now with a password."""

    def give(key: str) -> Any:
        account = stage.account(key)
        account.set_password(PASSWORD)
        account.contact_email = f"{key}.mail@example.org"
        account.save()
        return account

    return give


@pytest.fixture
def with_app(with_password: Callable[[str], Any]) -> Callable[[str], tuple[Any, Callable[[int], str]]]:
    """… and with an app that shows codes. Gives the account and what the app shows (`steps` half minutes on)."""

    def give(key: str) -> tuple[Any, Callable[[int], str]]:
        account = with_password(key)
        secret = generate_totp_secret()
        TOTP.activate(account, secret)
        RecoveryCodes.activate(account)
        return account, lambda steps=0: code_of(secret, steps)

    return give


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def try_sign_in() -> Callable[..., Any]:
    def knock(client: Client, name: str, password: str = PASSWORD, **headers: Any) -> Any:
        return client.post("/account/sign-in/", {"login": name, "password": password}, **headers)

    return knock


@pytest.fixture
def deliver() -> Callable[[], None]:
    """The worker's turn: what follows from what happened."""

    def turn() -> None:
        run_due(now=timezone.now())
        carry(now=timezone.now())

    return turn
