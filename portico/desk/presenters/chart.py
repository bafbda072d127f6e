"""The chart beside an item: what is asked for it, and how it reads."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portico.chart import presenters as chart_words
from portico.chart import queries as chart
from portico.clinic.presenters import kind_words
from portico.core.drawn import EMPTY, HTML, html, icon, joined
from portico.core.prepared import prepared
from portico.core.presenters import day_of, page_url, today
from portico.core.viewer import Viewer
from portico.desk.presenters.words import due_words
from portico.desk.rules.matter import NOTHING, Matter
from portico.lib.days import age_on
from portico.people.presenters import gender_words
from portico.people.queries import open_today, proxy_relations
from portico.results import presenters as result_words
from portico.results import queries as results
from portico.scheduling import presenters as visit_words
from portico.scheduling import queries as scheduling
from portico.triage import queries as triage

SHOWN = 12
WAITING = 6
MATTERING, NUMBERS = 6, 3


def chart_beside(
    viewer: Viewer,
    patient: Any,
    found: Mapping[str, list[Any]],
    *,
    now: datetime,
    but: UUID | None = None,
    matter: Matter = NOTHING,
    mattering: list[Any] | None = None,
) -> dict[str, Any]:
    """What a nurse wants to see while she answers. Only what her role may see. `found`: what `beside` asked for;
    `but`: the item that is open already; `matter`: which results come first; `mattering`: those, if they are known."""
    others = [item for item in found.get("open", ()) if item["id"] != but]
    context: dict[str, Any] = {
        "patient": patient,
        "age": age_on(patient.birth_date, today(viewer)),
        "born": day_of(viewer, datetime.combine(patient.birth_date, datetime.min.time()), "day")
        if patient.birth_date
        else "",
        "gender": gender_words(patient.gender),
        "language_words": language_words(patient.language),
        "proxies": [r.account.name for r in open_today(viewer, found["proxies"])],
        "open_items": [_open(i, viewer, now) for i in others[:WAITING]],
        "has_more_open": len(others) > WAITING,
    }
    if viewer.may("chart.view"):
        context |= {
            "allergies": _some(chart_words.allergy, found["allergies"], viewer),
            "problems": _some(chart_words.problem, found["problems"], viewer),
            "medicines": _some(ordered_medicine, chart.each_once(viewer, found["medicines"]), viewer),
            **_numbers(viewer, found["numbers"], matter, mattering),
            "last_visit": next((day_of(viewer, v.happened_at, v.precision) for v in found["past"]), ""),
        }
    if viewer.may("scheduling.view"):
        context["may_see_visits"] = True
        context["may_offer_visits"] = viewer.may("scheduling.offer")
        context["may_write_letters"] = viewer.may("letters.write")
        context["next_visit"] = next((visit_words.visit(v, viewer) for v in found["coming"]), None)
    return context


def _numbers(
    viewer: Viewer, newest: list[Any], matter: Matter, mattering: list[Any] | None
) -> dict[str, Any]:
    """What matters, or that there is none of it, and then the newest."""
    that = _mattering(viewer, matter) if mattering is None else mattering
    return {
        "numbers": [result_words.row(r, viewer) for r in that or newest],
        "numbers_words": _("Numbers for this medicine") if that and matter.codes else _("Numbers"),
        "has_no_watch": bool(matter.codes and not that),
    }


def _mattering(viewer: Viewer, matter: Matter) -> list[Any]:
    """A question of its own, where there is something to ask: what matters is known only with the message at hand."""
    if matter.codes:
        # Which tests watch a medicine is data of ours: few lists, each with SQL of its own.
        return prepared(_watching, viewer, codes=tuple(sorted(matter.codes)))["found"]
    return prepared(_same, viewer, result=matter.result)["found"] if matter.result else []


def _watching(viewer: Viewer, *, codes: tuple[str, ...]) -> dict[str, QuerySet[Any]]:
    return {"found": results.watching(viewer, codes)[:MATTERING]}


def _same(viewer: Viewer, *, result: UUID) -> dict[str, QuerySet[Any]]:
    return {"found": results.same_test(viewer, result)[:MATTERING]}


def beside(viewer: Viewer, *, now: datetime) -> dict[str, QuerySet[Any]]:
    """The questions behind the chart, to be asked together."""
    asked: dict[str, QuerySet[Any]] = {"proxies": proxy_relations(viewer)}
    if viewer.may("triage.open"):
        # With the one at hand, and one more to see that there are more.
        asked["open"] = triage.open_of_patient(viewer, now=now)[: WAITING + 2]
    if viewer.may("chart.view"):
        asked |= {
            "allergies": chart.gravest_allergies(viewer)[: SHOWN + 1],
            "problems": chart.problems(viewer, is_current=True).newest_first()[: SHOWN + 1],
            "medicines": chart.medicine_orders(viewer),
            "numbers": results.newest_few(viewer, NUMBERS),
            "past": chart.visits_so_far(viewer, now=now)[:1],
        }
    if viewer.may("scheduling.view"):
        asked["coming"] = scheduling.sure_visits(viewer, now=now)[:1]
    return asked


def ordered_medicine(row: Any, viewer: Viewer) -> chart_words.Line:
    """For the team: the name, and when it was last ordered."""
    day = day_of(viewer, row.happened_at, row.precision)
    return replace(
        chart_words.medicine(row, viewer), details=(_("Ordered %(day)s") % {"day": day},) if day else ()
    )


def _open(item: Mapping[str, Any], viewer: Viewer, now: datetime) -> dict[str, str]:
    return {
        "kind": kind_words(item["kind"]),
        "due": due_words(item["due_at"], viewer, now),
        "href": page_url("desk:item", item["patient_id"], item["id"]),
    }


def language_words(code: str) -> str:
    """English; a language that has no word here is shown as the record has it."""
    return {"en": _("English"), "es": _("Spanish"), "vi": _("Vietnamese"), "zh": _("Chinese")}.get(
        code.partition("-")[0], code
    )


LINE = '<li class="{}"><span>{}{}{}</span>{}</li>'
SOFT, SOFT_LINE = '<span class="soft">{}</span>', '<li class="soft">{}</li>'


def _some(present: Any, rows: Any, viewer: Viewer) -> HTML:
    """The first of a list, and whether there are more: nobody may take a short list for the whole. Drawn as the rows
    of the worklist are, and for the same reason."""
    found = list(rows[: SHOWN + 1])
    lines = [_line(line) for line in chart_words.lines(present, found[:SHOWN], viewer)]
    if not lines:
        lines.append(html(SOFT_LINE, _("None on record")))
    if len(found) > SHOWN:
        lines.append(html(SOFT_LINE, _("And more, not shown here")))
    return joined(lines)


def _line(line: chart_words.Line) -> HTML:
    is_grave = line.tone == "danger"
    return html(
        LINE,
        "said allergy" if is_grave else "said",
        html("{} ", icon("exclamation-triangle")) if is_grave else EMPTY,
        line.title,
        f", {line.state}" if line.state else "",
        joined(html(SOFT, text) for text in (line.exact, ". ".join(line.details)) if text),
    )
