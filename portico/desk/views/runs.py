"""One quick action with many messages: choose it, press once, see how each went, take all of it back."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portico.access.queries import working_for
from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.viewer import Viewer
from portico.desk.presenters import runs as said
from portico.messaging.permissions import MessagingVerb
from portico.quickactions import actions, queries
from portico.quickactions.presenters import words
from portico.quickactions.rules.running import AT_MOST
from portico.triage import queries as triage
from portico.triage.presenters import as_id, list_query, wanted


@door(MessagingVerb.ANSWER, staff=True, methods=POST, opens="desk")
def choice(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Which quick action, for which of those that were ticked; nothing is done yet."""
    asked = wanted(QueryDict(request.POST.get("list", "")[:500]))
    query, is_all = list_query(asked), "all" in request.POST and asked.state != "closed"
    items = _listed(viewer, asked) if is_all else _ticked(request, viewer)
    if not items:
        messages.error(request, _("Choose some from the list first."))
        return HttpResponseRedirect(_list_url(query))
    offers = said.offers(viewer, queries.usable(viewer, now=timezone.now()), items)
    mark = request.POST.get("action", "")
    chosen = next((one for one in offers if one.chip.mark == mark), None)
    lines = said.before(viewer, chosen.action, items) if chosen else []
    context = {
        "items": items,
        "list": query,
        "back": _list_url(query),
        "is_all": is_all,
        "offers": offers,
        "chosen": chosen,
        "going": [line for line in lines if not line.why],
        "staying": [line for line in lines if line.why],
        "form_key": uuid4(),
        "at_most": AT_MOST,
    }
    return render(request, "desk/staff/run_choice.html", context)


def _ticked(request: HttpRequest, viewer: Viewer) -> list[Any]:
    ids = [found for text in request.POST.getlist("item")[:AT_MOST] if (found := as_id(text))]
    return triage.chosen(viewer, ids, now=timezone.now()) if ids else []


def _listed(viewer: Viewer, asked: triage.Wanted) -> list[Any]:
    return list(triage.items(viewer, asked, now=timezone.now())[:AT_MOST])


def _list_url(query: str) -> str:
    return f"{reverse('desk:desk')}?{query}" if query else reverse("desk:desk")


@door(MessagingVerb.ANSWER, staff=True, methods=FORM, opens="quick-run")
def runs(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Those of the last time; posted, one begins."""
    if request.method == "POST":
        return _begun(request, viewer)
    return render(request, "desk/staff/runs.html", {"rows": said.lately(viewer, queries.runs(viewer))})


def _begun(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    key, _at, number = request.POST.get("action", "").partition("@")
    action_id, form_key = as_id(key), as_id(request.POST.get("form_key", ""))
    ids = [found for text in request.POST.getlist("item")[:AT_MOST] if (found := as_id(text))]
    if (
        action_id is None
        or form_key is None
        or not (number.isascii() and number.isdigit() and len(number) < 9)
    ):
        messages.error(request, _("Choose some from the list first."))
        return HttpResponseRedirect(reverse("desk:desk"))
    try:
        run = actions.begin(by=viewer, action_id=action_id, seen=int(number), form_key=form_key, items=ids)
    except Refused as refusal:
        messages.error(request, words.why_words(str(refusal)))
        return HttpResponseRedirect(reverse("desk:desk"))
    return HttpResponseRedirect(reverse("desk:run", args=[run.pk]))


@door(MessagingVerb.ANSWER, staff=True, opens="quick-run")
def run(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    return render(request, "desk/staff/run.html", _shown(viewer, item))


@door(MessagingVerb.ANSWER, staff=True, opens="quick-run", is_poll=True)
def run_now(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """How far it is, asked again and again by the page while something waits."""
    return render(request, "desk/staff/parts/run.html", _shown(viewer, item))


def _shown(viewer: Viewer, key: UUID) -> dict[str, Any]:
    try:
        found, parts, broken = queries.run(viewer, key)
    except ObjectDoesNotExist:
        raise Http404 from None
    return said.shown(viewer, found, parts, broken, now=timezone.now())


@door(MessagingVerb.ANSWER, staff=True, methods=POST)
def withdrawal(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """All of it is taken back, or what still waits."""
    try:
        left = actions.take_back_run(by=viewer, run_id=item, person_of=working_for)
        rest = _("What was still to be done is not done. What was done stays.")
        messages.success(request, rest if left.done else _("Taken back. No patient saw any of it."))
        if left.kept:
            sentence = ngettext(
                "%(n)d could not be taken back; it is named below.",
                "%(n)d could not be taken back; they are named below.", left.kept,
            )  # fmt: skip
            messages.warning(request, sentence % {"n": left.kept})
    except Refused as refusal:
        messages.error(request, words.why_words(str(refusal)))
    return HttpResponseRedirect(reverse("desk:run", args=[item]))
