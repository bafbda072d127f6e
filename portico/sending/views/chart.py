"""How one patient stands to the rules: the handout, that it was given, and lifting the caps."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.presenters import day_words, today
from portico.core.viewer import Viewer
from portico.people.queries import person
from portico.sending import actions, presenters, queries
from portico.sending.forms import LiftForm
from portico.sending.permissions import SendingVerb
from portico.sending.rules.may_send import Facts, may_send

MARKS: dict[str, Any] = {"staff": True, "patient": True}


@door(SendingVerb.HAND_OUT, opens="sending-rules", **MARKS)
def standing(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "sending/staff/standing.html", _standing(viewer, LiftForm()))


def _standing(viewer: Viewer, form: LiftForm) -> dict[str, Any]:
    found = queries.standing(viewer, now=timezone.now())
    facts = Facts(
        kind="question", today=found.today, last_visit=found.last_visit, next_visit=found.next_visit
    )
    lifted = queries.lift(viewer, today=found.today)
    return {
        "patient": person(viewer),
        "lines": presenters.lines(found.rules),
        "is_open": may_send(facts, found.rules).may,
        "seen": day_words(found.last_visit) if found.last_visit else "",
        "booked": day_words(found.next_visit) if found.next_visit else "",
        "asks": bool(found.rules.seen),
        "handed": presenters.handed(queries.handouts(viewer), viewer),
        "lifted": presenters.lifted_words(lifted.until, lifted.reason) if lifted else "",
        "form": form,
    }


@door(SendingVerb.HAND_OUT, opens="sending-rules", **MARKS)
def handout(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """To print, in the patient's language, from the rules that hold for this patient now."""
    patient = person(viewer)
    language = "es" if patient.language.lower().startswith("es") else "en"
    with override(language):
        context = {
            "language": language,
            "patient": patient,
            "physician": queries.physician_name(viewer),
            "lines": presenters.lines(queries.rules_of(viewer)),
            "always": presenters.always_words(),
            "address": settings.PUBLIC_URL,
            "code": presenters.code(settings.PUBLIC_URL, _("Address of the portal, to scan")),
            "day": day_words(today(viewer)),
            "clinic": patient.site,
        }
        paper = render_to_string("sending/staff/parts/paper.html", context)
    return render(request, "sending/staff/handout.html", {"paper": paper})


@door(SendingVerb.HAND_OUT, methods=POST, **MARKS)
def handed_out(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    try:
        actions.hand_out(by=viewer, how=request.POST.get("how", ""))
    except Refused as refusal:
        messages.error(request, presenters.why_words(str(refusal)))
    else:
        messages.success(request, _("Noted."))
    return _back(viewer)


@door(SendingVerb.HAND_OUT, methods=FORM, opens="sending-rules", **MARKS)
def lift(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift(by=viewer, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("until", presenters.why_words(str(refusal)))
        else:
            messages.success(request, _("Lifted for this patient."))
            return _back(viewer)
    context = _standing(viewer, form)
    return render(request, "sending/staff/standing.html", context, status=422 if form.errors else 200)


@door(SendingVerb.HAND_OUT, methods=POST, **MARKS)
def end(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    actions.end_lift(by=viewer)
    messages.success(request, _("The caps hold for this patient again."))
    return _back(viewer)


def _back(viewer: Viewer) -> HttpResponse:
    return HttpResponseRedirect(reverse("sending-chart:standing", args=[viewer.patient_id]))
