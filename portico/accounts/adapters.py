"""How the sign-in library (allauth) behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse

from portico.accounts.actions import note_device


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation; nobody signs up from outside."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Where to go after signing in. What is no address at all ("//[x") is not safe, nor a mishap."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        note_device(request, user, response)
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened."""

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: Any = None
    ) -> None:
        """Changed password or second factor: told to the contact address (AU-09)."""
        super().send_notification_mail(template_prefix, user, context, email or user.contact_email or None)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    def get_totp_label(self, user: Any) -> str:
        return str(user.username)
