"""Sessions end: after a while without use, and after twelve hours in any case."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from portico.accounts.rules.limits import is_over

# The moment of last use is written at most this often: reading pages should not write the session each time.
GRAIN = 60


class SessionLimits:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._hold(request, int(time.time()))
        return self.get_response(request)

    def _hold(self, request: HttpRequest, now: int) -> None:
        session = request.session
        seen = session.get("seen_at", now)
        over = is_over(
            begun_at=session.setdefault("begun_at", now),
            seen_at=seen,
            idle=session.get("idle_limit", settings.SESSION_IDLE_PATIENT),
            longest=settings.SESSION_COOKIE_AGE,
            now=now,
        )
        if over:
            logout(request)
            # The sign-in page says it, once.
            session["was_ended"] = over.why
        elif "seen_at" not in session or now - seen >= GRAIN:
            session["seen_at"] = now
