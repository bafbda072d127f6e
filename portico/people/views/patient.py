"""What the practice knows of a person: name, birth date, contacts, numbers, and who may act for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portico.core.doors import door
from portico.core.viewer import Viewer
from portico.people import presenters, queries
from portico.people.permissions import PeopleVerb


@door(PeopleVerb.VIEW_OWN, patient=True, opens="person")
def details(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    patient = queries.person(viewer)
    context = {
        "patient": patient,
        "facts": presenters.facts(patient, viewer),
        "phones": [presenters.phone(*found) for found in queries.contacts(viewer, "phone")],
        "emails": queries.contacts(viewer, "email"),
        "proxies": [presenters.proxy(relation) for relation in queries.proxies(viewer)],
    }
    return render(request, "people/patient/details.html", context)
