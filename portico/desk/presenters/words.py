"""What lists and items of the desk say in the same words."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from portico.core.presenters import clock_words, near_words, short_words
from portico.core.viewer import Viewer

COUNTED = 99


def state_words(
    state: str, asked_of_id: UUID | None, asked_of: str | None, viewer: Viewer
) -> tuple[str, str]:
    """What a row says of the state, where it is more than waiting for the team."""
    if state == "asked":
        is_me = asked_of_id == viewer.staff_id
        return (
            _("You are asked") if is_me else _("%(name)s is asked") % {"name": asked_of or ""}
        ), "question-circle"
    if state == "waiting":
        return _("Waiting for the patient"), "clock"
    return (_("Closed"), "check2") if state == "closed" else ("", "")


def capped(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def due_words(due_at: datetime, viewer: Viewer, now: datetime, *, is_short: bool = False) -> str:
    """In words: 20 min late; 1:00 pm; Tomorrow, Tue 24 Nov, 5:00 pm. Short, for a list: Tomorrow, 5:00 pm."""
    minutes = int((now - due_at).total_seconds() // 60)
    if minutes >= 24 * 60:
        return _("%(n)d d late") % {"n": minutes // (24 * 60)}
    if minutes >= 60:
        return _("%(n)d h late") % {"n": minutes // 60}
    if minutes == 0:
        return _("Due now")
    if minutes > 0:
        return _("%(n)d min late") % {"n": minutes}
    local = due_at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return clock_words(local)
    return short_words(viewer, due_at, now=now) if is_short else near_words(viewer, due_at, now=now)
