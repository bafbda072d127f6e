"""Phrases in an answer: how they read for this patient, put into the text, a pick list decided. Nothing is sent here,
and what was typed is kept; with a script all but the first happens in the page (phrases.js)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.core.doors import FORM, door
from portico.core.presenters import local_now, page_url
from portico.core.viewer import Viewer
from portico.desk.presenters.chart import language_words
from portico.files.views import take_from
from portico.messaging import actions as messages_actions
from portico.messaging import queries as messaging
from portico.messaging.actions import answer_place
from portico.messaging.permissions import MessagingVerb
from portico.people.queries import person
from portico.phrases import queries as phrases
from portico.phrases.presenters import Offer, offer
from portico.phrases.rules.shortcut import by_shortcut, in_order
from portico.phrases.rules.text import chosen
from portico.quickactions.presenters.facts import facts_by_language
from portico.triage import queries as triage
from portico.triage.presenters import as_id, list_query, wanted, why_words

KEPT_AT_MOST = 20_000
MARKS_AT_MOST = 1_000


@door(MessagingVerb.ANSWER, patient=True, staff=True, opens="work-item", methods=FORM, typed_at="..")
def offers(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Every phrase that applies, as it reads for this patient; a form of the answer is posted here to put one in."""
    now = local_now(viewer)
    try:
        found = triage.item(viewer, item, now=now)
        thread = messaging.thread(viewer, found.source_id, now=now)
    except ObjectDoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        return _posted(request, viewer, found, thread, now)
    patient = person(viewer)
    kept = in_order(phrases.offered_whole(viewer), found.kind)
    usable = {phrase.pk for phrase in by_shortcut(kept).values()}
    facts = facts_by_language(viewer, patient, found, thread, now=now)
    context = {
        "item": found,
        "patient": patient,
        "language_words": language_words(patient.language),
        "offers": [(offer(one, facts, patient.language), one.pk in usable) for one in kept],
        "list": list_query(wanted(QueryDict(request.GET.get("list", "")[:500]))),
    }
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, f"desk/staff/{'parts/offers' if is_part else 'phrases'}.html", context)


def _asked_for(request: HttpRequest, viewer: Viewer, found: Any, thread: Any, now: datetime) -> Offer | None:
    """The phrase of the form, for the patient whose record is open."""
    key, patient = as_id(request.POST.get("phrase", "")), person(viewer)
    one = phrases.phrases(viewer).filter(pk=key).first() if key else None
    facts = facts_by_language(viewer, patient, found, thread, now=now) if one else {}
    return offer(one, facts, patient.language) if one else None


def _posted(request: HttpRequest, viewer: Viewer, found: Any, thread: Any, now: datetime) -> HttpResponse:
    if as_id(request.POST.get("item", "")) != found.pk:
        return _of_another_item(request, viewer, found)
    for sentence in take_from(request, viewer, answer_place(thread.pk)):
        messages.error(request, sentence)
    typed = _typed(request, viewer, thread)
    if "look" in request.POST:
        said = typed
    elif "choose" in request.POST:
        said = {**typed, "body": _decided(request, typed["body"])}
    else:
        said = _with_phrase(request, viewer, found, thread, now, typed)
    messages_actions.keep_draft(by=viewer, place=answer_place(thread.pk), data=said, thread_id=thread.pk)
    return HttpResponseRedirect(_back(request, viewer, found))


def _typed(request: HttpRequest, viewer: Viewer, thread: Any) -> dict[str, str]:
    """What stands in the form; the page of all phrases has none, there it is what was kept."""
    if "body" in request.POST:
        said: Any = request.POST
    else:
        kept = messaging.draft(viewer, answer_place(thread.pk))
        said = kept.data if kept else {}
    return {
        "body": str(said.get("body", ""))[:KEPT_AT_MOST],
        "inserted": str(said.get("inserted", ""))[:MARKS_AT_MOST],
    }


def _with_phrase(
    request: HttpRequest, viewer: Viewer, found: Any, thread: Any, now: datetime, typed: dict[str, str]
) -> dict[str, str]:
    made = _asked_for(request, viewer, found, thread, now)
    if made is None:
        messages.error(request, _("Choose a phrase from the list first."))
        return typed
    before = typed["body"].replace("\r\n", "\n").rstrip()
    body = f"{before}\n\n{made.text}" if before else made.text
    if len(body) > KEPT_AT_MOST:
        messages.error(request, _("The text is too long for one more phrase."))
        return typed
    if made.note:
        messages.info(request, made.note)
    return {"body": body, "inserted": ",".join(filter(None, (typed["inserted"], made.mark)))[:MARKS_AT_MOST]}


def _decided(request: HttpRequest, body: str) -> str:
    """Each pick list for which something was chosen, the last one first: so the places before it stay."""
    picked = [
        (int(name.removeprefix("choice-")), int(str(value)))
        for name, value in request.POST.dict().items()
        if name.startswith("choice-") and _is_small(name.removeprefix("choice-")) and _is_small(str(value))
    ]
    text = body.replace("\r\n", "\n")
    for number, choice in sorted(picked, reverse=True):
        text = chosen(text, number, choice)
    return text


def _is_small(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4


def _back(request: HttpRequest, viewer: Viewer, found: Any) -> str:
    kept = list_query(wanted(QueryDict(request.POST.get("list", "")[:500])))
    if "look" in request.POST:
        return page_url("desk:phrases", viewer.patient_id, found.pk)
    return f"{page_url('desk:item', viewer.patient_id, found.pk)}{f'?{kept}' if kept else ''}#id_body"


def _of_another_item(request: HttpRequest, viewer: Viewer, found: Any) -> HttpResponse:
    """The form was made for another message: its text is no draft of this patient's."""
    context = {
        "text": request.POST.get("body", "")[:KEPT_AT_MOST],
        "why": why_words("another-item"),
        "back": reverse("desk:item", args=[viewer.patient_id, found.pk]),
    }
    return render(request, "messaging/staff/elsewhere.html", context, status=422)
