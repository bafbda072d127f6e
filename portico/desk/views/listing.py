"""The list: what waits in one's pools, views of it that people keep, and several at once."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portico.clinic.rules.roles import MANAGERS
from portico.core.actions import NotAllowed, Refused
from portico.core.doors import POST, door
from portico.core.presenters import local_now
from portico.core.viewer import Viewer
from portico.desk.forms import AT_MOST, BulkForm
from portico.desk.permissions import DeskVerb
from portico.desk.presenters.pools import pools_standing
from portico.desk.views.pane import is_of_page, listed
from portico.routing.rules.route import Unroutable
from portico.triage import actions as triage
from portico.triage.permissions import TriageVerb
from portico.triage.presenters import as_id, list_query, wanted, why_words
from portico.triage.queries import chosen, saved_filters
from portico.triage.rules.item import Reason


@door(DeskVerb.VIEW, staff=True, opens="desk")
def desk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The page; or, where it stands already, the list alone. Who runs the practice sees how the pools stand."""
    if viewer.role in MANAGERS and not viewer.pools:
        return render(
            request, "desk/staff/pools.html", {"rows": pools_standing(viewer, now=local_now(viewer))}
        )
    is_fetched = is_of_page(request)
    context = {**listed(request, viewer), "may_fetch": True, "is_fetched": is_fetched}
    return render(request, "desk/staff/parts/fetched.html" if is_fetched else "desk/staff/desk.html", context)


def _back(request: HttpRequest) -> HttpResponse:
    query = list_query(wanted(QueryDict(request.POST.get("list", "")[:500])))
    return HttpResponseRedirect(f"{reverse('desk:desk')}?{query}" if query else reverse("desk:desk"))


@door(TriageVerb.WORK, staff=True, methods=POST)
def bulk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The same with each of some items; what is not this person's is not there. Each says how it went."""
    form = BulkForm(request.POST)
    ids = [found for text in request.POST.getlist("item")[:AT_MOST] if (found := as_id(text))]
    if not form.is_valid() or not ids:
        messages.error(request, _("Choose some from the list first, and what is to be done."))
        return _back(request)
    done, not_done = _each(viewer, ids, form.cleaned_data)
    if done:
        messages.success(request, _bulk_words(form.cleaned_data["what"], done))
    for sentence, times in not_done.items():
        messages.warning(request, f"{times} × {sentence}" if times > 1 else sentence)
    if not done and not not_done:
        messages.error(request, _("Nothing was done: these are not in your pools any more."))
    return _back(request)


def _each(viewer: Viewer, ids: list[UUID], said: dict[str, Any]) -> tuple[int, Counter[str]]:
    """How many went well, and why the others did not."""
    do, done, not_done = _doing(viewer, said), 0, Counter[str]()
    for item in chosen(viewer, ids, now=timezone.now()):
        holder = item.claimed_by
        who = holder.name if holder and holder.pk != viewer.staff_id else ""
        try:
            do(item.pk)
            done += 1
        except Refused as refusal:
            not_done[why_words(str(refusal), who)] += 1
        except Unroutable:
            not_done[why_words("no-pool")] += 1
        except NotAllowed:
            continue  # it left this person's pools a moment ago
    return done, not_done


def _doing(viewer: Viewer, said: dict[str, Any]) -> Callable[[UUID], object]:
    reason = Reason(said["reason"]) if said["reason"] else None
    if said["what"] == "take":
        return lambda item: triage.claim(by=viewer, item_id=item)
    if said["what"] == "put-back":
        return lambda item: triage.release(by=viewer, item_id=item)
    if said["what"] == "close":
        return lambda item: triage.close(by=viewer, item_id=item, reason=reason, words=said["why"])
    return lambda item: _send(viewer, item, said)


def _send(viewer: Viewer, item: UUID, said: dict[str, Any]) -> object:
    if said["pool"] is None:
        raise Refused("no-pool")
    return triage.route(by=viewer, item_id=item, reason=said["why"], pool_id=said["pool"])


def _bulk_words(what: str, n: int) -> str:
    return {
        "take": ngettext("%(n)d taken.", "%(n)d taken.", n),
        "put-back": ngettext("%(n)d put back.", "%(n)d put back.", n),
        "send": ngettext("%(n)d sent on.", "%(n)d sent on.", n),
        "close": ngettext("%(n)d closed.", "%(n)d closed.", n),
    }[what] % {"n": n}


@door(TriageVerb.OPEN, staff=True, methods=POST)
def keep_view(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    query = list_query(wanted(QueryDict(request.POST.get("list", "")[:500])))
    try:
        triage.save_filter(by=viewer, name=request.POST.get("name", ""), query=query)
        messages.success(request, _("The view is kept."))
    except Refused as refusal:
        said = _("Give the view a name.") if str(refusal) == "empty" else why_words(str(refusal))
        messages.error(request, said)
    return _back(request)


@door(TriageVerb.OPEN, staff=True, methods=POST)
def forget_view(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    if item not in {view.pk for view in saved_filters(viewer)}:
        raise Http404
    triage.forget_filter(by=viewer, filter_id=item)
    return HttpResponseRedirect(reverse("desk:desk"))
