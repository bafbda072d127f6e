"""One's own account: how it is secured, and where else it is signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.accounts import actions
from portico.accounts.permissions import AccountVerb
from portico.accounts.presenters import seconds_left_in, session_line
from portico.accounts.queries import sessions_of
from portico.core.doors import FORM, POST, door
from portico.core.viewer import Viewer


@door(AccountVerb.MANAGE_OWN, needs_second_factor=False)
def security(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    account: Any = request.user
    has_second_factor = is_mfa_enabled(account)
    facts = {
        "has_second_factor": has_second_factor,
        "has_password": account.has_usable_password(),
        "has_codes": has_second_factor and is_mfa_enabled(account, [Authenticator.Type.RECOVERY_CODES]),
        "session_count": len(sessions_of(viewer)),
    }
    return render(request, "accounts/security.html", facts)


@door(AccountVerb.MANAGE_OWN, needs_second_factor=False, methods=FORM)
def sessions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    current = request.session.session_key
    if request.method == "POST":
        actions.end_other_sessions(by=viewer, current=current or "")
        messages.success(request, _("You are signed out everywhere else."))
        return HttpResponseRedirect(reverse("usersessions_list"))
    now = timezone.now()
    lines = [session_line(one, current=current, now=now) for one in sessions_of(viewer)]
    return render(request, "accounts/sessions.html", {"sessions": lines, "has_others": len(lines) > 1})


@door(AccountVerb.MANAGE_OWN, needs_second_factor=False, methods=POST)
def session_end(request: HttpRequest, viewer: Viewer, item: int) -> HttpResponse:
    actions.end_session(by=viewer, item=item)
    messages.success(request, _("That device is signed out."))
    return HttpResponseRedirect(reverse("usersessions_list"))


@door(AccountVerb.MANAGE_OWN, needs_second_factor=False, is_poll=True)
def idle(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """How many seconds are left without use. Asked by a page before it warns: another tab may be in use."""
    return JsonResponse({"left": seconds_left_in(request.session)})


@door(AccountVerb.MANAGE_OWN, needs_second_factor=False, methods=POST)
def idle_stay(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """ "Stay signed in": coming to this door is the use that counts."""
    return JsonResponse({"left": seconds_left_in(request.session)})
