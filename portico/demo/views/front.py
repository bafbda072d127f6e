"""The cast, one click each. These addresses exist in the demo alone; a system check refuses them elsewhere."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portico.accounts.queries import account_named
from portico.core.doors import POST, open_door
from portico.core.presenters import initials, zone_words
from portico.core.viewer import Viewer
from portico.demo.cast import MADISON, PATIENTS, PEOPLE, PROXIES, STAFF, Person
from portico.notifications.presenters import told
from portico.notifications.queries import in_demo

REASON = "The demo's people sign in by one click. The address exists only where PORTICO_DEMO is set."


@open_door(REASON)
def cast(request: HttpRequest) -> HttpResponse:
    groups = [
        {"title": _("Patients and families"), "people": _cards(PATIENTS + PROXIES)},
        {"title": _("The care team"), "people": _cards(STAFF)},
    ]
    return render(request, "demo/cast.html", {"groups": groups})


def _cards(people: tuple[Person, ...]) -> list[dict[str, str]]:
    language = "es" if (get_language() or "").startswith("es") else "en"
    return [
        {
            "key": person.key,
            "name": person.name,
            "initials": initials(person.name),
            "place": person.site.name if person.site else _("Family"),
            "kind": "other" if person in PROXIES else "",
            "story": getattr(person.story, language),
        }
        for person in people
    ]


@open_door("What the demo would have sent. The address exists only where PORTICO_DEMO is set.")
def sent(request: HttpRequest) -> HttpResponse:
    """Nothing leaves the demo: mails and texts are shown here, as they would be read."""
    if not settings.IS_DEMO:
        raise Http404
    here = Viewer(zone=MADISON.zone)
    notices = [told(notice, here) for notice in in_demo()]
    return render(request, "demo/sent.html", {"notices": notices, "zone": zone_words(here)})


@open_door(REASON, methods=POST)
def enter(request: HttpRequest, key: str) -> HttpResponse:
    person = PEOPLE.get(key)
    account = account_named(person.sign_in) if person else None
    if account is None or not settings.IS_DEMO:
        raise Http404
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, account, method="demo")
    return HttpResponseRedirect("/")
