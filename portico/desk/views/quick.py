"""Quick actions beside an item: how each reads for this patient, and the one click that does it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import FORM, door
from portico.core.presenters import local_now, page_url
from portico.core.viewer import Viewer
from portico.desk.presenters.chart import language_words
from portico.messaging import queries as messaging
from portico.messaging.actions import answer_place
from portico.messaging.permissions import MessagingVerb
from portico.people.queries import person
from portico.phrases.presenters import left_words
from portico.phrases.rules.text import expand
from portico.phrases.rules.variant import variant
from portico.quickactions import actions, queries
from portico.quickactions.presenters import words
from portico.quickactions.presenters.facts import facts_by_language
from portico.quickactions.presenters.filled import filled
from portico.triage import queries as triage
from portico.triage.presenters import as_id, list_query, wanted, why_words

# Refusals that the box asks about, beside the text.
IN_THE_BOX = {"another-patient", "newer-post"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An action as it would go to this patient. `left`: what is not known here."""

    mark: str
    title: str
    does: str
    language: str
    text: str
    left: list[str]
    key: UUID
    is_answer: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """A text on its way into the box, and whose it is."""

    action_id: UUID
    seen: int
    body: str


@door(MessagingVerb.ANSWER, patient=True, staff=True, opens="work-item", methods=FORM)
def quick(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    now = local_now(viewer)
    try:
        found = triage.item(viewer, item, now=now)
        if request.method == "POST":
            return _done(request, viewer, found, messaging.headed(viewer, found.source_id, now=now), now)
        thread = messaging.thread(viewer, found.source_id, now=now)
    except ObjectDoesNotExist:
        raise Http404 from None
    patient = person(viewer)
    facts = facts_by_language(viewer, patient, found, thread, now=now)
    posts: list[Any] = thread.posts_seen  # type: ignore[attr-defined]  # prefetched by messaging.thread
    kept = words.offered(viewer, queries.usable(viewer, now=now, kind=found.kind), found.kind)
    context = {
        "item": found,
        "patient": patient,
        "language_words": language_words(patient.language),
        "offers": [_shown(one, facts, patient.language) for one in kept],
        "last_seen": posts[-1].pk if posts else None,
        "list": list_query(wanted(QueryDict(request.GET.get("list", "")[:500]))),
    }
    return render(request, "desk/staff/quick.html", context)


def _shown(one: Any, facts: dict[str, dict[str, str]], language: str) -> Shown:
    chip, content = words.chip(one), one.content()
    if not content.is_answer:
        return Shown(chip.mark, chip.title, chip.does, "en", content.english, [], uuid4(), False)
    spoken = variant(english=one.english, spanish=one.spanish, language=language)
    made = expand(spoken.text, facts[spoken.language])
    left = list(dict.fromkeys(left_words(mark) for mark in made.left))
    return Shown(chip.mark, chip.title, chip.does, spoken.language, made.text, left, uuid4())


def _done(request: HttpRequest, viewer: Viewer, found: Any, thread: Any, now: datetime) -> HttpResponse:
    """One click, or (`into`) its text into the box. What cannot go in one goes there too, or is said."""
    is_for_box = "into" in request.POST
    key, _at, number = request.POST.get("into" if is_for_box else "action", "").partition("@")
    one = _asked_for(viewer, as_id(key))
    send_key = as_id(request.POST.get("send_key", ""))
    is_nothing = one is None or (
        is_for_box and not one.content().is_answer
    )  # what has no answer has no text for it
    if as_id(request.POST.get("item", "")) != found.pk or is_nothing or send_key is None:
        messages.error(request, why_words("another-item"))
        return HttpResponseRedirect(_item(request, viewer, found))
    made = filled(viewer, one, found, thread, now=now)
    seen = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
    box = Box(one.pk, seen, made.body)
    if is_for_box or not made.is_finished:
        return _into_the_box(request, viewer, found, thread, box, "" if made.is_finished else "unfinished")
    if not made.is_whole:
        messages.error(request, words.why_words("unfinished"))
        return HttpResponseRedirect(_item(request, viewer, found))
    click = actions.Click(
        action_id=one.pk, seen=seen, item_id=found.pk, thread_id=thread.pk, send_key=send_key, body=made.body,
        also=made.also, last_seen=as_id(request.POST.get("last_seen", "")),
    )  # fmt: skip
    try:
        post = actions.use(by=viewer, click=click).post_id
    except Refused as refusal:
        if str(refusal) in IN_THE_BOX:
            return _into_the_box(request, viewer, found, thread, box, str(refusal))
        messages.error(request, words.why_words(str(refusal)))
        return HttpResponseRedirect(_item(request, viewer, found))
    sent = {"sent": str(post), "person": str(viewer.patient_id), "then": one.ends} if post else {}
    return HttpResponseRedirect(_with(page_url("desk:desk"), _list(request), urlencode(sent)))


def _asked_for(viewer: Viewer, key: UUID | None) -> Any:
    try:
        return queries.one(viewer, key) if key else None
    except ObjectDoesNotExist:
        return None


def _into_the_box(
    request: HttpRequest, viewer: Viewer, found: Any, thread: Any, box: Box, why: str
) -> HttpResponse:  # fmt: skip
    """Nothing is sent: the text stands where an answer is written, unless somebody writes there already."""
    place = answer_place(thread.pk)
    kept = messaging.draft(viewer, place)
    if kept is not None and str(kept.data.get("body", "")).strip():
        messages.error(
            request, _("Not done: something is written in the box already. Send it, or empty it first.")
        )
        return HttpResponseRedirect(_item(request, viewer, found))
    try:
        actions.put_into_box(
            by=viewer, action_id=box.action_id, seen=box.seen, item_id=found.pk, thread_id=thread.pk, body=box.body
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, words.why_words(str(refusal)))
        return HttpResponseRedirect(_item(request, viewer, found))
    if why == "unfinished":
        messages.info(
            request, _("Something is not known here. The text stands in the box: finish it and send it.")
        )
    asks = urlencode({"why": why}) if why else ""
    return HttpResponseRedirect(_with(_item(request, viewer, found), asks))


def _list(request: HttpRequest) -> str:
    return list_query(wanted(QueryDict(request.POST.get("list", "")[:500])))


def _item(request: HttpRequest, viewer: Viewer, found: Any) -> str:
    return _with(page_url("desk:item", viewer.patient_id, found.pk), _list(request))


def _with(url: str, *parts: str) -> str:
    query = "&".join(part for part in parts if part)
    if not query:
        return url
    return f"{url}{'&' if '?' in url else '?'}{query}"
