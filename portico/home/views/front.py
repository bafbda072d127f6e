"""The first address: it sends each person to where they begin. And the choice of whose record."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from portico.accounts.permissions import AccountVerb
from portico.core.doors import door
from portico.core.presenters import initials
from portico.core.viewer import Viewer
from portico.people.queries import records_of


@door(AccountVerb.MANAGE_OWN, needs_second_factor=False)
def front(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if viewer.is_staff:
        name = "desk:desk" if viewer.may("desk.view") else "clinic:features"
        return HttpResponseRedirect(reverse(name))
    relations = records_of(viewer)
    if (relations and relations[0].kind == "self") or len(relations) == 1:
        return HttpResponseRedirect(reverse("home:home", args=[relations[0].patient_id]))
    return HttpResponseRedirect(reverse("people-switch"))


@door(AccountVerb.MANAGE_OWN, needs_second_factor=False)
def records(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    rows = [
        {
            "name": relation.patient.full_name,
            "initials": initials(relation.patient.full_name),
            "is_self": relation.kind == "self",
            "url": reverse("home:home", args=[relation.patient_id]),
        }
        for relation in records_of(viewer)
    ]
    return render(request, "home/patient/records.html", {"records": rows})
