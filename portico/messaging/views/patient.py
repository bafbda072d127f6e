"""The patient's side: the list, one conversation, writing back, undo."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.paging import page
from portico.core.presenters import near_words
from portico.core.viewer import Viewer
from portico.files.presenters import Attached, attached, box
from portico.files.queries import files_of, kept_at
from portico.files.views import take_from
from portico.lib.medicines import must_not_miss
from portico.lib.words import normalise
from portico.messaging import actions, presenters, queries
from portico.messaging.forms.patient import ReplyForm
from portico.messaging.models import Draft, Post, Thread
from portico.messaging.permissions import MessagingVerb
from portico.messaging.rules.kinds import Kind
from portico.messaging.rules.state import State, may_reply
from portico.messaging.views.patient_compose import MARKS
from portico.messaging.views.patient_drafts import keep_typed, take_up_typed
from portico.messaging.views.patient_kinds import write_url
from portico.messaging.views.patient_net import calls_now, interrupted
from portico.sending.queries import rules_of
from portico.triage.queries import items_for
from portico.triage.rules.item import Flag


@door(MessagingVerb.READ, opens="messages", **MARKS)
def threads(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    now = timezone.now()
    if words := normalise(request.GET.get("q", "")[:100]):
        return _found(request, viewer, words, now)
    found = page(queries.threads(viewer, now=now), request.GET.get("after", ""), time="created_at")
    new = {thread.pk for thread in queries.unread(viewer, now=now)}
    items = items_for(viewer, queries.SOURCE, [t.pk for t in found.rows])
    context = {
        "threads": [
            presenters.summary(t, viewer, items.get(t.pk), now=now, is_new=t.pk in new) for t in found.rows
        ],
        "older": found.older,
        "unfinished": [] if request.GET.get("after") else unfinished(viewer, now),
    }
    return render(request, "messaging/patient/list.html", context)


def _found(request: HttpRequest, viewer: Viewer, words: list[str], now: datetime) -> HttpResponse:
    found, is_cut = queries.with_words(viewer, words, now=now)
    items = items_for(viewer, queries.SOURCE, [thread.pk for thread, _piece in found])
    rows = [
        replace(presenters.summary(thread, viewer, items.get(thread.pk), now=now), detail=piece)
        for thread, piece in found
    ]
    context = {"query": request.GET["q"][:100], "threads": rows, "is_search": True, "is_cut": is_cut}
    return render(request, "messaging/patient/list.html", context)


def unfinished(viewer: Viewer, now: datetime) -> list[presenters.Unfinished]:
    return presenters.unfinished(viewer, *queries.drafts_titled(viewer, now=now))


@door(MessagingVerb.READ, opens="message", **MARKS)
def thread(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    now = timezone.now()
    try:
        found = queries.thread(viewer, item, now=now)
    except Thread.DoesNotExist:
        raise Http404 from None
    if queries.has_news(viewer, found):
        actions.mark_read(by=viewer, thread_id=found.pk)
    work = items_for(viewer, queries.SOURCE, [found.pk]).get(found.pk)
    take_up_typed(request, viewer, actions.reply_place(found.pk), ReplyForm, found.pk)
    return render(request, "messaging/patient/thread.html", _thread(viewer, found, work, now))


def _thread(viewer: Viewer, found: Thread, work: Any, now: datetime) -> dict[str, Any]:
    state = presenters.state_of(found, work, now)
    words, tone = presenters.state_words(state, found.goes_to)
    rules = rules_of(viewer)
    may = may_reply(closed_at=work.closed_at, now=now, days=rules.reply_days) if work else None
    seen_at: datetime | None = found.team_seen_at  # type: ignore[attr-defined]  # annotated by queries.thread
    is_waiting = state not in {State.ANSWERED, State.DONE}
    return {
        "thread": found,
        "title": presenters.title(found),
        "state": words,
        "tone": tone,
        "promise": presenters.promise_words(viewer, found, state),
        "facts": presenters.facts(found, viewer),
        "posts": _posts(viewer, found, now),
        "toast": _undo_toast(viewer, found, now),
        "seen_by_team": near_words(viewer, seen_at, is_inside=True) if seen_at else "",
        "is_running_out": found.kind == Kind.REFILL and _is_for_today(work) and is_waiting,
        "may_be_insulin": _may_be_insulin(found),
        "is_over": may is None or may.state is State.DONE,
        **_reply_box(viewer, found, rules.characters),
    }


def _is_for_today(work: Any) -> bool:
    return work is not None and work.flag == Flag.SAME_DAY


def _may_be_insulin(found: Thread) -> bool:
    """It is, or it was typed by hand and nobody knows."""
    return not found.details.get("code") or must_not_miss(found.subject) == "insulin"


def _posts(viewer: Viewer, found: Thread, now: datetime) -> list[tuple[presenters.Said, Attached]]:
    posts: list[Post] = found.posts_seen  # type: ignore[attr-defined]  # prefetched there
    files = files_of(viewer, queries.FILES_OF, [post.pk for post in posts], now=now)
    return [(presenters.said(post, viewer), attached(viewer, files.get(post.pk, []))) for post in posts]


def _reply_box(viewer: Viewer, found: Thread, limit: int) -> dict[str, Any]:
    place = actions.reply_place(found.pk)
    kept: Draft | None = queries.draft(viewer, place)
    return {
        "reply": {"send_key": uuid4(), "body": str(kept.data.get("body", "")) if kept else ""},
        "limit": limit,
        "is_kept": bool(kept),
        **box(viewer, place, kept_at(viewer, place)),
    }


def _undo_toast(viewer: Viewer, found: Thread, now: datetime) -> dict[str, Any] | None:
    """For the one who sent it, while it can be taken back: the message itself, else the newest reply."""
    posts: list[Post] = found.posts_seen  # type: ignore[attr-defined]  # prefetched there
    newest = posts[-1] if len(posts) > 1 else None
    if newest and newest.author_id == viewer.account and newest.may_be_withdrawn(now):
        url = reverse("messaging:reply-withdrawal", args=[viewer.patient_id, found.pk, newest.pk])
    elif found.started_by_id == viewer.account and found.may_be_withdrawn(now):
        url = reverse("messaging:withdrawal", args=[viewer.patient_id, found.pk])
    else:
        return None
    sent = _("Sent to %(who)s.") % {"who": presenters.team_words(found.goes_to)}
    return {"text": sent, "action": url, "seconds": 10}


def _at(viewer: Viewer, item: UUID, part: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("messaging:thread", args=[viewer.patient_id, item]) + part)


@door(MessagingVerb.SEND, methods=POST, typed_at="..", **MARKS)
def reply(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Write back. Whatever stands in the way, the text is kept."""
    if not queries.titled(viewer, [item], now=timezone.now()):
        raise Http404
    form, place = ReplyForm(request.POST), actions.reply_place(item)
    form.limit = rules_of(viewer).characters
    if call := calls_now(request, viewer, place, ReplyForm, item):
        return call
    is_resent = form.is_valid() and queries.is_sent(viewer, form.cleaned_data["send_key"])
    problems = [] if is_resent else take_from(request, viewer, place)
    for sentence in problems:
        messages.error(request, sentence)
    if problems or "add_file" in request.POST or not form.is_valid():
        keep_typed(request, viewer, place, ReplyForm, item)
        for wrong in form.errors.get("body", []) if "add_file" not in request.POST else []:
            messages.error(request, str(wrong))
        return _at(viewer, item, "#reply")
    return _replied(request, viewer, item, form)


def _replied(request: HttpRequest, viewer: Viewer, item: UUID, form: ReplyForm) -> HttpResponse:
    data, place = form.cleaned_data, actions.reply_place(item)
    if page := interrupted(
        request, viewer, place, ReplyForm, text=data["body"], send_key=data["send_key"], thread_id=item
    ):
        return page
    try:
        actions.reply(by=viewer, thread_id=item, send_key=data["send_key"], body=data["body"])
    except Refused as refusal:
        keep_typed(request, viewer, place, ReplyForm, item)
        is_old = str(refusal) == "too-old"
        messages.error(
            request,
            _("This conversation was closed a while ago. Please write a new message; your text is kept here.")
            if is_old
            else _("This could not be sent just now. Please try again, or call the clinic."),
        )
    return _at(viewer, item)


@door(MessagingVerb.SEND, methods=POST, **MARKS)
def reply_withdrawal(request: HttpRequest, viewer: Viewer, item: UUID, post: UUID) -> HttpResponse:
    try:
        actions.undo_reply(by=viewer, post_id=post)
    except Refused:
        messages.error(request, _too_late())
        return _at(viewer, item)
    messages.success(request, _("Nothing was sent. What you wrote is kept below."))
    return _at(viewer, item, "#reply")


def _too_late() -> str:
    return _("It was too late to undo: the message is with the team. You can call to change it.")


@door(MessagingVerb.SEND, methods=POST, **MARKS)
def withdrawal(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        draft = actions.undo(by=viewer, thread_id=item)
    except Refused:
        messages.error(request, _too_late())
        return _at(viewer, item)
    messages.success(request, _("Nothing was sent. What you wrote is kept below."))
    is_question = draft.place == Kind.QUESTION
    return HttpResponseRedirect(
        write_url(viewer) if is_question else presenters.place_url(viewer, draft.place)
    )
