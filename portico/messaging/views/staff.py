"""The team's side: answer, undo the answer, keep the draft."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.viewer import Viewer
from portico.messaging import actions
from portico.messaging.forms.team import AnswerForm
from portico.messaging.permissions import MessagingVerb
from portico.triage.queries import belongs


@door(MessagingVerb.ANSWER, patient=True, staff=True, methods=POST)
def answer(request: HttpRequest, viewer: Viewer, thread: UUID, item: UUID) -> HttpResponse:
    """Send the answer and close the item. Whatever stands in the way, the text is kept."""
    if not belongs(viewer, item, actions.SOURCE, thread, now=timezone.now()):
        raise Http404
    form = AnswerForm(request.POST)
    here = reverse("desk:item", args=[viewer.patient_id, item])
    if not form.is_valid():
        actions.keep_draft(
            by=viewer,
            place=actions.answer_place(thread),
            data={"body": request.POST.get("body", "")[:20_000]},
        )
        for error in form.errors.get("body", [_("This form is too old. Please send it again.")]):
            messages.error(request, str(error))
        return HttpResponseRedirect(here)
    data = form.cleaned_data
    try:
        post = actions.answer(
            by=viewer,
            thread_id=thread,
            item_id=item,
            send_key=data["send_key"],
            body=data["body"],
            last_seen=data["last_seen"],
            then=data["then"],
            is_checked=data["confirmed"],
        )
    except Refused as refusal:
        actions.keep_draft(by=viewer, place=actions.answer_place(thread), data={"body": data["body"]})
        messages.error(request, _why(str(refusal)))
        return HttpResponseRedirect(here)
    return HttpResponseRedirect(f"{reverse('desk:desk')}?sent={post.pk}&person={viewer.patient_id}")


def _why(refusal: str) -> str:
    return {
        "newer-post": _("Not sent: a newer message came in. Read it, then send again; your text is kept."),
        "closed": _("Not sent: this was answered or closed meanwhile. Your text is kept."),
        "taken": _("Not sent: somebody else has this. Your text is kept."),
        "empty": _("Please write an answer first."),
        "too-long": _("This answer is too long. Your text is kept."),
    }.get(refusal, _("Not sent. Your text is kept."))


@door(MessagingVerb.ANSWER, patient=True, staff=True, methods=POST)
def answer_withdrawal(request: HttpRequest, viewer: Viewer, post: UUID) -> HttpResponse:
    try:
        actions.undo_answer(by=viewer, post_id=post)
    except Refused:
        messages.error(request, _("It was too late to undo: the patient can read the answer."))
        return HttpResponseRedirect(reverse("desk:desk"))
    messages.success(request, _("Taken back. Your text is kept as a draft."))
    return HttpResponseRedirect(reverse("desk:desk"))
