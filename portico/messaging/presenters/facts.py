"""What the typed form of a message asked, in words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portico.core.presenters import day_words, moment_words
from portico.core.viewer import DataClass, Viewer
from portico.messaging.models import Thread
from portico.messaging.presenters.titles import is_open

HANDED = {
    "here": gettext_noop("Here in the portal"),
    "clinic": gettext_noop("Picked up at the clinic"),
    "send": gettext_noop("Sent to somebody"),
}
WROTE = {"yes": gettext_noop("Yes"), "no": gettext_noop("No")}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    href: str = ""


def facts(thread: Thread, viewer: Viewer) -> list[Fact]:
    """What the typed form asked, for both sides; what this viewer may not see is left out."""
    told = thread.details
    rows = [
        (_("Has left") if viewer.is_staff else _("You have left"),
         days_words(told.get("days_left")) or left_words(told.get("left", ""))),
        (_("Pharmacy"), told.get("pharmacy", "")),
        (_("What for"), told.get("reason", "")),
        (_("Insurer"), told.get("insurer", "")),
        (_("How soon"), {"routine": _("When there is a place"), "soon": _("Soon")}.get(told.get("how_soon"), "")),
        (_("Which visit"), _visit_words(told.get("visit_at", ""), viewer)),
        (_("When it suits"), told.get("suits", "")),
        (_("Measured"), told.get("values", "")),
        (_("When"), told.get("measured", "")),
        (_("Bill"), told.get("bill", "")),
        (_("Needed by"), _day(told.get("needed_by", ""))),
        (_("Handed over"), _chosen(HANDED, told.get("hand_over"))),
        (_("Which part"), told.get("part", "")),
        (_("To whom"), told.get("send_to", "")),
        (_("New"), told.get("new", "")),
        (_("Since"), told.get("since", "")),
        (_("The insurer wrote"), _chosen(WROTE, told.get("has_letter"))),
    ]  # fmt: skip
    found = [Fact(label, str(value)) for label, value in rows if value]
    if told.get("result") and not viewer.is_staff and is_open(viewer, DataClass.RESULTS):
        url = reverse("results:result", args=[viewer.patient_id, told["result"]])
        found.append(Fact(_("Result"), _("See the result"), url))
    return found


def _chosen(table: dict[str, str], code: Any) -> str:
    return _(table[code]) if code in table else ""


def _day(day: str) -> str:
    return day_words(date.fromisoformat(day)) if day else ""


def _visit_words(at: str, viewer: Viewer) -> str:
    if not at or not viewer.may_see(DataClass.VISITS):
        return ""
    return moment_words(viewer, datetime.fromisoformat(at))


def days_words(days: Any) -> str:
    if not isinstance(days, int):
        return ""
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else _("Nothing left")


def left_words(left: str) -> str:
    """As messages had it before the days were asked as a number."""
    return {
        "none": _("Nothing left"),
        "days": _("For a few days"),
        "week": _("For about a week"),
        "weeks": _("For two weeks or more"),
    }.get(left, "")
