"""What is on here, and how to ask for what is not; those who may switch it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portico.clinic import actions
from portico.clinic.forms import SwitchForm
from portico.clinic.permissions import ClinicVerb
from portico.clinic.presenters import feature_words
from portico.clinic.queries import newest_switches, practice, sites
from portico.clinic.rules.features import Feature
from portico.core.doors import FORM, door
from portico.core.viewer import Viewer


@door(ClinicVerb.VIEW_FEATURES)
def features(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    words = feature_words()
    may_switch = viewer.may(ClinicVerb.SWITCH_FEATURES)
    context = {
        "on": [words[f] for f in Feature if f in viewer.features],
        "off": [words[f] for f in Feature if f not in viewer.features],
        "organization": practice(),
        "may_switch": may_switch,
        "switches": newest_switches(viewer) if may_switch else [],
    }
    return render(request, "clinic/features.html", context)


@door(ClinicVerb.SWITCH_FEATURES, staff=True, methods=FORM)
def switch(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Flip one feature, with the reason."""
    form = SwitchForm(request.POST or None, sites=[(str(site.pk), site.name) for site in sites(viewer)])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.switch(
            by=viewer,
            feature=data["feature"],
            is_on=data["is_on"] == "on",
            reason=data["reason"],
            site_id=UUID(data["site"]) if data["site"] else None,
        )
        messages.success(request, _("Saved. It is in force with the next page that anybody opens."))
        return HttpResponseRedirect(reverse("clinic:features"))
    return render(request, "clinic/switch.html", {"form": form}, status=422 if form.errors else 200)
