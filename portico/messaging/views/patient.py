"""The patient's side: the list, one conversation, asking for a refill, undo."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.chart.presenters import medicine as medicine_line
from portico.chart.queries import current_medicines
from portico.clinic.rules.features import Feature
from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.paging import page
from portico.core.presenters import day_words, near_words
from portico.core.viewer import DataClass, Viewer
from portico.messaging import actions, presenters, queries
from portico.messaging.forms.patient import OTHER, RefillForm
from portico.messaging.models import Thread
from portico.messaging.permissions import MessagingVerb
from portico.triage.queries import items_for, where_to
from portico.triage.rules.route import Unroutable

MARKS: dict[str, Any] = {"patient": True, "data_class": DataClass.MESSAGES, "feature": Feature.MESSAGES}


@door(MessagingVerb.READ, opens="messages", **MARKS)
def threads(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    now = timezone.now()
    found = page(queries.threads(viewer, now=now), request.GET.get("after", ""), time="created_at")
    new = {thread.pk for thread in queries.unread(viewer, now=now)}
    items = items_for(viewer, queries.SOURCE, [t.pk for t in found.rows])
    context = {
        "threads": [
            presenters.summary(t, viewer, items.get(t.pk), now=now, is_new=t.pk in new) for t in found.rows
        ],
        "older": found.older,
    }
    return render(request, "messaging/patient/list.html", context)


@door(MessagingVerb.READ, opens="message", **MARKS)
def thread(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    now = timezone.now()
    try:
        found = queries.thread(viewer, item, now=now)
    except Thread.DoesNotExist:
        raise Http404 from None
    if found.pk in {new.pk for new in queries.unread(viewer, now=now)}:
        actions.mark_read(by=viewer, thread_id=found.pk)
    state = presenters.state_of(found, items_for(viewer, queries.SOURCE, [found.pk]).get(found.pk), now)
    words, tone = presenters.state_words(state, found.goes_to)
    context = {
        "thread": found,
        "title": presenters.title(found),
        "state": words,
        "tone": tone,
        "promise": presenters.promise_words(viewer, found, state),
        "left": presenters.left_words(found.details.get("left", "")),
        "posts": [presenters.said(post, viewer) for post in found.posts_seen],  # type: ignore[attr-defined]  # as above
        "toast": _undo_toast(viewer, found, now),
    }
    return render(request, "messaging/patient/thread.html", context)


def _undo_toast(viewer: Viewer, found: Thread, now: datetime) -> dict[str, Any] | None:
    """For the one who sent it, while it can be taken back."""
    if found.started_by_id != viewer.account or not found.may_be_withdrawn(now):
        return None
    url = reverse("messaging:withdrawal", args=[viewer.patient_id, found.pk])
    return {
        "text": _("Sent to %(who)s.") % {"who": presenters.team_words(found.goes_to)},
        "action": url,
        "seconds": 10,
    }


@door(MessagingVerb.SEND, opens="refill-form", methods=FORM, **MARKS)
def refill(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """One form: the medicines on the list, what is left, a note; before sending, who answers and by when."""
    try:
        _routed, goes_to, promised = where_to(viewer, "refill", now=timezone.now())
    except Unroutable:
        return render(request, "messaging/patient/closed.html")
    medicines = current_medicines(viewer)
    kept = queries.draft(viewer, "refill")
    form = RefillForm(
        request.POST or None, medicines=_choices(medicines, viewer), initial=dict(kept.data) if kept else {}
    )
    if request.method == "POST" and form.is_valid():
        try:
            sent = _send(viewer, form.cleaned_data, {str(row.pk): row.text or row.code for row in medicines})
        except Refused:
            form.add_error(None, _("This could not be sent just now. Please try again, or call the clinic."))
        else:
            return HttpResponseRedirect(reverse("messaging:thread", args=[viewer.patient_id, sent.pk]))
    context = {
        "form": form,
        "goes_to": presenters.team_words(goes_to),
        "promise": near_words(viewer, promised.at, is_inside=True),
        "days": promised.days,
        "closed": [day_words(day) for day in promised.closed_days],
        "was_kept": bool(kept),
    }
    return render(request, "messaging/patient/refill.html", context, status=422 if form.errors else 200)


def _choices(medicines: list[Any], viewer: Viewer) -> list[tuple[str, str]]:
    lines = [(str(row.pk), medicine_line(row, viewer)) for row in medicines]
    return [(key, f"{line.title} ({line.exact})" if line.exact else line.title) for key, line in lines]


def _send(viewer: Viewer, data: dict[str, Any], exact: dict[str, str]) -> Thread:
    """The subject is the exact term of the list, or what was written for one that isn't on it."""
    subject = data["other"].strip() if data["medicine"] == OTHER else exact[data["medicine"]]
    details = {name: data[name] for name in ("medicine", "other", "left")}
    return actions.send(
        by=viewer,
        send_key=data["send_key"],
        kind="refill",
        subject=subject[:200],
        body=data["body"],
        details=details,
    )


@door(MessagingVerb.SEND, methods=POST, **MARKS)
def withdrawal(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        actions.undo(by=viewer, thread_id=item)
    except Refused:
        messages.error(
            request, _("It was too late to undo: the message is with the team. You can call to change it.")
        )
        return HttpResponseRedirect(reverse("messaging:thread", args=[viewer.patient_id, item]))
    messages.success(request, _("Nothing was sent. What you wrote is kept below."))
    return HttpResponseRedirect(reverse("messaging:refill", args=[viewer.patient_id]))
