"""The phrases that apply to somebody: the list, one with its versions, retired and back, an earlier version again."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.presenters import today
from portico.core.viewer import Viewer
from portico.phrases import actions, queries
from portico.phrases import presenters as words
from portico.phrases.permissions import PhrasesVerb
from portico.phrases.queries import Asked
from portico.phrases.rules.content import Problem

BIGGEST = 1_000_000


@door(PhrasesVerb.USE, staff=True)
def phrases(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    day = today(viewer)
    asked = _asked(request)
    found, after = queries.listed(viewer, asked, today=day)
    kept = {"q": asked.words, "show": asked.show, "after": after}
    context = {
        "rows": [words.row(phrase, day) for phrase in found],
        "shows": _shows(viewer, asked, queries.past_review(viewer, today=day)),
        "query": asked.words,
        "show": asked.show,
        "more": urlencode({name: value for name, value in kept.items() if value}) if after else "",
        "is_asked": bool(asked.words or asked.show),
    }
    return render(request, "phrases/staff/phrases.html", context)


def _asked(request: HttpRequest) -> Asked:
    """What the address asks for; anything else in it counts as nothing."""
    try:
        after = UUID(request.GET.get("after", ""))
    except ValueError:
        after = None
    return Asked(
        request.GET.get("q", "").replace("\x00", "").strip()[:100], request.GET.get("show", "")[:10], after
    )


def _shows(viewer: Viewer, asked: Asked, past: int) -> list[dict[str, Any]]:
    table = [
        ("", _("In use"), 0),
        ("person", _("Mine"), 0),
        ("pool", _("My pools'") if viewer.pools else _("Pools'"), 0),
        ("practice", _("The practice's"), 0),
        ("past", _("To be read again"), past),
        ("retired", _("Retired"), 0),
    ]
    if viewer.may(PhrasesVerb.WRITE_PRACTICE) and not viewer.may(PhrasesVerb.WRITE_OWN):
        table.pop(1)
    return [
        {"href": f"?show={show}" if show else reverse("phrases:phrases"), "label": label, "count": count,
         "is_current": show == asked.show}
        for show, label, count in table
    ]  # fmt: skip


@door(PhrasesVerb.USE, staff=True)
def phrase(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        found = queries.phrase(viewer, item)
    except ObjectDoesNotExist:
        raise Http404 from None
    may_write = queries.may_write(viewer, found)
    before = request.GET.get("before", "")
    is_number = before.isascii() and before.isdigit() and int(before[:8]) < BIGGEST
    rows = queries.versions(viewer, found, before=int(before[:8]) if is_number else None)
    shown = rows[: queries.VERSIONS_SHOWN]
    context = {
        "phrase": found,
        "row": words.row(found, today(viewer)),
        "previews": words.previews(found.english, found.spanish),
        "versions": [
            words.past(one, older, found, viewer, may_write=may_write)
            for one, older in zip(shown, [*rows[1:], None], strict=False)
        ],
        "older": shown[-1].number if len(rows) > len(shown) else 0,
        "may_write": may_write,
    }
    return render(request, "phrases/staff/phrase.html", context)


@door(PhrasesVerb.USE, staff=True, methods=POST)
def retirement(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Retire it; with `back`, offer it again."""
    is_back = "back" in request.POST
    try:
        (actions.bring_back if is_back else actions.retire)(by=viewer, phrase_id=item)
    except Refused as refusal:
        messages.error(request, words.problem_words(Problem("shortcut", str(refusal))))
    else:
        messages.success(
            request, _("It is offered again.") if is_back else _("Retired. Nobody is offered it any more.")
        )
    return HttpResponseRedirect(reverse("phrases:phrase", args=[item]))


@door(PhrasesVerb.USE, staff=True, methods=POST)
def go_back(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    number = request.POST.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 8):
        raise Http404
    try:
        actions.go_back(by=viewer, phrase_id=item, number=int(number))
    except Refused as refusal:
        messages.error(request, words.problem_words(Problem("shortcut", str(refusal))))
    else:
        messages.success(request, _("It says again what it said in version %(number)s.") % {"number": number})
    return HttpResponseRedirect(reverse("phrases:phrase", args=[item]))
