"""What the team does with one item. Each is a form of its own page, which the desk shows beside the conversation."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.clinic.queries import physicians, pools_at, stand_ins
from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.viewer import Viewer
from portico.triage import actions, forms
from portico.triage.permissions import TriageVerb
from portico.triage.presenters import as_id, why_words
from portico.triage.queries import item_and_others, step_to_take_back
from portico.triage.rules.item import Reason
from portico.triage.views.moving import Page, holder, moved, opened


@door(TriageVerb.WORK, staff=True, patient=True, methods=POST)
def claim(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    page = Page(request, viewer, opened(viewer, item), _("Take it"), "")
    seen = request.POST.get("version", "")
    try:
        _own(request, item)
        done = actions.claim(by=viewer, item_id=item)
        if seen and seen != str(page.item.version) and done.item.version != page.item.version:
            messages.info(
                request, _("You have it. Something changed since you opened it: please look again.")
            )
    except Refused as refusal:
        messages.error(request, why_words(str(refusal), holder(page.item, viewer)))
    return HttpResponseRedirect(page.here)


@door(TriageVerb.WORK, staff=True, patient=True, methods=POST)
def release(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    page = Page(request, viewer, opened(viewer, item), _("Put it back"), "")
    try:
        _own(request, item)
        actions.release(by=viewer, item_id=item)
    except Refused as refusal:
        messages.error(request, why_words(str(refusal), holder(page.item, viewer)))
    return HttpResponseRedirect(page.here)


def _own(request: HttpRequest, item: UUID) -> None:
    """Two tabs can't cross: the form says whose it is."""
    if as_id(request.POST.get("item", "")) != item:
        raise Refused("another-item")


@door(TriageVerb.WORK, staff=True, patient=True, opens="work-item", methods=FORM)
def route(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = opened(viewer, item)
    pools = [pool for pool in pools_at(viewer, found.site_id) if pool.pk != found.pool_id]
    page = Page(request, viewer, found, _("Send it on"), _("Send it on"), leaves=True)

    def do(said: dict[str, Any]) -> None:
        pool = as_id(said["pool"])
        kind = "" if said["kind"] == found.kind else said["kind"]
        if pool is None and not kind:
            raise Refused("same-pool")
        actions.route(by=viewer, item_id=item, reason=said["reason"], pool_id=pool, kind=kind)

    return moved(page, forms.RouteForm(request.POST or None, pools=pools), do)


@door(TriageVerb.WORK, staff=True, patient=True, opens="work-item", methods=FORM)
def split(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """The same message asks for something of another kind too."""
    found = opened(viewer, item)
    page = Page(request, viewer, found, _("Asks for something else too"), _("Give it to those who do that"))

    def do(said: dict[str, Any]) -> None:
        actions.split(by=viewer, item_id=item, kind=said["kind"], reason=said["reason"])

    return moved(page, forms.SplitForm(request.POST or None, but=found.kind), do)


@door(TriageVerb.WORK, staff=True, patient=True, opens="work-item", methods=FORM)
def question(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = opened(viewer, item)
    page = Page(request, viewer, found, _("Ask the physician"), _("Ask"))
    doctors, away = physicians(viewer, found.site_id), stand_ins(viewer)

    def do(said: dict[str, Any]) -> None:
        words = {name: said[name] for name in ("summary", "question")}
        actions.ask(by=viewer, item_id=item, physician_id=UUID(said["physician"]), **words)

    return moved(page, forms.AskForm(request.POST or None, physicians=doctors, away=away), do)


@door(TriageVerb.ADVISE, staff=True, patient=True, opens="work-item", methods=FORM)
def advice(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """The physician's; with it the item is the team's again, and leaves the physician's desk."""
    title = _("Answer the team")
    page = Page(
        request, viewer, opened(viewer, item), title, title, _("The team has your answer."), leaves=True
    )
    return moved(
        page,
        forms.AdviceForm(request.POST or None),
        lambda said: actions.advise(by=viewer, item_id=item, text=said["text"]),
    )


@door(TriageVerb.WORK, staff=True, patient=True, opens="work-item", methods=FORM)
def closing(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    page = Page(request, viewer, opened(viewer, item), _("Close it"), _("Close it"), leaves=True)

    def do(said: dict[str, Any]) -> None:
        reason = Reason(said["reason"]) if said["reason"] else None
        actions.close(by=viewer, item_id=item, reason=reason, words=said["words"])

    return moved(page, forms.CloseForm(request.POST or None), do)


@door(TriageVerb.WORK, staff=True, patient=True, opens="work-item", methods=FORM)
def reopening(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    title = _("Open it again")
    page = Page(request, viewer, opened(viewer, item), title, title)
    return moved(
        page,
        forms.ReasonForm(request.POST or None),
        lambda said: actions.reopen(by=viewer, item_id=item, reason=said["reason"]),
    )


@door(TriageVerb.WORK, staff=True, patient=True, opens="work-item", methods=FORM)
def flag(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    page = Page(request, viewer, opened(viewer, item), _("Flag"), _("Save"))
    return moved(
        page, forms.FlagForm(request.POST or None), lambda said: actions.mark(by=viewer, item_id=item, **said)
    )


@door(TriageVerb.WORK, staff=True, patient=True, opens="work-item", methods=FORM)
def call(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    page = Page(request, viewer, opened(viewer, item), _("Log a call"), _("Keep"), _("The call is kept."))
    return moved(page, _written(request), lambda said: actions.log_call(by=viewer, item_id=item, **said))


@door(TriageVerb.OPEN, staff=True, patient=True, opens="work-item", methods=FORM)
def note(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    page = Page(
        request,
        viewer,
        opened(viewer, item),
        _("Note to the team"),
        _("Keep the note"),
        _("The note is kept."),
    )
    return moved(page, _written(request), lambda said: actions.note(by=viewer, item_id=item, **said))


def _written(request: HttpRequest) -> forms.WrittenForm:
    return forms.WrittenForm(request.POST or None, initial={"send_key": uuid4()})


@door(TriageVerb.WORK, staff=True, patient=True, methods=POST)
def withdrawal(request: HttpRequest, viewer: Viewer, step: UUID) -> HttpResponse:
    """Undo of a move that stands alone; a reply is taken back with its text."""
    found = step_to_take_back(viewer, step)
    if found is None:
        raise Http404
    try:
        item = actions.take_back(by=viewer, step_id=step)
    except Refused as refusal:
        messages.error(request, why_words(str(refusal)))
        return HttpResponseRedirect(reverse("desk:desk"))
    messages.success(request, _("Taken back: it is as it was."))
    return HttpResponseRedirect(reverse("desk:item", args=[viewer.patient_id, item.pk]))


@door(TriageVerb.OPEN, staff=True, patient=True, methods=POST, is_poll=True)
def presence(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Here I am; who else is? And: has something changed since this page was made?"""
    form = forms.PresenceForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    now = timezone.now()
    actions.be_present(
        by=viewer, item_id=item, is_typing=bool(said.get("typing")), has_worked=bool(said.get("worked"))
    )
    try:
        found, others = item_and_others(viewer, item, now=now)
    except ObjectDoesNotExist:
        raise Http404 from None
    seen = said.get("version")
    context = {
        "others": others, "is_new": seen is not None and found.version != seen,
        "here": reverse("desk:item", args=[viewer.patient_id, item]),
    }  # fmt: skip
    return render(request, "triage/staff/presence.html", context)
