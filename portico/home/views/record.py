"""The front page of the record with its search, and the phone's "More"."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portico.chart import presenters as chart_words
from portico.chart import queries as chart
from portico.core.doors import door
from portico.core.viewer import Viewer
from portico.home.permissions import HomeVerb
from portico.lib.words import normalise
from portico.results import presenters as result_words
from portico.results import queries as results

PRESENTERS: dict[str, Any] = {
    "problems": chart_words.problem,
    "medicines": chart_words.medicine,
    "allergies": chart_words.allergy,
    "vaccines": chart_words.vaccine,
    "documents": chart_words.document,
    "referrals": chart_words.referral,
    "visits": chart_words.encounter,
}


@door(HomeVerb.VIEW, patient=True, opens="record")
def record(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The parts of the record; with ?q= what in it has these words, plain or exact."""
    query = request.GET.get("q", "")[:100]
    words = normalise(query)
    context = {
        "query": query,
        "found": _chart(viewer, words) if words else [],
        "rows": _results(viewer, words) if words else [],
    }
    return render(request, "home/patient/record.html", context)


def _chart(viewer: Viewer, words: list[str]) -> list[tuple[str, Any]]:
    titles = {
        "problems": _("Conditions"), "medicines": _("Medicines"), "allergies": _("Allergies"),
        "vaccines": _("Vaccines"), "documents": _("Documents"), "referrals": _("Referrals"),
        "visits": _("Past visits"),
    }  # fmt: skip
    return [
        (titles[kind], chart_words.lines(PRESENTERS[kind], rows, viewer))
        for kind, rows in chart.found(viewer, words)
        if rows
    ]


def _results(viewer: Viewer, words: list[str]) -> list[result_words.Row]:
    if "results" not in viewer.features:
        return []
    tests = [result_words.row(row, viewer) for row in results.found(viewer, words)]
    return tests + [result_words.report_row(row, viewer) for row in results.found_reports(viewer, words)]


@door(HomeVerb.VIEW, patient=True)
def more(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "home/patient/more.html")
