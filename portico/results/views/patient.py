"""The patient's results: lists by kind, one result, one report."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portico.archive.queries import attachments
from portico.clinic.rules.features import Feature
from portico.core.doors import door
from portico.core.downloads import download
from portico.core.paging import page
from portico.core.viewer import DataClass, Viewer
from portico.results import presenters, queries
from portico.results.models import Observation, Report
from portico.results.permissions import ResultsVerb
from portico.results.rules.released import is_released, may_show
from portico.results.rules.units import readable

GROUPS = ("laboratory", "vital-signs", "other", "reports")
MARKS: dict[str, Any] = {"patient": True, "data_class": DataClass.RESULTS, "feature": Feature.RESULTS}
TABLE_AT_MOST = 60


def _group_words() -> dict[str, str]:
    return {
        "laboratory": _("Lab tests"),
        "vital-signs": _("Vital signs"),
        "other": _("Questions and other"),
        "reports": _("Reports"),
    }


@door(ResultsVerb.VIEW, opens="results", **MARKS)
def results(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = request.GET.get("kind", "")
    group = asked if asked in GROUPS else GROUPS[0]
    after = request.GET.get("after", "")
    rows, older = _reports(viewer, after) if group == GROUPS[-1] else _tests(viewer, group, after)
    context = {"group": group, "groups": _group_words().items(), "rows": rows, "older": older}
    return render(request, "results/patient/list.html", context)


def _reports(viewer: Viewer, after: str) -> tuple[list[presenters.Row], str]:
    found = page(queries.reports(viewer), after)
    return [presenters.report_row(row, viewer) for row in found.rows], found.older


def _tests(viewer: Viewer, group: str, after: str) -> tuple[list[presenters.Row], str]:
    found = page(queries.tests(viewer, group), after)
    times = queries.times(viewer, group, found.rows)
    return [presenters.row(row, viewer, times=times[row.pk]) for row in found.rows], found.older


@door(ResultsVerb.VIEW, opens="result", **MARKS)
def result(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        observation = queries.observation(viewer, item)
    except Observation.DoesNotExist:
        raise Http404 from None
    name = presenters.named(observation, viewer)
    context = {
        "name": name,
        "title": name.plain or _("Not named in the record"),
        "observation": observation,
        "taken": presenters.taken_words(observation, viewer),
        "status": presenters.status_words(observation.status),
        "is_shown": may_show(observation.status).answer and is_released(observation.status).answer,
        "is_cancelled": observation.status == "cancelled",
    }
    context["may_ask"] = Feature.MESSAGES in viewer.features and viewer.may_see(DataClass.MESSAGES)
    if context["is_shown"]:
        context |= _values(viewer, observation)
    return render(request, "results/patient/result.html", context)


def _values(viewer: Viewer, observation: Observation) -> dict[str, Any]:
    """The value (or its parts), each with its line, its trend and its table."""
    same = queries.earlier_and_same(viewer, observation)
    report = queries.report_of(viewer, observation)
    others = queries.in_report(viewer, report) if report else []
    return {
        "panels": _panels(viewer, observation, same),
        "report": presenters.report_row(report, viewer) if report else None,
        "report_note": report.conclusion if report and is_released(report.status).answer else "",
        "others": [presenters.row(row, viewer) for row in others if row.pk != observation.pk][:12],
    }


def _panels(viewer: Viewer, observation: Observation, same: list[Observation]) -> list[dict[str, Any]]:
    if not observation.parts:
        own = presenters.value_of(observation)
        return [_panel(viewer, observation, own, [(row, presenters.value_of(row)) for row in same], "value")]
    panels = []
    for number, part in enumerate(observation.parts):
        own = presenters.value_of_part(part)
        panel = _panel(viewer, observation, own, _history(observation, own, part, same), f"part-{number}")
        panels.append({**panel, "title": presenters.part_name(part, viewer)})
    return panels


def _history(now: Observation, own: Any, part: dict[str, Any], same: list[Observation]) -> list[Any]:
    """The same part of each result, one a result: by its code, else by its text."""
    history = []
    for row in same:
        parts = [p for p in row.parts if presenters.is_same_part(p, part)]
        if row.pk == now.pk:
            history.append((row, own))
        elif parts:
            history.append((row, presenters.value_of_part(parts[0])))
    return history


def _panel(viewer: Viewer, now: Observation, own: Any, history: list[Any], key: str) -> dict[str, Any]:
    """`history` is newest first and holds the result itself."""
    place = next((i for i, (row, _value) in enumerate(history) if row.pk == now.pk), -1)
    before = history[place + 1] if 0 <= place < len(history) - 1 else (None, None)
    drawn = presenters.over_time(list(reversed(history)), viewer)
    return {
        "key": key,
        "value": presenters.value_words(own, viewer, with_unit=False),
        "unit": readable(own.unit) if own.number is not None else "",
        "flag": presenters.flagged(own),
        "usual": presenters.usual_words(own, viewer),
        "line": presenters.line(own, before[1], viewer),
        "change": presenters.change_words(own, before[0], before[1], viewer),
        "trend": drawn,
        "left_out": presenters.left_out_words(drawn),
        "table": [_table_row(viewer, row, value, now) for row, value in history[:TABLE_AT_MOST]],
        "table_more": max(0, len(history) - TABLE_AT_MOST),
    }


def _table_row(viewer: Viewer, row: Observation, value: Any, now: Observation) -> dict[str, Any]:
    flag = presenters.flagged(value)
    return {
        "when": presenters.day_of(viewer, row.happened_at, row.precision),
        "value": presenters.value_words(value, viewer),
        "flag": flag.text if flag else "",
        "is_now": row.pk == now.pk,
    }


@door(ResultsVerb.VIEW, opens="report", **MARKS)
def report(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        found = queries.report(viewer, item)
    except Report.DoesNotExist:
        raise Http404 from None
    name = presenters.named(found, viewer)
    is_shown = is_released(found.status).answer
    rows = queries.in_report(viewer, found) if is_shown else []
    context = {
        "name": name,
        "title": name.plain or _("Report"),
        "report": found,
        "taken": presenters.taken_words(found, viewer),
        "status": presenters.status_words(found.status),
        "is_shown": is_shown,
        "is_cancelled": found.status == "cancelled",
        "rows": [presenters.row(row, viewer) for row in rows if row.status != "cancelled"],
    }
    return render(request, "results/patient/report.html", context)


@door(ResultsVerb.VIEW, opens="report-file", **MARKS)
def report_file(request: HttpRequest, viewer: Viewer, item: UUID, number: int) -> HttpResponse:
    """A file that came with a released report."""
    try:
        found = queries.report(viewer, item)
    except Report.DoesNotExist:
        raise Http404 from None
    if not is_released(found.status).answer:
        raise Http404
    return download(attachments(viewer, found.pk), number, "report")
