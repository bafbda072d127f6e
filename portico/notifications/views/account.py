"""How one wants to be told: for everybody who is signed in, patients, proxies and the care team."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.actions import Refused
from portico.core.doors import FORM, POST, door
from portico.core.viewer import Viewer
from portico.notifications import actions, queries
from portico.notifications.forms import CodeForm, NumberForm, PreferenceForm
from portico.notifications.permissions import NoticesVerb
from portico.notifications.presenters import hours_words
from portico.notifications.rules.codes import Verdict


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("notifications:choices"))


@door(NoticesVerb.CHOOSE, methods=FORM)
def choices(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    kept = queries.preference_of(viewer)
    now_on = {"by_email": kept.by_email, "by_text": kept.by_text}
    is_sent = request.method == "POST"
    form = PreferenceForm(request.POST if is_sent else None, has_number=bool(kept.mobile), initial=now_on)
    if is_sent and form.is_valid():
        chosen = form.cleaned_data
        actions.choose(by=viewer, by_email=chosen["by_email"], by_text=chosen.get("by_text", False))
        messages.success(request, _("Saved."))
        return _back()
    context = {
        "form": form,
        "address": queries.address_of(viewer),
        "number": kept.mobile[-4:],
        "hours": hours_words(),
        "has_texts": queries.may_be_texted(viewer),
        "is_silent": not kept.by_email and not kept.wishes.by_text,
    }
    return render(request, "notifications/account/choices.html", context)


@door(NoticesVerb.CHOOSE, methods=FORM)
def number(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if not queries.may_be_texted(viewer):
        return _back()
    form = NumberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.ask_for_code(by=viewer, mobile=form.cleaned_data["mobile"])
        except Refused as refusal:
            form.add_error("mobile", str(refusal))
        else:
            return HttpResponseRedirect(reverse("notifications:code"))
    status = 422 if form.errors else 200
    return render(request, "notifications/account/number.html", {"form": form}, status=status)


@door(NoticesVerb.CHOOSE, methods=FORM)
def code(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    waiting = queries.open_code(viewer, now=timezone.now())
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verdict = actions.confirm_number(by=viewer, code=form.cleaned_data["code"])
        if verdict is Verdict.GOOD:
            messages.success(request, _("Your number is confirmed, and text messages are on."))
            return _back()
        form.add_error("code", _verdict_words(verdict))
    context = {"form": form, "number": waiting.mobile[-4:] if waiting else ""}
    return render(request, "notifications/account/code.html", context, status=422 if form.errors else 200)


def _verdict_words(verdict: Verdict) -> str:
    return {
        Verdict.WRONG: _("That is not the code. Please look at the newest text message."),
        Verdict.TOO_OLD: _("That code has run out. Please ask for a new one."),
        Verdict.TOO_MANY: _("That code was tried too often. Please ask for a new one."),
    }[verdict]


@door(NoticesVerb.CHOOSE, methods=POST)
def removal(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    actions.forget_number(by=viewer)
    messages.success(request, _("Your mobile number is removed. We send you no more texts."))
    return _back()
