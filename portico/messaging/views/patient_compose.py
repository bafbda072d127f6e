"""How every form of a new message goes: what was typed is kept whatever happens, files come along, then it is sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.clinic.rules.features import Feature
from portico.core.actions import Refused
from portico.core.presenters import day_words, near_words
from portico.core.viewer import DataClass, Viewer
from portico.files.presenters import box
from portico.files.queries import kept_at
from portico.files.views import take_from
from portico.messaging import actions, presenters, queries
from portico.messaging.forms.patient import Choices, Compose
from portico.messaging.queries import Begins
from portico.messaging.rules.kinds import Kind
from portico.messaging.rules.limits import length
from portico.messaging.rules.typed import typed
from portico.messaging.views.patient_drafts import keep_typed, take_up_typed, typed_in
from portico.messaging.views.patient_net import calls_now, interrupted
from portico.routing.rules.route import Unroutable
from portico.sending.presenters import refused_words
from portico.triage.queries import where_to
from portico.triage.rules.promise import Promise
from portico.triage.rules.red_flags import scan

MARKS: dict[str, Any] = {"patient": True, "data_class": DataClass.MESSAGES, "feature": Feature.MESSAGES}
Words = Callable[[dict[str, Any]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One form: its place, its words, and what of the record it shows. `more` are details that nobody types."""

    kind: str
    form: type[Compose]
    title: str
    subject: Words
    place: str = ""
    choices: dict[str, Choices] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    more: Callable[[dict[str, Any]], dict[str, Any]] = lambda _details: {}
    is_same_day: Callable[[dict[str, Any], Promise], bool] = lambda _details, _promised: False
    result_on: date | None = None

    @property
    def where(self) -> str:
        return self.place or self.kind


def composed(request: HttpRequest, viewer: Viewer, asking: Asking) -> HttpResponse:
    take_up_typed(request, viewer, asking.where, asking.form)
    kept = queries.draft(viewer, asking.where)
    initial = dict(kept.data) if kept else {}
    now = timezone.now()
    answer, rules = queries.may_begin(viewer, Begins(asking.kind, result_on=asking.result_on), now=now)
    form = asking.form(request.POST or None, initial=initial, choices=asking.choices, limit=rules.characters)
    if request.method == "POST" and (step := _on_the_way(request, viewer, asking)):
        return step
    try:
        goes = where_to(viewer, asking.kind, now=now)
    except Unroutable:
        return render(request, "messaging/patient/closed.html")
    if request.method == "POST":
        if form.is_valid() and (done := _sent(request, viewer, asking, form, goes.promised)):
            return done
        keep_typed(request, viewer, asking.where, asking.form)
    context = _context(viewer, asking, form, goes.patient_name, goes.promised)
    return render(
        request, "messaging/patient/compose.html",
        {**context, "was_kept": bool(kept), "limit": rules.characters, "refused": refused_words(answer)},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _on_the_way(request: HttpRequest, viewer: Viewer, asking: Asking) -> HttpResponse | None:
    """Back to the choices, a call instead, or a file first: all that was typed is kept."""
    if call := calls_now(request, viewer, asking.where, asking.form):
        return call
    if "back" not in request.POST and "add_file" not in request.POST:
        return None
    keep_typed(request, viewer, asking.where, asking.form)
    if "back" in request.POST:
        return HttpResponseRedirect(reverse("messaging:new", args=[viewer.patient_id]))
    for sentence in take_from(request, viewer, asking.where):
        messages.error(request, sentence)
    return HttpResponseRedirect(request.get_full_path())


def _sent(
    request: HttpRequest, viewer: Viewer, asking: Asking, form: Compose, promised: Promise
) -> HttpResponse | None:
    """The files that were chosen with it come first: one that can't be taken is said before anything is sent. Then
    the net, then it goes."""
    data, details = form.cleaned_data, form.details
    if request.FILES and not queries.is_sent(viewer, data["send_key"]):
        for sentence in (refused := take_from(request, viewer, asking.where)):
            form.add_error(None, sentence)
        if refused:
            return None
    subject = asking.subject(details).strip()[:200]
    text = typed(asking.kind, subject, data["body"], details)
    if page := interrupted(request, viewer, asking.where, asking.form, text=text, send_key=data["send_key"]):
        return page
    if page := not_taken(request, viewer, asking, form, text):
        return page
    try:
        sent = actions.send(
            by=viewer, send_key=data["send_key"], kind=asking.kind, subject=subject, body=data["body"],
            details={**details, **asking.more(details)}, place=asking.where,
            is_same_day=asking.is_same_day(details, promised), result_on=asking.result_on,
        )  # fmt: skip
    except Refused:
        form.add_error(None, _("This could not be sent just now. Please try again, or call the clinic."))
        return None
    return HttpResponseRedirect(reverse("messaging:thread", args=[viewer.patient_id, sent.pk]))


def not_taken(
    request: HttpRequest, viewer: Viewer, asking: Asking, form: Compose, text: str
) -> HttpResponse | None:  # fmt: skip
    """The rules for sending: what they do not take is kept, and the page leads to a visit or a call."""
    asked = Begins(
        asking.kind, length(form.cleaned_data["body"]), asking.result_on, is_danger=scan(text).interrupts
    )
    answer, _rules = queries.may_begin(viewer, asked, now=timezone.now())
    if answer.may or queries.is_sent(viewer, form.cleaned_data["send_key"]):
        return None
    data = typed_in(asking.form, request.POST)
    actions.refuse(by=viewer, place=asking.where, data=data, why=str(answer.why))
    context = {"why": refused_words(answer), "go_back": presenters.place_url(viewer, asking.where)}
    return render(request, "messaging/patient/not_taken.html", context)


def _context(
    viewer: Viewer, asking: Asking, form: Compose, goes_to: str, promised: Promise
) -> dict[str, Any]:
    return {
        "form": form,
        "may_be_today": asking.kind == Kind.REFILL,
        "title": asking.title,
        "place": asking.where,
        "goes_to": presenters.team_words(goes_to),
        "promise": near_words(viewer, promised.at, is_inside=True),
        "days": promised.days,
        "closed": [day_words(day) for day in promised.closed_days],
        **box(viewer, asking.where, kept_at(viewer, asking.where)),
        **asking.shown,
    }
