"""What could not be delivered, for those whose work it is: try again, or give up with a reason."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import POST, door
from portico.core.paging import SIZE, page
from portico.core.viewer import Viewer
from portico.notifications import actions, presenters, queries
from portico.notifications.forms import GiveUpForm
from portico.notifications.permissions import NoticesVerb


@door(NoticesVerb.MEND, staff=True)
def undelivered(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "notifications/staff/undelivered.html", _context(request, viewer))


def _context(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    now = timezone.now()
    dead = page(queries.undelivered(viewer), request.GET.get("after", ""), time="created_at")
    kept = page(queries.kept_unsent(viewer), request.GET.get("kept", ""), time="created_at")
    reactions = queries.stuck_deliveries(viewer, after=request.GET.get("reactions", ""), size=SIZE + 1)
    owner = settings.PORTICO_UNDELIVERED_OWNER
    return {
        "dead": [presenters.stuck(row, now=now) for row in dead.rows],
        "older": dead.older,
        "kept": [presenters.stuck(row, now=now) for row in kept.rows],
        "older_kept": kept.older,
        "reactions": [presenters.stuck_delivery(row, owner, now=now) for row in reactions[:SIZE]],
        "more_reactions": reactions[SIZE - 1].pk if len(reactions) > SIZE else "",
        "form": GiveUpForm(),
    }


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("notifications-team:undelivered"))


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("notifications-team:undelivered"))


@door(NoticesVerb.MEND, staff=True, methods=POST)
def another_try(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        actions.try_again(by=viewer, item=item)
    except Refused as refusal:
        return _refused(request, refusal)
    return _done(request, _("It is tried again now."))


@door(NoticesVerb.MEND, staff=True, methods=POST)
def end(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    form = GiveUpForm(request.POST, auto_id=f"%s-{item}")
    if not form.is_valid():
        if not queries.undelivered(viewer).filter(pk=item).exists():
            raise Http404
        context = {**_context(request, viewer), "wrong_form": form}
        return render(request, "notifications/staff/undelivered.html", context, status=422)
    try:
        actions.give_up(by=viewer, item=item, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        return _refused(request, refusal)
    return _done(request, _("It is given up. The reason is kept with it."))


@door(NoticesVerb.MEND, staff=True, methods=POST)
def another_run(request: HttpRequest, viewer: Viewer, item: int) -> HttpResponse:
    try:
        actions.try_delivery_again(by=viewer, item=item)
    except Refused as refusal:
        return _refused(request, refusal)
    return _done(request, _("It is tried again now."))
