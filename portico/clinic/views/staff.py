"""I am away: who stands in, from when to when, and being back early."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.clinic import actions
from portico.clinic.forms import AwayForm
from portico.clinic.permissions import ClinicVerb
from portico.clinic.queries import absences, possible_stand_ins
from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.presenters import day_words
from portico.core.viewer import Viewer


@door(ClinicVerb.BE_AWAY, staff=True, methods=FORM)
def away(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    colleagues = [(str(colleague.pk), colleague.name) for colleague in possible_stand_ins(viewer)]
    form = AwayForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "stand_in_id": UUID(form.cleaned_data["stand_in"])}
        said.pop("stand_in")
        try:
            actions.be_away(by=viewer, **said)
        except Refused as refusal:
            form.add_error(
                "last_day" if str(refusal) == "ends-before-it-begins" else "stand_in", _why(refusal)
            )
        else:
            messages.success(request, _("Saved. Questions to you go to who stands in on those days."))
            return HttpResponseRedirect(reverse("clinic-team:away"))
    rows = [
        {"key": row.pk, "from": day_words(row.first_day), "until": day_words(row.last_day), "who": row.stand_in.name}
        for row in absences(viewer)
    ]  # fmt: skip
    context = {"form": form, "rows": rows, "has_colleagues": bool(colleagues)}
    return render(request, "clinic/staff/away.html", context, status=422 if form.errors else 200)


def _why(refusal: Refused) -> str:
    if str(refusal) == "ends-before-it-begins":
        return _("The last day is before the first. Please look at both.")
    return _("This colleague can't stand in for you. Choose another one.")


@door(ClinicVerb.BE_AWAY, staff=True, methods=POST)
def back(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    actions.be_back(by=viewer, absence_id=item)
    messages.success(request, _("Welcome back. Questions come to you again."))
    return HttpResponseRedirect(reverse("clinic-team:away"))
