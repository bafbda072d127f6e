"""The plain things one writes about, each with its form. What may hide an emergency asks about it first."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portico.chart.presenters import medicine as medicine_line
from portico.chart.queries import current_medicines
from portico.core.doors import FORM, door
from portico.core.presenters import today
from portico.core.viewer import DataClass, Viewer
from portico.lib.medicines import must_not_miss
from portico.messaging import presenters
from portico.messaging.forms import patient as forms
from portico.messaging.permissions import MessagingVerb
from portico.messaging.rules.kinds import Kind
from portico.messaging.rules.running_out import running_out
from portico.messaging.views.patient_compose import MARKS, Asking, Words, composed
from portico.messaging.views.patient_drafts import keep_typed
from portico.results import presenters as result_words
from portico.results import queries as results
from portico.scheduling import presenters as visit_words
from portico.scheduling import queries as scheduling
from portico.triage.rules.promise import Promise

RESULTS_TO_CHOOSE = 12
VISITS_TO_CHOOSE = 8
NO_EMERGENCY_FOR = 2 * 3600  # seconds: then one is asked again


@door(MessagingVerb.SEND, **MARKS)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "messaging/patient/new.html", {"choices": presenters.choices(viewer)})


@door(MessagingVerb.SEND, opens="refill-form", methods=FORM, typed_at=".", **MARKS)
def refill(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    medicines, name = medicines_of(viewer)

    def is_same_day(details: dict[str, Any], promised: Promise) -> bool:
        return running_out(
            days_left=details["days_left"], today=today(viewer), must_not_miss=must_not_miss(name(details)),
            promised=promised.at.astimezone(ZoneInfo(viewer.zone)).date(),
        ).is_same_day  # fmt: skip

    asking = Asking(
        kind=Kind.REFILL, form=forms.RefillForm, title=_("Ask for a refill"), subject=name,
        choices={"medicine": medicine_choices(medicines, viewer)}, is_same_day=is_same_day,
    )  # fmt: skip
    return composed(request, viewer, asking)


def medicines_of(viewer: Viewer) -> tuple[list[Any], Words]:
    """What may be chosen, and what a message about one is called: the exact term of the list, or what was written."""
    medicines = list(current_medicines(viewer)) if presenters.is_open(viewer, DataClass.MEDICINES) else []
    exact = {str(row.pk): row.text or row.code for row in medicines}
    return medicines, lambda details: exact.get(details.get("medicine", ""), "") or str(details["other"])


def medicine_choices(rows: list[Any], viewer: Viewer) -> forms.Choices:
    lines = [(str(row.pk), medicine_line(row, viewer)) for row in rows]
    return [(key, f"{line.title} ({line.exact})" if line.exact else line.title) for key, line in lines]


@door(MessagingVerb.SEND, **MARKS)
def question(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The emergency step, a screen of its own before the form."""
    return render(request, "messaging/patient/emergency_step.html", {"write_url": write_url(viewer)})


@door(MessagingVerb.SEND, **MARKS)
def emergency(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "messaging/patient/emergency.html")


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def question_write(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Open to those who said that it is no emergency, a while ago at most. What they typed is kept either way."""
    if not _is_no_emergency(viewer, request.GET.get("ok", "")):
        if request.method == "POST":
            keep_typed(request, viewer, Kind.QUESTION, forms.QuestionForm)
        return HttpResponseRedirect(reverse("messaging:question", args=[viewer.patient_id]))
    asking = Asking(
        kind=Kind.QUESTION, form=forms.QuestionForm, title=_("Ask about your health"), subject=_topic
    )
    return composed(request, viewer, asking)


def write_url(viewer: Viewer) -> str:
    """The form behind the emergency step, with the word of this person, for this record, that there is none."""
    said = {"ok": _signer(viewer).sign("no")}
    return f"{reverse('messaging:question-write', args=[viewer.patient_id])}?{urlencode(said)}"


def _is_no_emergency(viewer: Viewer, said: str) -> bool:
    try:
        return bool(_signer(viewer).unsign(said, max_age=NO_EMERGENCY_FOR))
    except BadSignature:
        return False


def _signer(viewer: Viewer) -> TimestampSigner:
    return TimestampSigner(salt=f"no-emergency {viewer.account} {viewer.patient}")


def _topic(details: dict[str, Any]) -> str:
    return str(details["topic"])


@door(MessagingVerb.SEND, opens="message-form", **MARKS)
def result(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Which one? The newest of each test."""
    rows = results.latest(viewer, RESULTS_TO_CHOOSE) if presenters.is_open(viewer, DataClass.RESULTS) else []
    if not rows:
        return HttpResponseRedirect(reverse("messaging:result-other", args=[viewer.patient_id]))
    found = [
        (
            reverse("messaging:result-question", args=[viewer.patient_id, row.pk]),
            result_words.row(row, viewer),
        )
        for row in rows
    ]
    return render(request, "messaging/patient/which_result.html", {"rows": found})


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def result_other(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asking = Asking(
        kind=Kind.RESULT, form=forms.OtherResultForm, title=_("Ask about a test result"), subject=_topic
    )
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def result_question(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """About the result that stands above the form."""
    if not presenters.is_open(viewer, DataClass.RESULTS):
        raise Http404
    try:
        row = results.observation(viewer, item)
    except ObjectDoesNotExist:
        raise Http404 from None
    named = {"result": str(row.pk), "system": row.system, "code": row.code}
    asking = Asking(
        kind=Kind.RESULT, form=forms.ResultForm, title=_("Ask about this result"), place=f"result-{row.pk}",
        subject=lambda _details: row.text or row.code or _("Not named in the record"),
        shown={"result": result_words.row(row, viewer)}, more=lambda _details: named,
        result_on=row.happened_at.date() if row.happened_at else None,
    )  # fmt: skip
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def referral(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asking = Asking(
        kind=Kind.REFERRAL, form=forms.ReferralForm, title=_("Ask for a referral"),
        subject=lambda details: str(details["specialist"]),
    )  # fmt: skip
    return composed(request, viewer, asking)


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def appointment(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    rows = _coming(viewer)
    when = {str(row.pk): row.happened_at.isoformat() for row in rows if row.happened_at}
    asking = Asking(
        kind=Kind.APPOINTMENT, form=forms.AppointmentForm, title=_("Ask about an appointment"),
        choices={"visit": [(str(row.pk), _visit(row, viewer)) for row in rows]},
        subject=lambda details: str(details["what"]),
        more=lambda details: {"visit_at": when.get(details.get("visit", ""), "")},
    )  # fmt: skip
    return composed(request, viewer, asking)


def _coming(viewer: Viewer) -> list[Any]:
    if not presenters.is_open(viewer, DataClass.VISITS):
        return []
    return list(scheduling.upcoming(viewer, now=timezone.now())[:VISITS_TO_CHOOSE])


def _visit(row: Any, viewer: Viewer) -> str:
    shown = visit_words.visit(row, viewer)
    return f"{shown.when}: {shown.what}"


@door(MessagingVerb.SEND, opens="message-form", methods=FORM, typed_at=".", **MARKS)
def other(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asking = Asking(kind=Kind.OTHER, form=forms.OtherForm, title=_("Write to your care team"), subject=_topic)
    return composed(request, viewer, asking)
