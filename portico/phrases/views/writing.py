"""Write a phrase, change one. How it will read is shown while it is typed, and by a button without a script."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import FORM, door
from portico.core.presenters import today
from portico.core.viewer import Viewer
from portico.phrases import actions, queries
from portico.phrases import presenters as words
from portico.phrases.forms import PhraseForm
from portico.phrases.models import Phrase
from portico.phrases.permissions import PhrasesVerb
from portico.phrases.rules.content import Problem
from portico.phrases.rules.shortcut import Owner
from portico.phrases.rules.text import CHARACTERS


@door(PhrasesVerb.USE, staff=True, methods=FORM)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = PhraseForm(request.POST or None, owners=_owners(viewer), today=today(viewer))
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        owner, pool_id = form.owner_and_pool()
        try:
            made = actions.write(
                by=viewer,
                form_key=form.cleaned_data["form_key"],
                owner=owner,
                pool_id=pool_id,
                content=form.content(),
            )
        except Refused as refusal:
            form.add_error("shortcut", words.problem_words(Problem("shortcut", str(refusal))))
        else:
            return _saved(request, made)
    return _page(request, form)


@door(PhrasesVerb.USE, staff=True, methods=FORM)
def change(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    try:
        found = queries.phrase(viewer, item)
    except ObjectDoesNotExist:
        raise Http404 from None
    if not queries.may_write(viewer, found) or found.is_retired:
        raise Http404
    form = PhraseForm(request.POST or None, owners=[], today=today(viewer), phrase=found)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            return _saved(
                request, actions.change(by=viewer, phrase_id=item, seen=seen, content=form.content())
            )
        except Refused as refusal:
            form.add_error("shortcut", words.problem_words(Problem("shortcut", str(refusal))))
    return _page(request, form, found)


def _owners(viewer: Viewer) -> list[tuple[str, str]]:
    """Whose phrases this person may write."""
    found = [(Owner.PERSON.value, _("Mine"))] if viewer.may(PhrasesVerb.WRITE_OWN) else []
    if viewer.may(PhrasesVerb.WRITE_PRACTICE):
        found.append((Owner.PRACTICE.value, _("The practice's")))
    return [
        *found,
        *(
            (f"{Owner.POOL}:{pool.pk}", f"{pool.name}, {pool.site.name}")
            for pool in queries.writable_pools(viewer)
        ),
    ]


def _saved(request: HttpRequest, made: Phrase) -> HttpResponse:
    messages.success(request, _("Saved. It is offered from now on."))
    return HttpResponseRedirect(reverse("phrases:phrase", args=[made.pk]))


def _page(request: HttpRequest, form: PhraseForm, phrase: Phrase | None = None) -> HttpResponse:
    """The whole page, or only how it reads, where the page asks for that while somebody types."""
    english, spanish = _typed(form, "english"), _typed(form, "spanish")
    context: dict[str, Any] = {"previews": words.previews(english, spanish)}
    is_look = request.method == "POST" and "look" in request.POST
    if is_look and request.headers.get("HX-Request"):
        return render(request, "phrases/staff/parts/reads.html", context)
    is_newer = phrase is not None and form.is_bound and str(phrase.number) != request.POST.get("seen", "")
    if is_look:
        form.errors.clear()
    context |= {
        "form": form,
        "phrase": phrase,
        "tokens": words.tokens(),
        "newer": phrase if is_newer else None,
    }
    if is_newer and phrase is not None:
        context["seen"] = phrase.number
    return render(request, "phrases/staff/write.html", context, status=422 if form.errors else 200)


def _typed(form: PhraseForm, name: str) -> str:
    return str(form[name].value() or "")[:CHARACTERS]
