"""Rows of the record in words: plain name, exact term, what it says, its state. Templates only place them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from portico.chart.models import (
    Allergy,
    Document,
    Encounter,
    FamilyHistory,
    Medicine,
    Problem,
    Referral,
    Vaccine,
)
from portico.core.models import RecordRow
from portico.core.presenters import day_of, item_url, page_language
from portico.core.viewer import Viewer
from portico.lib.words import Kind, Words, words


@dataclass(frozen=True, slots=True)
class Line:
    """One item in a list. `state` is empty when there is nothing to say; `tone` is a chip's kind."""

    title: str
    exact: str = ""
    details: tuple[str, ...] = ()
    state: str = ""
    tone: str = "quiet"
    href: str = ""


def named(kind: Kind, row: RecordRow, viewer: Viewer) -> Words:
    return words(kind, system=row.system, code=row.code, text=row.text, language=page_language())


def _line(kind: Kind, row: RecordRow, viewer: Viewer, details: Iterable[str], state: tuple[str, str]) -> Line:
    name = named(kind, row, viewer)
    told = tuple(d for d in details if d)
    return Line(name.plain or _("Not named in the record"), name.exact, told, state[0], state[1])


QUIET = ("", "quiet")
# Translated one by one: a chart says the state of thirty lines.
PROBLEM_STATES = {
    "resolved": (gettext_noop("Resolved"), "done"),
    "remission": (gettext_noop("In remission"), "done"),
    "inactive": (gettext_noop("Not active"), "quiet"),
    "recurrence": (gettext_noop("Came back"), "needs"),
    "relapse": (gettext_noop("Came back"), "needs"),
}
MEDICINE_STATES = {
    "on-hold": (gettext_noop("Paused"), "needs"),
    "stopped": (gettext_noop("Stopped"), "quiet"),
    "cancelled": (gettext_noop("Cancelled"), "quiet"),
    "completed": (gettext_noop("Finished"), "quiet"),
    "not-taken": (gettext_noop("Not taken"), "quiet"),
    "intended": (gettext_noop("Planned"), "action"),
    "unknown": (gettext_noop("Not known if you still take it"), "quiet"),
}


def _said(state: tuple[str, str]) -> tuple[str, str]:
    """Words and tone; gettext of nothing would be the head of the catalogue."""
    return _(state[0]) if state[0] else "", state[1]


def problem(row: Problem, viewer: Viewer) -> Line:
    since = day_of(viewer, row.happened_at, row.precision)
    until = day_of(viewer, row.abated_at, row.abated_precision)
    details = [
        _("Since %(day)s") % {"day": since} if since else "",
        _("Until %(day)s") % {"day": until} if until else "",
    ]
    state = _said(PROBLEM_STATES.get(row.status, QUIET))
    if row.verification in {"unconfirmed", "provisional", "differential"}:
        state = (_("Not confirmed"), "quiet")
    return _line(Kind.PROBLEM, row, viewer, details, state)


def medicine(row: Medicine, viewer: Viewer) -> Line:
    name = named(Kind.MEDICINE, row, viewer)
    day = day_of(viewer, row.happened_at, row.precision)
    details = [
        name.about,
        row.dosage,
        _("For: %(reason)s") % {"reason": row.reason} if row.reason else "",
        _("Prescribed %(day)s") % {"day": day} + (f", {row.prescriber}" if row.prescriber else "")
        if day
        else "",
        _("You told us about this one") if row.is_reported else "",
    ]
    state = (
        (_("Do not take"), "danger") if row.is_prohibited else _said(MEDICINE_STATES.get(row.status, QUIET))
    )
    return _line(Kind.MEDICINE, row, viewer, details, state)


def allergy(row: Allergy, viewer: Viewer) -> Line:
    reactions = [
        words(Kind.REACTION, system="", code="", text=r, language=page_language()).plain
        for r in row.reactions
    ]
    severity = {"mild": _("Mild"), "moderate": _("Moderate"), "severe": _("Severe")}.get(row.severity, "")
    details = [
        _("Reaction: %(what)s") % {"what": ", ".join(reactions)} if reactions else "",
        severity,
        _("Intolerance, not an allergy") if row.kind == "intolerance" else "",
    ]
    if row.status in {"inactive", "resolved"}:
        return _line(Kind.ALLERGY, row, viewer, details, (_("No longer"), "quiet"))
    state = (_("High risk"), "danger") if row.criticality == "high" else QUIET
    return _line(Kind.ALLERGY, row, viewer, details, state)


def vaccine(row: Vaccine, viewer: Viewer) -> Line:
    day = day_of(viewer, row.happened_at, row.precision)
    if row.status == "not-done":
        why = _("Reason: %(why)s") % {"why": row.reason_not_done} if row.reason_not_done else ""
        return _line(Kind.VACCINE, row, viewer, [day, why], (_("Not given"), "quiet"))
    dose = _("Dose %(number)s") % {"number": row.dose} if row.dose else ""
    return _line(
        Kind.VACCINE, row, viewer, [_("Given %(day)s") % {"day": day} if day else "", dose, row.place], QUIET
    )


def onset_words(onset: str) -> str:
    """ "age 52" as portico.lib.fhir writes it, in the language of the page; a sender's own words as they are."""
    age = onset.removeprefix("age ")
    return _("age %(n)s") % {"n": age} if age != onset else onset


def relative(row: FamilyHistory, viewer: Viewer) -> Line:
    details = []
    for c in row.conditions:
        plain = words(
            Kind.PROBLEM, system=c["system"], code=c["code"], text=c["text"], language=page_language()
        ).plain
        details.append(f"{plain}, {onset_words(c['onset'])}" if c["onset"] else plain)
    state = (_("Has died"), "quiet") if row.is_deceased else QUIET
    return _line(Kind.RELATIVE, row, viewer, [*details, row.note], state)


def document(row: Document, viewer: Viewer) -> Line:
    day = day_of(viewer, row.happened_at, row.precision)
    states = {
        "preliminary": (_("Not final yet"), "needs"),
        "amended": (_("Changed after it was signed"), "quiet"),
    }
    state = states.get(row.doc_status, QUIET)
    if row.status == "superseded":
        state = (_("Replaced by a newer one"), "quiet")
    line = _line(Kind.DOCUMENT, row, viewer, [day, row.author], state)
    line = replace(line, href=item_url("chart:document", viewer.patient_id, row.pk))
    return replace(line, title=row.description, exact=line.title) if row.description else line


def referral(row: Referral, viewer: Viewer) -> Line:
    day = day_of(viewer, row.happened_at, row.precision)
    details = [
        _("To: %(who)s") % {"who": row.performer} if row.performer else "",
        _("For: %(reason)s") % {"reason": row.reason} if row.reason else "",
        _("Asked %(day)s") % {"day": day} + (f", {row.requester}" if row.requester else "") if day else "",
        row.note,
    ]
    states = {
        "active": (pgettext("of a referral", "Open"), "action"),
        "on-hold": (_("Paused"), "needs"),
        "completed": (_("Done"), "done"),
        "revoked": (_("Cancelled"), "quiet"),
        "unknown": (_("Not known if it is still open"), "quiet"),
    }
    state = (_("Not to be done"), "danger") if row.is_prohibited else states.get(row.status, QUIET)
    return _line(Kind.PROCEDURE, row, viewer, details, state)


def encounter(row: Encounter, viewer: Viewer) -> Line:
    reason = words(Kind.PROBLEM, system="", code="", text=row.reason, language=page_language()).plain
    details = [
        day_of(viewer, row.happened_at, row.precision),
        row.clinician,
        row.place,
        _("For: %(reason)s") % {"reason": reason} if row.reason else "",
    ]
    states = {
        "cancelled": (_("Cancelled"), "quiet"),
        "planned": (_("Planned"), "action"),
        "in-progress": (_("Under way"), "action"),
        "arrived": (_("Under way"), "action"),
        "triaged": (_("Under way"), "action"),
        "onleave": (_("Under way"), "action"),
        "unknown": (_("Not known if it took place"), "quiet"),
    }
    return _line(Kind.ENCOUNTER, row, viewer, details, states.get(row.status, QUIET))


def lines(present: Any, rows: Iterable[Any], viewer: Viewer) -> list[Line]:
    return [present(row, viewer) for row in rows]
