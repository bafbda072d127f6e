"""The patient's own pages of the record. Each gathers, presents, renders."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.archive.queries import attachments
from portico.chart import presenters, queries
from portico.chart.models import Document
from portico.chart.permissions import ChartVerb
from portico.chart.rules.html import cleaned
from portico.clinic.rules.features import Feature
from portico.core.doors import door
from portico.core.downloads import download
from portico.core.paging import page
from portico.core.viewer import DataClass, Viewer
from portico.letters import presenters as letter_words
from portico.letters import queries as letters


def _list(
    request: HttpRequest, viewer: Viewer, present: Any, rows: QuerySet[Any], **words: Any
) -> HttpResponse:
    """A page of one kind: what is current first (`current`), then the rest, older page by page."""
    current = words.pop("current", None)
    found = page(rows, request.GET.get("after", ""))
    is_first = "after" not in request.GET
    context = {
        "current": presenters.lines(present, current[: queries.AT_MOST], viewer)
        if current is not None and is_first
        else [],
        "lines": presenters.lines(present, found.rows, viewer),
        "older": found.older,
        "is_first": is_first,
        **words,
    }
    return render(request, "chart/patient/list.html", context)


@door(ChartVerb.VIEW, patient=True, data_class=DataClass.PROBLEMS, feature=Feature.PROBLEMS, opens="problems")
def problems(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _list(
        request, viewer, presenters.problem, queries.problems(viewer, is_current=False),
        current=queries.problems(viewer, is_current=True).newest_first(),
        title=_("Conditions"), current_title=_("Now"), past_title=_("In the past"),
        empty=_("No conditions are on record."),
    )  # fmt: skip


@door(
    ChartVerb.VIEW, patient=True, data_class=DataClass.MEDICINES, feature=Feature.MEDICINES, opens="medicines"
)
def medicines(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _list(
        request, viewer, presenters.medicine, queries.medicines(viewer, is_current=False),
        current=queries.medicines_to_read(viewer),
        title=_("Medicines"), current_title=_("You take now"), past_title=_("In the past"),
        empty=_("No medicines are on record."), ask_refill=_may_ask_refill(viewer),
    )  # fmt: skip


def _may_ask_refill(viewer: Viewer) -> bool:
    """Where messages are off or hidden, nothing leads there."""
    is_open = Feature.MESSAGES in viewer.features and viewer.may_see(DataClass.MESSAGES)
    return is_open and viewer.may("messaging.send")


@door(
    ChartVerb.VIEW, patient=True, data_class=DataClass.ALLERGIES, feature=Feature.ALLERGIES, opens="allergies"
)
def allergies(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _list(
        request, viewer, presenters.allergy, queries.allergies(viewer, is_current=False),
        current=queries.gravest_allergies(viewer),
        title=_("Allergies"), current_title=_("Now"), past_title=_("In the past"),
        empty=_("No allergies are on record."),
    )  # fmt: skip


@door(ChartVerb.VIEW, patient=True, data_class=DataClass.VACCINES, feature=Feature.VACCINES, opens="vaccines")
def vaccines(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _list(
        request, viewer, presenters.vaccine, queries.vaccines(viewer),
        title=_("Vaccines"), empty=_("No vaccines are on record."),
    )  # fmt: skip


@door(
    ChartVerb.VIEW, patient=True, data_class=DataClass.FAMILY_HISTORY, feature=Feature.FAMILY_HISTORY,
    opens="family-history",
)  # fmt: skip
def family_history(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _list(
        request, viewer, presenters.relative, queries.family_history(viewer),
        title=_("Family health history"), empty=_("No family history is on record."),
    )  # fmt: skip


@door(
    ChartVerb.VIEW, patient=True, data_class=DataClass.REFERRALS, feature=Feature.REFERRALS, opens="referrals"
)
def referrals(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _list(
        request, viewer, presenters.referral, queries.referrals(viewer),
        title=_("Referrals"), empty=_("No referrals are on record."),
    )  # fmt: skip


@door(ChartVerb.VIEW, patient=True, data_class=DataClass.VISITS, feature=Feature.VISITS, opens="encounters")
def encounters(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _list(
        request, viewer, presenters.encounter, queries.encounters(viewer),
        title=_("Visits in the record"), empty=_("No visits are on record."),
    )  # fmt: skip


@door(
    ChartVerb.VIEW, patient=True, data_class=DataClass.CARE_TEAM, feature=Feature.CARE_TEAM, opens="care-team"
)
def care_team(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    teams = queries.care_teams(viewer, now=timezone.now()).newest_first()[: queries.AT_MOST]
    return render(request, "chart/patient/care_team.html", {"teams": teams})


@door(
    ChartVerb.VIEW, patient=True, data_class=DataClass.DOCUMENTS, feature=Feature.DOCUMENTS, opens="documents"
)
def documents(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    of_team = letters.of_patient(viewer, now=timezone.now())
    return _list(
        request, viewer, presenters.document, queries.documents(viewer),
        title=_("Documents"), empty=_("No documents are on record."),
        letters=[letter_words.line(row, viewer) for row in of_team],
    )  # fmt: skip


@door(
    ChartVerb.VIEW, patient=True, data_class=DataClass.DOCUMENTS, feature=Feature.DOCUMENTS, opens="document"
)
def document(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    row = _document(viewer, item)
    is_html = row.content_type.lower().startswith("text/html")
    context = {
        "line": presenters.document(row, viewer),
        "document": row,
        "html": cleaned(row.body) if is_html else "",
        "paragraphs": [] if is_html else row.body.split("\n\n"),
    }
    return render(request, "chart/patient/document.html", context)


@door(
    ChartVerb.VIEW,
    patient=True,
    data_class=DataClass.DOCUMENTS,
    feature=Feature.DOCUMENTS,
    opens="document-file",
)
def document_file(request: HttpRequest, viewer: Viewer, item: UUID, number: int) -> HttpResponse:
    """Always a download, under a name of ours, with no right to run anything."""
    row = _document(viewer, item)
    return download(attachments(viewer, row.pk), number, "document")


def _document(viewer: Viewer, item: UUID) -> Document:
    try:
        return queries.document(viewer, item)
    except Document.DoesNotExist:
        raise Http404 from None
