"""The quick actions that apply to somebody: the list, one with its versions, making and changing, retiring."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.clinic.queries import pools_of
from portico.core.actions import NotAllowed, Refused
from portico.core.doors import FORM, POST, door
from portico.core.viewer import Viewer
from portico.quickactions import actions, queries
from portico.quickactions.forms import QuickActionForm
from portico.quickactions.models import QuickAction
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.presenters import words
from portico.quickactions.rules.content import Problem
from portico.quickactions.rules.habits import Habit
from portico.quickactions.views.habits import asked_for


@door(QuickVerb.USE, staff=True)
def actions_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    is_retired = request.GET.get("show", "") == "retired"
    worn = queries.worn_out(viewer, now=timezone.now())
    context = {
        "rows": [words.row(one, worn.get(one.pk)) for one in queries.listed(viewer, is_retired=is_retired)],
        "is_retired": is_retired,
        "may_take_over": viewer.may(QuickVerb.WRITE_PRACTICE),
        "may_do_many": viewer.may("messaging.answer"),
        "may_have_habits": viewer.may(QuickVerb.WRITE_OWN),
    }
    return render(request, "quickactions/staff/actions.html", context)


@door(QuickVerb.WRITE_PRACTICE, staff=True, methods=POST)
def first(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    count = actions.take_over(by=viewer)
    messages.success(request, _("Taken over: %(n)d. Read each before your team uses it.") % {"n": count})
    return HttpResponseRedirect(reverse("quickactions:actions"))


@door(QuickVerb.USE, staff=True)
def action(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = _one(viewer, item)
    content = found.content()
    context = {
        "one": found,
        "does": words.does_words(content),
        "fits": words.fits_words(content.kinds),
        "owner": words.owner_words(found),
        "versions": [words.past(version, viewer) for version in queries.versions(viewer, found)],
        "may_write": queries.may_write(viewer, found),
        "worn": words.worn_words(queries.worn_out(viewer, now=timezone.now()).get(found.pk)),
    }
    return render(request, "quickactions/staff/action.html", context)


def _one(viewer: Viewer, key: UUID) -> QuickAction:
    try:
        return queries.one(viewer, key)
    except ObjectDoesNotExist:
        raise Http404 from None


@door(QuickVerb.USE, staff=True, methods=FORM)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = _form(
        request, viewer, habit=asked_for(viewer, way) if (way := request.GET.get("habit", "")) else None
    )
    if request.method == "POST" and form.is_valid():
        made = actions.write(
            by=viewer, form_key=form.cleaned_data["form_key"], content=form.content(), is_own=form.is_own
        )
        messages.success(request, _("Saved. It stands above the answer of the messages it is for."))
        return HttpResponseRedirect(reverse("quickactions:action", args=[made.pk]))
    return _shown(request, form, None)


@door(QuickVerb.USE, staff=True, methods=FORM)
def change(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = _one(viewer, item)
    if not queries.may_write(viewer, found):
        raise NotAllowed(QuickVerb.USE)
    form = _form(request, viewer, found)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            actions.change(by=viewer, action_id=item, seen=seen, content=form.content())
        except Refused as refusal:
            form.add_error(None, words.problem_words(Problem("title", str(refusal))))
        else:
            messages.success(request, _("Saved as a new version."))
            return HttpResponseRedirect(reverse("quickactions:action", args=[item]))
    return _shown(request, form, found)


def _form(
    request: HttpRequest, viewer: Viewer, found: QuickAction | None = None, habit: Habit | None = None
) -> QuickActionForm:  # fmt: skip
    owners: list[tuple[str, Any]] = []
    if viewer.may(QuickVerb.WRITE_OWN):
        owners.append(("person", _("Mine")))
    if viewer.may(QuickVerb.WRITE_PRACTICE):
        owners.append(("practice", _("The practice's")))
    pools = list(dict.fromkeys(pool.name for pool in pools_of(viewer)))
    return QuickActionForm(
        request.POST or None, owners=owners, pools=pools,
        first=found.content() if found else words.content_of(habit) if habit else None,
        number=found.number if found else None,
    )  # fmt: skip


def _shown(request: HttpRequest, form: QuickActionForm, found: QuickAction | None) -> HttpResponse:
    lead = _(
        "Its text takes the values of the patient, as a phrase does: {{patient.first_name}}. It has no blank and no "
        "choice."
    )
    context = {"form": form, "one": found, "lead": lead}
    return render(request, "quickactions/staff/write.html", context, status=422 if form.errors else 200)


@door(QuickVerb.USE, staff=True, methods=POST)
def retirement(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Retire it; with `back`, offer it again."""
    is_back = "back" in request.POST
    actions.retire(by=viewer, action_id=item, is_back=is_back)
    messages.success(
        request, _("It is offered again.") if is_back else _("Retired. Nobody is offered it any more.")
    )
    return HttpResponseRedirect(reverse("quickactions:action", args=[item]))


@door(QuickVerb.USE, staff=True, methods=POST)
def leaving(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """It is changed each time, and stays all the same."""
    actions.leave(by=viewer, action_id=item)
    messages.success(request, _("It stays as it is. This version is not named again."))
    return HttpResponseRedirect(reverse("quickactions:action", args=[item]))
