"""The team's side: answer, undo the answer, keep the draft. Whatever stands in the way, the text is kept."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.viewer import Viewer
from portico.files.views import take_from
from portico.messaging import actions
from portico.messaging.forms.team import AnswerForm
from portico.messaging.permissions import MessagingVerb
from portico.phrases.presenters import left_sentence
from portico.phrases.rules.text import unresolved
from portico.triage.presenters import as_id, list_query, wanted, why_words
from portico.triage.queries import belongs
from portico.triage.queries import item as found_item

KEPT_AT_MOST = 20_000
MARKS_AT_MOST = 1_000
# Refusals that the item's page turns into a question, beside the kept text.
ASKED_AGAIN = {"another-patient", "newer-post"}


@door(MessagingVerb.ANSWER, patient=True, staff=True, methods=POST, typed_at="../../..")
def answer(request: HttpRequest, viewer: Viewer, thread: UUID, item: UUID) -> HttpResponse:
    """Send the answer; `then` says whether the item is closed, waits for the patient, or stays open."""
    if not belongs(viewer, item, actions.SOURCE, thread, now=timezone.now()):
        raise Http404
    if as_id(request.POST.get("item", "")) != item:
        return _of_another_item(request, viewer, item)
    if "add_file" in request.POST:
        return _with_files(request, viewer, thread, item)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        for error in form.errors.get("body", [_("This form is too old. Please send it again.")]):
            messages.error(request, str(error))
        return _kept(request, viewer, thread, item)
    said = form.cleaned_data
    try:
        post = actions.answer(
            by=viewer, thread_id=thread, item_id=item, send_key=said["send_key"], body=said["body"],
            last_seen=said["last_seen"], then=said["then"], is_checked=said["confirmed"],
            inserted=said["inserted"][:MARKS_AT_MOST], guideline=said["guideline"],
        )  # fmt: skip
    except Refused as refusal:
        return _refused(request, viewer, thread, item, str(refusal), said)
    sent = {"sent": str(post.pk), "person": str(viewer.patient_id), "then": said["then"].value}
    return HttpResponseRedirect(f"{reverse('desk:desk')}?{_query(request, **sent)}")


def _with_files(request: HttpRequest, viewer: Viewer, thread: UUID, item: UUID) -> HttpResponse:
    """Without a script the button beside the files posts this form: nothing is sent, the text is kept."""
    for sentence in take_from(request, viewer, actions.answer_place(thread)):
        messages.error(request, sentence)
    return _kept(request, viewer, thread, item)


def _refused(
    request: HttpRequest, viewer: Viewer, thread: UUID, item: UUID, why: str, said: dict[str, Any]
) -> HttpResponse:
    """Another patient's name and a newer message are asked about on the page; anything else is said there."""
    if why == "unfinished":
        messages.error(request, left_sentence(unresolved(said["body"])))
        return _kept(request, viewer, thread, item, why=why)
    if why not in ASKED_AGAIN:
        messages.error(request, _why(why, viewer, item))
        return _kept(request, viewer, thread, item)
    # What had been seen before stays the mark of what is new, however often it is tried.
    more = {"why": why, "then": said["then"].value, "seen": str(said["last_seen"] or "")}
    return _kept(request, viewer, thread, item, **more)


def _kept(request: HttpRequest, viewer: Viewer, thread: UUID, item: UUID, **more: str) -> HttpResponse:
    """Back to the item, whose box holds the text again."""
    actions.keep_draft(by=viewer, place=actions.answer_place(thread), data=_typed(request), thread_id=thread)
    here = reverse("desk:item", args=[viewer.patient_id, item])
    return HttpResponseRedirect(f"{here}?{_query(request, **more)}")


def _typed(request: HttpRequest) -> dict[str, str]:
    """The text, and which phrases were put in."""
    said = request.POST
    return {"body": said.get("body", "")[:KEPT_AT_MOST], "inserted": said.get("inserted", "")[:MARKS_AT_MOST]}


def _query(request: HttpRequest, **more: str) -> str:
    """The list that the form came from, and more."""
    kept = list_query(wanted(QueryDict(request.POST.get("list", "")[:500])))
    return "&".join(part for part in (kept, urlencode(more)) if part)


def _of_another_item(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """The form was made for another message: its text is no draft of this patient's."""
    context = {
        "text": request.POST.get("body", "")[:KEPT_AT_MOST],
        "why": why_words("another-item"),
        "back": reverse("desk:item", args=[viewer.patient_id, item]),
    }
    return render(request, "messaging/staff/elsewhere.html", context, status=422)


def _why(refusal: str, viewer: Viewer, item: UUID) -> str:
    holder = found_item(viewer, item, now=timezone.now()).claimed_by if refusal == "taken" else None
    return {
        "closed": _("Not sent: this was answered or closed meanwhile. Your text is kept."),
        "taken": _("Not sent: %(name)s has this now. Your text is kept.")
        % {"name": holder.name if holder else _("somebody else")},
        "empty": _("Please write an answer first."),
        "too-long": _("This answer is too long. Your text is kept."),
        "not-licensed": _(
            "Not sent: it is flagged, so a nurse, a pharmacist or the pool's lead closes it. Your text is kept; "
            "you can send it and keep the item open."
        ),
    }.get(refusal, _("Not sent. Your text is kept."))


@door(MessagingVerb.ANSWER, patient=True, staff=True, methods=POST)
def answer_withdrawal(request: HttpRequest, viewer: Viewer, post: UUID) -> HttpResponse:
    try:
        actions.undo_answer(by=viewer, post_id=post)
    except Refused:
        messages.error(request, _("It was too late to undo: the patient can read the answer."))
        return HttpResponseRedirect(reverse("desk:desk"))
    messages.success(request, _("Taken back. Your text is kept as a draft."))
    item = as_id(request.GET.get("item", ""))
    if item is not None:
        return HttpResponseRedirect(reverse("desk:item", args=[viewer.patient_id, item]))
    return HttpResponseRedirect(reverse("desk:desk"))


@door(MessagingVerb.ANSWER, patient=True, staff=True, methods=POST)
def draft(request: HttpRequest, viewer: Viewer, thread: UUID, item: UUID) -> HttpResponse:
    """What is typed so far; of the form of another item nothing is kept here."""
    is_own = as_id(request.POST.get("item", "")) == item
    if not belongs(viewer, item, actions.SOURCE, thread, now=timezone.now()) or not is_own:
        raise Http404
    place, typed = actions.answer_place(thread), _typed(request)
    if typed["body"].strip():
        actions.keep_draft(by=viewer, place=place, data=typed, thread_id=thread)
    else:
        actions.drop_draft(by=viewer, place=place)
    return HttpResponse(status=204)
