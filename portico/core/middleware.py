"""Around every request: the safety net, the language, and the rule that a page without a door is no page."""

import errno
import logging
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.defaults import server_error

log = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponse]
# What is read and dropped of a body that is too long, so that the browser gets to read the answer.
LISTENS_TO = 400_000_000


class SafetyNet:
    """Nothing of a record stays in a cache; a database that is away is a 503 that says so, never a traceback; a body
    longer than any form of ours is a 413 before anything is kept of it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = too_long(request) or self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError | InterfaceError):
            log.error("database unavailable: %s", type(error).__name__)
            return unavailable()
        if isinstance(error, DatabaseError) and "disk" in str(error).lower():
            return unavailable()
        return None


def unavailable() -> HttpResponse:
    """Without the request: what every page's frame needs is in the database too."""
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "10"})


def too_long(request: HttpRequest) -> HttpResponse | None:
    """A sentence for a body that is longer than any of ours; None for all others."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) <= settings.BODY_MAX_SIZE:
        return None
    left = min(int(length), LISTENS_TO)
    while left > 0 and (chunk := request.read(min(left, 1_000_000))):
        left -= len(chunk)
    return HttpResponse(render_to_string("413.html"), status=413, headers={"Connection": "close"})


def mishap(request: HttpRequest) -> HttpResponse:
    """Django's handler of last resort (config/urls.py). What fails before a view, such as the session, gets here."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return unavailable()
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        log.error("no room on the disk")  # an upload is put aside before a view sees it
        return unavailable()
    return server_error(request)


class Language:
    """What was chosen with the switch, else the language of the account, else the browser's."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wishes = (request.COOKIES.get("language", ""), getattr(request.user, "language", ""))
        known = next((wish for wish in wishes if wish and translation.check_for_language(wish)), None)
        language = known or translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers["Content-Language"] = translation.get_language() or "en"
        return response


class Doors:
    """A view without a door is refused. What is served without a view (static files) never gets here."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if getattr(view, "door", None) is None:
            log.error("%s has no door", getattr(view, "__qualname__", view))
            raise Http404
