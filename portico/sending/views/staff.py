"""The practice's rules for sending: read, write, adopt; and a physician's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.viewer import Viewer
from portico.sending import actions, presenters, queries
from portico.sending.forms import PracticeForm, RulesForm
from portico.sending.permissions import SendingVerb
from portico.sending.rules.limits import PRESETS, Rules, from_data


@door(SendingVerb.VIEW, staff=True)
def rules(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    live, written = queries.in_force(viewer), queries.draft(viewer)
    number = live.number if live else 0
    context = {
        "live": presenters.shown(live, viewer, number) if live else None,
        "draft": presenters.shown(written, viewer, number) if written else None,
        "usual": presenters.lines(queries.practice_rules(viewer)),
        "always": presenters.always_words(),
        "versions": [presenters.shown(one, viewer, number) for one in queries.versions(viewer)],
        "presets": [
            (name, _(words), presenters.lines(PRESETS[name]))
            for name, words in presenters.PRESET_WORDS.items()
        ],
        "may_write": viewer.may(SendingVerb.WRITE),
        "may_adopt": viewer.may(SendingVerb.ADOPT),
        "may_tighten": viewer.may(SendingVerb.TIGHTEN) and queries.may_tighten(viewer),
    }
    return render(request, "sending/staff/rules.html", context)


@door(SendingVerb.WRITE, staff=True, methods=FORM)
def write(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    newest = queries.draft(viewer) or queries.in_force(viewer)
    preset = PRESETS.get(request.GET.get("preset", ""))
    first = preset or (from_data(newest.rules) if newest else Rules())
    form = PracticeForm(request.POST or None, rules=first)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("states", "approved_by", "approved_on")}
        actions.write(by=viewer, rules=form.rules(), **said)
        messages.success(request, _("Saved as a draft. It is in force when a licensed person adopts it."))
        return HttpResponseRedirect(reverse("sending:rules"))
    return _form(request, form, _("Rules for sending"), "")


def _form(request: HttpRequest, form: RulesForm, title: str, lead: str, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "lead": lead, **more}
    return render(request, "sending/staff/write.html", context, status=422 if form.errors else 200)


@door(SendingVerb.ADOPT, staff=True, methods=POST)
def adoption(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    number = request.POST.get("number", "")
    try:
        actions.adopt(
            by=viewer, number=int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 0
        )
    except Refused as refusal:
        messages.error(request, presenters.why_words(str(refusal)))
    else:
        messages.success(request, _("Adopted. It is in force from now on."))
    return HttpResponseRedirect(reverse("sending:rules"))


@door(SendingVerb.TIGHTEN, staff=True, methods=FORM)
def mine(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    practice, own = queries.practice_rules(viewer), queries.own_rules(viewer, viewer.staff_id)
    form = RulesForm(request.POST or None, rules=own or practice, practice=practice)
    if request.method == "POST" and form.is_valid():
        actions.tighten(by=viewer, rules=form.rules())
        messages.success(request, _("Saved. It holds for the patients of your team from now on."))
        return HttpResponseRedirect(reverse("sending:mine"))
    return _form(
        request, form, _("My own rules"),
        _("For the patients of my team. They may only be narrower than the practice's."),
        practice_lines=presenters.lines(practice), has_own=own is not None,
    )  # fmt: skip


@door(SendingVerb.TIGHTEN, staff=True, methods=POST)
def none_of_mine(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    actions.tighten(by=viewer, rules=None)
    messages.success(request, _("The practice's rules alone hold for the patients of your team."))
    return HttpResponseRedirect(reverse("sending:rules"))
