"""The sign-in library's pages, with what ours say besides."""

from typing import Any

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portico.accounts.actions import owner_of
from portico.accounts.actions import sign_out as note_sign_out
from portico.accounts.queries import TYPED, removal_of_factor
from portico.accounts.rules.limits import Why

A_QUARTER_HOUR = 900


class SignInPage(account.LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Why the last session ended is said once, to whom it happened."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if "was_ended" in self.request.session:
            context["was_ended"] = self.request.session.pop("was_ended")
        context["has_typed"] = TYPED in self.request.session
        return context


sign_in = SignInPage.as_view()


def sign_out(request: HttpRequest) -> HttpResponse:
    """The browser is told to forget the pages it kept (SE-02)."""
    by: Any = request.user
    if request.method == "POST" and by.is_authenticated:
        note_sign_out(by=owner_of(by, source=get_adapter().get_client_ip(request)))
    response: HttpResponse = account.logout(request)
    if request.method == "POST":
        if request.POST.get("why") == Why.IDLE:
            # The page left by itself, so that nothing of a record stays on the screen; the sign-in page says so.
            request.session.setdefault("was_ended", Why.IDLE)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


class SetUpApp(ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _count_as_used(self.request, "totp")
        return response


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _count_as_used(self.request, "webauthn")
        return response


class RemovePasskey(RemoveWebAuthnView):
    """The library asks whether an app may go, but not whether a passkey may."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_allowed = removal_of_factor(self.request.user).is_allowed
        return {**super().get_context_data(**kwargs), "is_needed": not is_allowed}

    def form_valid(self, form: Any) -> HttpResponse:
        if not removal_of_factor(self.request.user).is_allowed:
            return self.render_to_response(self.get_context_data(form=form))
        response: HttpResponse = super().form_valid(form)
        return response


def _count_as_used(request: HttpRequest, kind: str) -> None:
    """Who set up a second factor has just shown that they hold it: they go on to work without signing in anew."""
    record_authentication(request, request.user, "mfa", type=kind)


set_up_app = SetUpApp.as_view()
add_passkey = AddPasskey.as_view()
remove_passkey = RemovePasskey.as_view()


def too_many(request: HttpRequest) -> HttpResponse:
    """The answer of every throttle."""
    response = render(request, "accounts/too_many.html", status=429)
    response.headers["Retry-After"] = str(A_QUARTER_HOUR)
    return response
