"""Drafts: what is typed is kept on the server, a few seconds later and at every step, and thrown away on request."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.accounts.queries import TYPED, typed_before
from portico.clinic.rules.features import Feature
from portico.core.doors import POST, door
from portico.core.viewer import DataClass, Viewer
from portico.files import actions as files
from portico.files.queries import kept_at
from portico.messaging import actions, presenters, queries
from portico.messaging.forms import more
from portico.messaging.forms import patient as forms
from portico.messaging.permissions import MessagingVerb
from portico.messaging.rules.kinds import Kind
from portico.results.queries import observation

MARKS: dict[str, Any] = {"patient": True, "data_class": DataClass.MESSAGES, "feature": Feature.MESSAGES}
MOST = 5000  # of one field; what is longer than a message may be is kept too
UUID_TEXT = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
PLACE = re.compile(rf"({'|'.join(Kind)})|(result)-({UUID_TEXT})|(reply)-({UUID_TEXT})")
FORMS: dict[str, type[forms.Compose] | type[forms.ReplyForm]] = {
    "refill": forms.RefillForm,
    "question": forms.QuestionForm,
    "result": forms.OtherResultForm,
    "referral": forms.ReferralForm,
    "appointment": forms.AppointmentForm,
    "other": forms.OtherForm,
    "medicine": more.MedicineForm,
    "readings": more.ReadingsForm,
    "authorization": more.AuthorizationForm,
    "billing": more.BillingForm,
    "form": more.PaperForm,
    "records": more.RecordsForm,
    "details": more.DetailsForm,
    "technical": more.TechnicalForm,
    "reply": forms.ReplyForm,
}


def keep_typed(
    request: HttpRequest,
    viewer: Viewer,
    place: str,
    form: type[forms.Compose] | type[forms.ReplyForm],
    thread_id: UUID | None = None,
) -> None:
    """What the form has fields for, and nothing else. With nothing in it there is no draft."""
    data = typed_in(form, request.POST)
    if any(value.strip() for value in data.values()):
        actions.keep_draft(by=viewer, place=place, data=data, thread_id=thread_id)
    else:
        actions.drop_draft(by=viewer, place=place)


def typed_in(form: type[forms.Compose] | type[forms.ReplyForm], said: Mapping[str, Any]) -> dict[str, Any]:
    names = [name for name in form.base_fields if name != "send_key"]
    return {name: value[:MOST] for name in names if (value := said.get(name, ""))}


def take_up_typed(
    request: HttpRequest,
    viewer: Viewer,
    place: str,
    form: type[forms.Compose] | type[forms.ReplyForm],
    thread_id: UUID | None = None,
) -> None:
    """What this person had typed here when their session ended becomes the draft of this place, unless it was sent
    after all or a later draft is there."""
    if request.method != "GET" or (kept := typed_before(viewer, request)) is None:
        return
    del request.session[TYPED]
    later = queries.draft(viewer, place)
    data, key = typed_in(form, kept.said), as_key(kept.said.get("send_key", ""))
    is_sent = key is not None and queries.is_sent(viewer, key)
    if not data or is_sent or (later and later.saved_at.timestamp() > kept.at):
        return
    actions.keep_draft(by=viewer, place=place, data=data, thread_id=thread_id)
    messages.success(
        request,
        _("You were signed out before this was sent. Your text is kept; files have to be added again."),
    )


@door(MessagingVerb.SEND, methods=POST, **MARKS)
def draft(request: HttpRequest, viewer: Viewer, place: str) -> HttpResponse:
    """What draft.js sends while somebody writes. A form that arrived meanwhile is no draft any more."""
    kind, thread_id = _place(viewer, place)
    if not (key := _key(request)) or not queries.is_sent(viewer, key):
        keep_typed(request, viewer, place, FORMS[kind], thread_id)
    return HttpResponse(status=204)


@door(MessagingVerb.SEND, methods=POST, **MARKS)
def thrown_away(request: HttpRequest, viewer: Viewer, place: str) -> HttpResponse:
    if not PLACE.fullmatch(place):
        raise Http404
    actions.drop_draft(by=viewer, place=place)
    for file in kept_at(viewer, place):
        files.discard(by=viewer, file_id=file.pk)
    messages.success(request, _("Thrown away."))
    return HttpResponseRedirect(reverse("messaging:threads", args=[viewer.patient_id]))


def _key(request: HttpRequest) -> UUID | None:
    return as_key(request.POST.get("send_key", ""))


def as_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _place(viewer: Viewer, place: str) -> tuple[str, UUID | None]:
    """The kind of form, and the conversation of a reply. Only what this viewer may open has a place."""
    found = PLACE.fullmatch(place)
    if found is None:
        raise Http404
    kind, _result, result, _reply, reply = found.groups()
    if result:
        _open_result(viewer, UUID(result))
    if reply and not queries.titled(viewer, [UUID(reply)], now=timezone.now()):
        raise Http404
    return kind or ("result" if result else "reply"), UUID(reply) if reply else None


def _open_result(viewer: Viewer, item: UUID) -> None:
    if not presenters.is_open(viewer, DataClass.RESULTS):
        raise Http404
    try:
        observation(viewer, item)
    except ObjectDoesNotExist:
        raise Http404 from None
