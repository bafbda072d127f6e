"""The front page of the record with its search, and the phone's "More"."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portico.chart import presenters as chart_words
from portico.chart import queries as chart
from portico.core.doors import door
from portico.core.prepared import Word, prepared
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
    words = tuple(Word(word) for word in normalise(query))
    found = prepared(_having, viewer, words=words) if words else {}
    context = {"query": query, "found": _chart(viewer, found), "rows": _results(viewer, found)}
    return render(request, "home/patient/record.html", context)


def _having(viewer: Viewer, *, words: tuple[Word, ...]) -> dict[str, QuerySet[Any]]:
    """Asked together: what is open to the viewer, and on at this site."""
    asked = chart.found(viewer, words)
    if "results" in viewer.features:
        asked |= {"tests": results.found(viewer, words), "reports": results.found_reports(viewer, words)}
    return asked


def _chart(viewer: Viewer, found: dict[str, list[Any]]) -> list[tuple[str, Any]]:
    titles = {
        "problems": _("Conditions"), "medicines": _("Medicines"), "allergies": _("Allergies"),
        "vaccines": _("Vaccines"), "documents": _("Documents"), "referrals": _("Referrals"),
        "visits": _("Past visits"),
    }  # fmt: skip
    return [
        (title, chart_words.lines(PRESENTERS[kind], found[kind], viewer))
        for kind, title in titles.items()
        if found.get(kind)
    ]


def _results(viewer: Viewer, found: dict[str, list[Any]]) -> list[result_words.Row]:
    tests = [result_words.row(row, viewer) for row in found.get("tests", ())]
    return tests + [result_words.report_row(row, viewer) for row in found.get("reports", ())]


@door(HomeVerb.VIEW, patient=True)
def more(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "home/patient/more.html")
