"""A letter from the care team, for the patient: to read, to print, to save."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portico.clinic.rules.features import Feature
from portico.core.doors import door
from portico.core.downloads import download
from portico.core.viewer import DataClass, Viewer
from portico.letters import presenters, queries
from portico.letters.models import Letter
from portico.letters.permissions import LettersVerb
from portico.lib.fhir.shapes import Attachment

MARKS: dict[str, Any] = {"patient": True, "data_class": DataClass.DOCUMENTS, "feature": Feature.DOCUMENTS}


@door(LettersVerb.READ, opens="letter", **MARKS)
def letter(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = opened(viewer, item)
    has_pdf = queries.pdf_of(viewer, item) is not None
    context = {"letter": presenters.shown(found, viewer, pdf=has_pdf), "patient": found.patient}
    return render(request, "letters/patient/letter.html", context)


@door(LettersVerb.READ, opens="letter", **MARKS)
def pdf(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    opened(viewer, item)
    return as_download(queries.pdf_of(viewer, item))


def as_download(made: bytes | None) -> HttpResponse:
    files = [Attachment(content_type="application/pdf", data=made, title="")] if made else []
    return download(files, 0, "letter")


def opened(viewer: Viewer, letter_id: UUID) -> Letter:
    try:
        return queries.letter(viewer, letter_id)
    except ObjectDoesNotExist:
        raise Http404 from None
