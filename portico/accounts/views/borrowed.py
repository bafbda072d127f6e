"""Put our doors in front of the sign-in library's views."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from portico.accounts.permissions import AccountVerb
from portico.core.doors import FORM, door, open_door
from portico.core.viewer import Viewer

View = Callable[..., HttpResponse]


def public(reason: str, view: View) -> View:
    return open_door(reason, methods=FORM)(view)


def own_account(view: View) -> View:
    """Staff reach these without a second factor: it is here that they set it up."""

    @door(AccountVerb.MANAGE_OWN, needs_second_factor=False, methods=FORM)
    def enter(request: HttpRequest, viewer: Viewer, **kwargs: Any) -> HttpResponse:
        return view(request, **kwargs)

    return enter
