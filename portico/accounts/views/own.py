"""One's own account: how it is secured, and where else it is signed in."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portico.accounts.permissions import AccountVerb
from portico.core.doors import door
from portico.core.viewer import Viewer


@door(AccountVerb.MANAGE_OWN, needs_second_factor=False)
def security(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "accounts/security.html", {"has_second_factor": is_mfa_enabled(request.user)})
