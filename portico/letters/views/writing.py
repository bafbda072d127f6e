"""The team writes a letter: choose what kind, then its words; beside a message or from the chart."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.presenters import page_url, today
from portico.core.pressing import is_of_this_patient, press
from portico.core.viewer import Viewer
from portico.letters import actions, presenters
from portico.letters.forms import LetterForm
from portico.letters.models import Letter
from portico.letters.permissions import LettersVerb
from portico.letters.rules.kinds import KINDS
from portico.letters.rules.letter import State
from portico.letters.views.patient import opened
from portico.lib.days import age_on
from portico.people.queries import person
from portico.triage.queries import item as work_item

MARKS: dict[str, Any] = {"staff": True, "patient": True}


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is written. `key`: of the letter that is corrected."""

    back: str
    item: UUID | None = None
    found: Letter | None = None


@door(LettersVerb.WRITE, opens="work-item", methods=FORM, **MARKS)
def beside(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Beside a message."""
    try:
        work_item(viewer, item, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    return _written(request, viewer, Place(page_url("desk:item", viewer.patient_id, item), item))


@door(LettersVerb.WRITE, opens="letter", methods=FORM, **MARKS)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """From the chart."""
    return _written(request, viewer, Place(page_url("desk:patient", viewer.patient_id)))


@door(LettersVerb.WRITE, opens="letter", methods=FORM, **MARKS)
def correction(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Other words in a draft, or in what came back."""
    found = opened(viewer, item)
    if found.state not in {State.DRAFTED, State.RETURNED}:
        messages.error(request, presenters.why_words("not-open"))
        return HttpResponseRedirect(_page(viewer, found))
    return _written(request, viewer, Place(_page(viewer, found), found=found))


def _page(viewer: Viewer, letter: Letter) -> str:
    return page_url("letters-team:letter", viewer.patient_id, letter.pk)


def _written(request: HttpRequest, viewer: Viewer, place: Place) -> HttpResponse:
    kind = place.found.kind if place.found else request.GET.get("kind", "")
    if kind not in KINDS:
        return _chosen(request, viewer, place)
    form = LetterForm(request.POST or None, first=_first(request, viewer, place, kind))
    if request.method != "POST":
        return _shown(request, viewer, place, form, kind)
    if not is_of_this_patient(request, viewer):
        return _shown(request, viewer, place, form, kind, "another-patient")
    if not form.is_valid():
        return _shown(request, viewer, place, form, kind, "form")
    try:
        letter = _kept(viewer, place, form, kind)
    except Refused as refusal:
        return _shown(request, viewer, place, form, kind, str(refusal))
    _sent(request, viewer, letter)
    return HttpResponseRedirect(_page(viewer, letter))


def _kept(viewer: Viewer, place: Place, form: LetterForm, kind: str) -> Letter:
    if place.found:
        return actions.correct(by=viewer, letter_id=place.found.pk, words=form.words())
    return actions.draft(
        by=viewer, kind=kind, words=form.words(), send_key=form.cleaned_data["send_key"], item_id=place.item
    )


def _sent(request: HttpRequest, viewer: Viewer, letter: Letter) -> None:
    """Where that was asked for; the draft is kept whatever comes of it."""
    if request.POST.get("then") != "send":
        messages.success(request, _("Kept as a draft."))
        return
    try:
        made = actions.send(by=viewer, letter_id=letter.pk)
    except Refused as refusal:
        why = presenters.why_words(str(refusal))
        messages.error(request, _("%(why)s The draft is kept.") % {"why": why})
        return
    is_out = made.state == State.ISSUED
    messages.success(request, _("Issued.") if is_out else _("It waits for a signature."))


def _first(request: HttpRequest, viewer: Viewer, place: Place, kind: str) -> dict[str, Any]:
    """As it is, or as a letter of this kind begins in the language that was chosen, or the patient's."""
    found = place.found
    if found:
        return {"title": found.title, "to": found.to, "body": found.body, "language": found.language}
    asked = request.GET.get("language", "")
    words = presenters.beginning(
        kind, person(viewer), language=asked if asked in {"en", "es"} else "", phone=viewer.phone
    )
    return {"title": words.title, "body": words.body, "language": words.language}


def _chosen(request: HttpRequest, viewer: Viewer, place: Place) -> HttpResponse:
    choices = [
        {"kind": kind, "title": presenters.kind_words(kind), "detail": presenters.needs_words(of.needs)}
        for kind, of in KINDS.items()
    ]
    return render(
        request, "letters/staff/choose.html", {"choices": choices, **_around(request, viewer, place)}
    )


def _shown(
    request: HttpRequest, viewer: Viewer, place: Place, form: LetterForm, kind: str, why: str = ""
) -> HttpResponse:  # fmt: skip
    language = form["language"].value()
    context = {
        "form": form, "kind": kind, "kind_title": presenters.kind_words(kind),
        "needs": presenters.needs_words(KINDS[kind].needs), "goes_out": not KINDS[kind].needs,
        "why": presenters.why_words(why) if why and why != "form" else "", "found": place.found,
        "other": "" if place.found else {"en": "es", "es": "en"}.get(str(language), ""),
        **_around(request, viewer, place),
    }  # fmt: skip
    return render(request, "letters/staff/write.html", context, status=422 if why else 200)


def _around(request: HttpRequest, viewer: Viewer, place: Place) -> dict[str, Any]:
    return {"back": place.back, "here": request.path, **whose(viewer)}


def whose(viewer: Viewer) -> dict[str, Any]:
    """The person whom the page is about, at its head."""
    patient = person(viewer)
    born = presenters.born_words(patient)
    return {"patient": patient, "age": age_on(patient.birth_date, today(viewer)), "born": born}


@door(LettersVerb.WRITE, methods=POST, **MARKS)
def sending(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """A draft as it stands."""
    found = opened(viewer, item)
    said = _("It waits for a signature.") if found.needs else _("Issued.")
    return press(
        request, viewer, lambda: actions.send(by=viewer, letter_id=item), said=said, why=presenters.why_words,
        then=_page(viewer, found),
    )  # fmt: skip
