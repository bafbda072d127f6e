"""What every move of an item shares: its form stands on a page of its own too, is this item's own, and is done or
comes again with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from portico.core.actions import Refused
from portico.core.presenters import day_words, today
from portico.core.viewer import Viewer
from portico.lib.days import age_on
from portico.routing.rules.route import Unroutable
from portico.triage.models import WorkItem
from portico.triage.presenters import as_id, list_query, wanted, why_words
from portico.triage.queries import item as found_item

Do = Callable[[dict[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Page:
    """A move of one item: what it is called, its button, and what is said when it is done."""

    request: HttpRequest
    viewer: Viewer
    item: WorkItem
    title: str
    button: str
    said: str = ""
    leaves: bool = False  # the item leaves the list with it

    @property
    def list(self) -> str:
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return list_query(wanted(QueryDict(sent.get("list", "")[:500])))

    @property
    def here(self) -> str:
        return _with(reverse("desk:item", args=[self.viewer.patient_id, self.item.pk]), self.list)

    @property
    def there(self) -> str:
        return _with(reverse("desk:desk"), self.list) if self.leaves else self.here


def _with(url: str, query: str) -> str:
    return f"{url}?{query}" if query else url


def opened(viewer: Viewer, item_id: UUID) -> WorkItem:
    try:
        return found_item(viewer, item_id, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None


def moved(page: Page, form: forms.Form, do: Do) -> HttpResponse:
    """Do it and go on; or say why not, with everything that was typed."""
    if page.request.method != "POST":
        return shown(page, form)
    if as_id(page.request.POST.get("item", "")) != page.item.pk:
        return shown(page, form, why_words("another-item"), is_foreign=True)
    if not form.is_valid():
        return shown(page, form, why_words("form"))
    try:
        do(form.cleaned_data)
    except Refused as refusal:
        return shown(page, form, why_words(str(refusal), holder(page.item, page.viewer)))
    except Unroutable:
        return shown(page, form, why_words("no-pool"))
    if page.said:
        messages.success(page.request, page.said)
    return HttpResponseRedirect(page.there)


def holder(item: WorkItem, viewer: Viewer) -> str:
    """Who has it now, by name."""
    item.refresh_from_db(fields=["claimed_by"])
    claimer = item.claimed_by
    return claimer.name if claimer and claimer.pk != viewer.staff_id else ""


def shown(page: Page, form: forms.Form, why: str = "", *, is_foreign: bool = False) -> HttpResponse:
    """The form with what was typed. Of a form that belongs to another item only the text is shown: it must not be
    sent from here."""
    patient = page.item.patient
    typed = [str(page.request.POST.get(name, "")) for name, field in form.fields.items() if is_text(field)]
    context = {
        "title": page.title, "button": page.button, "form": form, "why": why, "back": page.here, "list": page.list,
        "item_id": page.item.pk, "is_foreign": is_foreign, "typed": [text for text in typed if text.strip()],
        "patient": patient, "age": age_on(patient.birth_date, today(page.viewer)),
        "born": day_words(patient.birth_date) if patient.birth_date else "",
        # The desk takes the form alone, and shows it beside the conversation.
        "around": "portico/part.html" if page.request.headers.get("HX-Request") else "portico/desk.html",
    }  # fmt: skip
    return render(page.request, "triage/staff/move.html", context, status=422 if why else 200)


def is_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
