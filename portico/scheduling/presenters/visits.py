"""Appointments in words."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portico.core.presenters import near_words, page_language, zone_words
from portico.core.viewer import Viewer
from portico.lib.words import Kind, words
from portico.scheduling.models import Appointment

# In the past, these say only that nobody wrote down how it ended.
NEVER_SETTLED = frozenset({"booked", "pending", "proposed", "waitlist"})


@dataclass(frozen=True, slots=True)
class Visit:
    weekday: str
    day: str
    month: str
    when: str
    what: str
    where: str
    state: str
    tone: str


def visit(row: Appointment, viewer: Viewer, *, is_over: bool = False) -> Visit:
    state, tone = _state(row.status)
    if is_over and row.status in NEVER_SETTLED:
        state, tone = _("Not known if it took place"), "quiet"
    local = row.happened_at.astimezone(ZoneInfo(viewer.zone)) if row.happened_at else None
    return Visit(
        weekday=date_format(local, "D") if local else "",
        day=str(local.day) if local else "",
        month=date_format(local, pgettext("shape of a date", "M")) if local else "",
        when=near_words(viewer, row.happened_at) if row.happened_at else _("No time is set yet"),
        what=_what(row, viewer),
        where=_where(row, viewer),
        state=state,
        tone=tone,
    )


def _what(row: Appointment, viewer: Viewer) -> str:
    name = words(Kind.ENCOUNTER, system=row.system, code=row.code, text=row.text, language=page_language())
    # A name of our own is in the language of the page; what the practice wrote is not.
    told = name.is_known and row.description in {"", row.text}
    text = (name.plain if told else row.description or name.plain) or _("Visit")
    if row.clinician:
        text = _("%(what)s with %(who)s") % {"what": text, "who": row.clinician}
    if row.minutes:
        text += ", " + ngettext("%(n)d minute", "%(n)d minutes", row.minutes) % {"n": row.minutes}
    return text


def _where(row: Appointment, viewer: Viewer) -> str:
    place = _("By video") if row.is_video else row.place
    return f"{place}. {zone_words(viewer)}." if place else f"{zone_words(viewer)}."


def _state(status: str) -> tuple[str, str]:
    return {
        "booked": (_("Booked"), "action"),
        "pending": (_("Waiting to be confirmed"), "needs"),
        "proposed": (_("Proposed"), "needs"),
        "arrived": (_("You have arrived"), "action"),
        "checked-in": (_("Checked in"), "action"),
        "fulfilled": (_("Took place"), "done"),
        "cancelled": (_("Cancelled"), "quiet"),
        "noshow": (_("Missed"), "quiet"),
        "waitlist": (_("On the waiting list"), "needs"),
    }.get(status, ("", "quiet"))
