"""Advice guidelines: the list, one with its versions, writing, adopting, retiring."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.presenters import today
from portico.core.viewer import Viewer
from portico.guidelines import actions, queries
from portico.guidelines import presenters as words
from portico.guidelines.forms import GuidelineForm
from portico.guidelines.models import Guideline
from portico.guidelines.permissions import GuidelinesVerb
from portico.guidelines.rules.content import Problem

FIRST_REVIEW = timedelta(days=180)


@door(GuidelinesVerb.READ, staff=True)
def guidelines(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    is_retired = request.GET.get("show", "") == "retired"
    day = today(viewer)
    context = {
        "rows": [words.row(one, viewer, day) for one in queries.listed(viewer, is_retired=is_retired)],
        "is_retired": is_retired,
        "may_write": viewer.may(GuidelinesVerb.WRITE),
    }
    return render(request, "guidelines/staff/guidelines.html", context)


@door(GuidelinesVerb.WRITE, staff=True, methods=POST)
def first(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    count = len(actions.take_over(by=viewer, review_on=today(viewer) + FIRST_REVIEW))
    messages.success(
        request, _("Taken over as drafts: %(n)d. A licensed person reads and adopts each.") % {"n": count}
    )
    return HttpResponseRedirect(reverse("guidelines:guidelines"))


@door(GuidelinesVerb.READ, staff=True)
def guideline(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = _one(viewer, item)
    context = {
        "one": found,
        "row": words.row(found, viewer, today(viewer)),
        "sections": words.sections(found),
        "versions": [words.past(version, viewer) for version in queries.versions(viewer, found)],
        "may_write": viewer.may(GuidelinesVerb.WRITE),
        "may_adopt": viewer.may(GuidelinesVerb.ADOPT) and not found.is_adopted and not found.is_retired,
    }
    return render(request, "guidelines/staff/guideline.html", context)


def _one(viewer: Viewer, key: UUID) -> Guideline:
    try:
        return queries.one(viewer, key)
    except ObjectDoesNotExist:
        raise Http404 from None


@door(GuidelinesVerb.WRITE, staff=True, methods=FORM)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = GuidelineForm(request.POST or None, today=today(viewer))
    if request.method == "POST" and form.is_valid():
        made = actions.write(by=viewer, form_key=form.cleaned_data["form_key"], content=form.content())
        messages.success(
            request, _("Saved as a draft. It stands beside messages when a licensed person adopts it.")
        )
        return HttpResponseRedirect(reverse("guidelines:guideline", args=[made.pk]))
    return _shown(request, form, None)


@door(GuidelinesVerb.WRITE, staff=True, methods=FORM)
def change(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    found = _one(viewer, item)
    form = GuidelineForm(
        request.POST or None, today=today(viewer), first=found.content(), number=found.number
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            actions.change(by=viewer, guideline_id=item, seen=seen, content=form.content())
        except Refused as refusal:
            form.add_error(None, words.problem_words(Problem("title", str(refusal))))
        else:
            messages.success(request, _("Saved. It is a draft again until a licensed person adopts it."))
            return HttpResponseRedirect(reverse("guidelines:guideline", args=[item]))
    return _shown(request, form, found)


def _shown(request: HttpRequest, form: GuidelineForm, found: Guideline | None) -> HttpResponse:
    context = {"form": form, "one": found}
    return render(request, "guidelines/staff/write.html", context, status=422 if form.errors else 200)


@door(GuidelinesVerb.ADOPT, staff=True, methods=POST)
def adoption(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    number = request.POST.get("number", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 8
    try:
        actions.adopt(by=viewer, guideline_id=_one(viewer, item).pk, number=int(number) if is_number else 0)
    except Refused as refusal:
        messages.error(request, words.problem_words(Problem("title", str(refusal))))
    else:
        messages.success(request, _("Adopted. It stands beside the messages it is for."))
    return HttpResponseRedirect(reverse("guidelines:guideline", args=[item]))


@door(GuidelinesVerb.WRITE, staff=True, methods=POST)
def retirement(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """Retire it; with `back`, offer it again."""
    is_back = "back" in request.POST
    actions.retire(by=viewer, guideline_id=_one(viewer, item).pk, is_back=is_back)
    messages.success(
        request, _("It is a draft again.") if is_back else _("Retired. It stands beside no message any more.")
    )
    return HttpResponseRedirect(reverse("guidelines:guideline", args=[item]))
