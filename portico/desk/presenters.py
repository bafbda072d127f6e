"""The desk in words: a row of the list, and the chart beside an item."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from portico.chart import presenters as chart_words
from portico.chart import queries as chart
from portico.core.presenters import age_on, clock_words, day_of, initials, near_words, today
from portico.core.viewer import Viewer
from portico.messaging import presenters as message_words
from portico.people.presenters import gender_words
from portico.people.queries import proxies
from portico.results import presenters as result_words
from portico.results import queries as results
from portico.scheduling import presenters as visit_words
from portico.scheduling import queries as scheduling

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    href: str
    patient: str
    kind: str
    first_line: str
    due: str
    is_late: bool
    who: str
    who_initials: str
    is_mine: bool


def kind_words(kind: str) -> str:
    return {"refill": _("Refill"), "question": _("Question")}.get(kind, kind)


def row(item: Any, viewer: Viewer, *, now: datetime, subjects: dict[UUID, Any]) -> Row:
    claimer = item.claimed_by
    return Row(
        key=str(item.pk),
        href=reverse("desk:item", args=[item.patient_id, item.pk]),
        patient=item.patient.full_name,
        kind=kind_words(item.kind),
        first_line=message_title(subjects.get(item.source_id)),
        due=due_words(item.due_at, viewer, now),
        is_late=item.due_at < now,
        who=claimer.name if claimer else "",
        who_initials=initials(claimer.name) if claimer else "",
        is_mine=bool(claimer and claimer.pk == viewer.staff_id),
    )


def message_title(thread: Any) -> str:
    return message_words.title(thread) if thread else ""


def due_words(due_at: datetime, viewer: Viewer, now: datetime) -> str:
    """In words: 20 min late; 1:00 pm; Tomorrow, Tue 24 Nov, 5:00 pm."""
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
    return clock_words(local) if local.date() == today(viewer) else near_words(viewer, due_at)


def chart_beside(viewer: Viewer, patient: Any, *, now: datetime) -> dict[str, Any]:
    """What a nurse wants to see while she answers. Only what her role may see."""
    context: dict[str, Any] = {
        "patient": patient,
        "age": age_on(patient.birth_date, today(viewer)),
        "born": day_of(viewer, datetime.combine(patient.birth_date, datetime.min.time()), "day")
        if patient.birth_date
        else "",
        "gender": gender_words(patient.gender),
        "language_words": language_words(patient.language),
        "proxies": [r.account.name for r in proxies(viewer)],
    }
    if viewer.may("chart.view"):
        context |= {
            "allergies": _some(chart_words.allergy, chart.gravest_allergies(viewer), viewer),
            "problems": _some(
                chart_words.problem, chart.problems(viewer, is_current=True).newest_first(), viewer
            ),
            "medicines": _some(chart_words.medicine, chart.medicines_to_read(viewer), viewer),
            "numbers": [result_words.row(r, viewer) for r in results.latest(viewer)],
            "last_visit": _last_visit(viewer, now),
        }
    if viewer.may("scheduling.view"):
        coming = scheduling.next_visit(viewer, now=now)
        context["may_see_visits"] = True
        context["next_visit"] = visit_words.visit(coming, viewer) if coming else None
    return context


def language_words(code: str) -> str:
    """English; a language that has no word here is shown as the record has it."""
    return {"en": _("English"), "es": _("Spanish"), "vi": _("Vietnamese"), "zh": _("Chinese")}.get(
        code.partition("-")[0], code
    )


@dataclass(frozen=True, slots=True)
class Some:
    """The first of a list, and whether there are more: nobody may take a short list for the whole."""

    lines: list[chart_words.Line]
    has_more: bool


def _some(present: Any, rows: Any, viewer: Viewer) -> Some:
    found = list(rows[: SHOWN + 1])
    return Some(chart_words.lines(present, found[:SHOWN], viewer), len(found) > SHOWN)


def _last_visit(viewer: Viewer, now: datetime) -> str:
    row = chart.last_visit(viewer, now=now)
    return day_of(viewer, row.happened_at, row.precision) if row else ""
