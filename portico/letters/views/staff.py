"""One letter for the team: read, sign, return, take back, revoke it; and the lists, with a batch to sign."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portico.core.actions import NotAllowed, Refused
from portico.core.doors import POST, door
from portico.core.paging import page, soonest
from portico.core.presenters import page_url
from portico.core.pressing import press
from portico.core.viewer import Viewer
from portico.letters import actions, presenters, queries
from portico.letters.forms import ReasonForm
from portico.letters.models import Letter
from portico.letters.permissions import LettersVerb
from portico.letters.rules.letter import Needs, State, may_sign
from portico.letters.views.patient import as_download, opened
from portico.letters.views.writing import whose
from portico.lib.undo import UNDO
from portico.triage.presenters import as_id

MARKS: dict[str, Any] = {"staff": True, "patient": True}
SIZE, BATCH = 20, 50


@door(LettersVerb.VIEW, opens="letter", **MARKS)
def letter(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = opened(viewer, item)
    has_pdf = queries.pdf_of(viewer, item) is not None
    state, tone = presenters.state_words(found)
    context = {
        "letter": found, "said": presenters.shown(found, viewer, pdf=has_pdf), "state": state, "tone": tone,
        "needs": presenters.needs_words(found.needs), "fingerprint": found.fingerprint(),
        "steps": presenters.history(queries.steps(viewer, item), viewer), "back_form": ReasonForm(auto_id="back_%s"),
        "revoke_form": ReasonForm(auto_id="revoke_%s"), **_may(viewer, found), **whose(viewer),
    }  # fmt: skip
    return render(request, "letters/staff/letter.html", context)


def _may(viewer: Viewer, found: Letter) -> dict[str, bool]:
    """Which buttons there are. The rule decides again when one is pressed."""
    writes, state = viewer.may(LettersVerb.WRITE), found.state
    is_own = found.issued_by_id == viewer.staff_id and found.issued_at is not None
    is_fresh = bool(is_own and found.issued_at and timezone.now() - found.issued_at < UNDO)
    return {
        "may_sign": state == State.TO_SIGN and may_sign(Needs(found.needs), viewer.role),
        "may_change": writes and state in {State.DRAFTED, State.RETURNED},
        "may_take_back": (writes and state == State.TO_SIGN) or (state == State.ISSUED and is_fresh),
        "may_withdraw": writes and state in {State.DRAFTED, State.RETURNED, State.TO_SIGN},
        "may_revoke": writes and state == State.ISSUED and not is_fresh,
    }


@door(LettersVerb.VIEW, opens="letter", **MARKS)
def pdf(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    opened(viewer, item)
    return as_download(queries.pdf_of(viewer, item))


@door(LettersVerb.SIGN, fresh=True, methods=POST, **MARKS)
def signature(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    seen = request.POST.get("seen", "")[:64]
    said = _("Signed. It stands in the documents of the patient in ten seconds.")
    return _done(request, viewer, item, lambda: actions.sign(by=viewer, letter_id=item, seen=seen), said)


@door(LettersVerb.SIGN, methods=POST, **MARKS)
def returning(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")[:500]
    said = _("Returned: the team has it again, with your reason.")
    return _done(
        request, viewer, item, lambda: actions.send_back(by=viewer, letter_id=item, reason=reason), said
    )


@door(LettersVerb.VIEW, methods=POST, **MARKS)
def taking_back(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    said = _("Taken back.")
    return _done(request, viewer, item, lambda: actions.take_back(by=viewer, letter_id=item), said)


@door(LettersVerb.WRITE, methods=POST, **MARKS)
def withdrawal(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    said = _("Withdrawn. Nobody outside has seen it.")
    return _done(request, viewer, item, lambda: actions.withdraw(by=viewer, letter_id=item), said)


@door(LettersVerb.WRITE, methods=POST, **MARKS)
def revocation(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")[:500]
    said = _("Revoked. The patient reads that it is no longer valid, and why.")
    return _done(
        request, viewer, item, lambda: actions.revoke(by=viewer, letter_id=item, reason=reason), said
    )


def _done(
    request: HttpRequest, viewer: Viewer, item: UUID, do: Callable[[], object], said: str
) -> HttpResponse:
    opened(viewer, item)
    there = page_url("letters-team:letter", viewer.patient_id, item)
    return press(request, viewer, do, said=said, why=presenters.why_words, then=there)


@door(LettersVerb.VIEW, staff=True, opens="letters")
def letters(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What waits for this person first. What waits for their signature is read whole, and signed in a batch."""
    places = _places(viewer)
    asked = request.GET.get("list", "")
    current = asked if asked in places else next(iter(places))
    rows, time = queries.LISTS[current]
    turn = page if current == "issued" else soonest
    found = turn(rows(viewer, now=timezone.now()), request.GET.get("after", "")[:100], time=time, size=SIZE)
    context = {
        "places": [{"key": key, "title": title, "is_current": key == current} for key, title in places.items()],
        "current": current, "title": places[current], "older": found.older,
        "cards": [presenters.card(row, viewer) for row in found.rows],
    }  # fmt: skip
    return render(request, "letters/staff/letters.html", context)


def _places(viewer: Viewer) -> dict[str, str]:
    places = {"sign": _("To sign")} if viewer.may(LettersVerb.SIGN) else {}
    if viewer.may(LettersVerb.WRITE):
        places |= {"correct": _("Returned and drafts"), "sent": _("Waiting for a signature")}
    return {**places, "issued": _("Issued lately")}


@door(LettersVerb.SIGN, staff=True, fresh=True, methods=POST)
def batch(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Each in its own transaction, under the fingerprint of what was read; what could not be signed is said."""
    marks = request.POST.getlist("letter")[:BATCH]
    outcomes = [_signed(viewer, mark) for mark in marks]
    count = outcomes.count("")
    if not marks:
        messages.error(request, _("Choose the letters that you have read."))
    if count:
        said = ngettext("%(n)d letter is signed.", "%(n)d letters are signed.", count) % {"n": count}
        messages.success(request, said)
    for why in dict.fromkeys(filter(None, outcomes)):
        said = ngettext(
            "%(n)d was not signed: %(why)s", "%(n)d were not signed: %(why)s", outcomes.count(why)
        )
        messages.error(request, said % {"n": outcomes.count(why), "why": presenters.why_words(why)})
    return HttpResponseRedirect(reverse("letters-lists:letters"))


def _signed(viewer: Viewer, mark: str) -> str:
    """Why not, in one word."""
    which, _at, seen = mark.partition("@")
    key = as_id(which)
    if key is None:
        return "not-waiting"
    try:
        actions.sign(by=viewer, letter_id=key, seen=seen[:64])
    except NotAllowed:
        return "not-waiting"
    except Refused as refusal:
        return str(refusal)
    return ""
