"""Sessions end: after a while without use, and after twelve hours in any case. What was typed waits (ADR 0011)."""

import json
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from portico.accounts.queries import TYPED
from portico.accounts.rules.limits import grain, is_over
from portico.accounts.rules.typed import GOOD_FOR, worth_keeping
from portico.accounts.sealing import TYPED as FOR_TYPED
from portico.accounts.sealing import seal


class SessionLimits:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_signed_in(request):
            _end_if_over(request, int(time.time()))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Use is what comes to a door that a person opens. The door of the view counts, not what the browser says:
        a page that asks by itself neither keeps a session alive nor writes it (SE-01)."""
        door = getattr(view, "door", None)
        if door is not None and not door.is_poll and _is_signed_in(request):
            _note_use(request.session, int(time.time()))


def _is_signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _end_if_over(request: HttpRequest, now: int) -> None:
    session = request.session
    over = is_over(
        begun_at=session.get("begun_at", now),
        seen_at=session.get("seen_at", now),
        idle=session.get("idle_limit", settings.SESSION_IDLE_PATIENT),
        longest=settings.SESSION_COOKIE_AGE,
        now=now,
    )
    if over:
        # Known for certain here alone: whose session this browser held until now.
        request.ended_account = str(request.user.pk)  # type: ignore[attr-defined]  # read by keep_typed
        logout(request)
        # The sign-in page says it, once.
        session["was_ended"] = over.why


def _note_use(session: Any, now: int) -> None:
    if "begun_at" not in session:
        session["begun_at"] = now
    idle = session.get("idle_limit", settings.SESSION_IDLE_PATIENT)
    if "seen_at" not in session or now - session["seen_at"] >= grain(idle):
        session["seen_at"] = now


def keep_typed(request: HttpRequest, *, page: str) -> None:
    """A form came a moment after its session ended: its text waits, sealed, in the new session of this browser, which
    ends in half an hour. Only the account that the old session belonged to gets it back."""
    account = getattr(request, "ended_account", "")
    said = worth_keeping(request.POST.dict()) if account else {}
    if said:
        held = {"account": account, "page": page, "at": int(time.time()), "said": said}
        request.session[TYPED] = seal(json.dumps(held), FOR_TYPED)
        request.session.set_expiry(GOOD_FOR)
