"""How the sign-in library (allauth) behaves here."""

import hashlib
import time
from ipaddress import ip_network
from secrets import token_urlsafe
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portico.accounts.actions import note_change, owner_of
from portico.accounts.actions import sign_in as note_sign_in
from portico.accounts.permissions import AccountVerb
from portico.accounts.queries import (
    TYPED,
    account_named,
    is_typed_of_another,
    knows_device,
    removal_of_factor,
)
from portico.accounts.rules.changes import Change, change_named
from portico.accounts.sealing import seal, unseal
from portico.audit.actions import Fact, append

DEVICE_COOKIE = "__Host-device" if settings.IS_PRODUCTION else "device"
TWO_YEARS = 2 * 365 * 86400


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The sign-in name or the password is not right."),
        "too_many_login_attempts": _("There were too many tries. Please wait 15 minutes, then try again."),
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not your password of today."),
        "invalid_or_expired_key": _("This link does not work any more."),
        "invalid_password_reset": _("This link does not work any more."),
        "rate_limited": _("There were too many tries. Please wait 15 minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation; nobody signs up from outside."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counted by address, by neighbouring addresses and by sign-in name (AU-04). Full: a page that says so."""
        network = _network(self.get_client_ip(request))
        name = self._get_login_attempts_cache_key(request, **credentials)
        for action, key in (("login_network", network), ("login_failed", name)):
            usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not usage:
                raise ImmediateHttpResponse(ratelimit.respond_429(request))
        self._login_failed_rl_usage = usage

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """As the library's, but a disabled account is as good as a wrong password: same words, same count (AU-05)."""
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        if user:
            self._rollback_login_failed_rl_usage()
        else:
            self.authentication_failed(request, **credentials)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """One ledger row a wrong try, for names that exist and for names that don't. The name itself is not kept:
        people type passwords into the wrong box. How many rows there can be, the throttles say (AU-10)."""
        account = account_named(credentials.get("username", ""))
        append(
            Fact(
                verb=AccountVerb.MANAGE_OWN,
                outcome="refused",
                kind="sign-in",
                object=str(account.pk) if account else "",
                source=self.get_client_ip(request),
            )
        )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """A browser that has signed in to this account before is counted apart: whoever guesses from elsewhere can't
        lock its owner out (AU-04)."""
        name = str(credentials.get("username", "")).lower()
        mark = _device_mark(request.COOKIES.get(DEVICE_COOKIE, ""))
        return f"{name}:{mark}" if mark and knows_device(name, mark) else name

    def login(self, request: HttpRequest, user: Any) -> None:
        """The twelve hours begin anew."""
        for key in ("begun_at", "seen_at", "was_ended"):
            request.session.pop(key, None)
        if is_typed_of_another(owner_of(user), request.session):
            request.session.pop(TYPED)
        if TYPED in request.session:
            request.session.set_expiry(None)  # the half hour was for waiting
        super().login(request, user)

    def is_safe_url(self, url: str | None) -> bool:
        """Where to go after signing in. What is no address at all ("//[x") is not safe, nor a mishap."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        token = request.COOKIES.get(DEVICE_COOKIE) or token_urlsafe(24)
        by = owner_of(user, source=self.get_client_ip(request))
        note_sign_in(by=by, device_mark=_device_mark(token))
        response.set_cookie(
            DEVICE_COOKIE,
            token,
            max_age=TWO_YEARS,
            httponly=True,
            secure=settings.IS_PRODUCTION,
            samesite="Lax",
        )
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in within five minutes is not asked again at once (SE-05)."""
        request = context.request
        records = get_authentication_records(request, request.user)
        newest = max((record["at"] for record in records), default=0)
        is_fresh = time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not is_fresh and bool(super().is_reauthentication_required(app=app, **kwargs))

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: Any = None, **kwargs: Any
    ) -> None:
        """Our pages say themselves what went well; what did not is said before the next one."""
        if level >= messages.ERROR and message:
            messages.add_message(request, level, message)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: Any = None
    ) -> None:
        """The library calls this after each change of how an account is secured. The mail itself is a reaction."""
        what = change_named(template_prefix)
        if what is None:
            return
        note_change(by=owner_of(user, source=self.get_client_ip(self.request)), what=what)
        if what is Change.PASSWORD:
            # Whoever just chose a new password starts without yesterday's wrong tries.
            self._delete_login_attempts_cached_email(self.request, username=user.username)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "That code is not right. Codes change every 30 seconds and work once: wait for the next one."
        ),
        "cannot_delete_authenticator": _(
            "Your password is too short to be alone. Choose a longer one first."
        ),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return removal_of_factor(authenticator.user).is_allowed

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return str(_("My passkey"))


def _device_mark(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


def _network(address: str) -> str:
    """The /24 of an address, the /56 of a long one: what one attacker commonly holds."""
    return str(ip_network(f"{address}/{56 if ':' in address else 24}", strict=False))
