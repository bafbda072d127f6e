"""Taking files from a form. `take_from` is for forms of other rooms too, which carry files beside their own fields."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portico.core.viewer import Viewer
from portico.files import actions, presenters, queries
from portico.files.rules.kind import MIME, Kind


def take_from(request: HttpRequest, viewer: Viewer, place: str) -> list[str]:
    """What the button `add_file` of a form asks: take one away (its value is an id), and take what was chosen.
    Gives a sentence for each file that was refused."""
    if away := _id(request.POST.get("add_file", "")):
        actions.discard(by=viewer, file_id=away)
    uploads = [*request.FILES.getlist("files"), *request.FILES.getlist("file")]
    return presenters.refusal_words(actions.take_each(by=viewer, place=place, uploads=uploads))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def taken(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    place = request.POST.get("place", "")
    problems = take_from(request, viewer, place)
    if not request.FILES:
        problems = [_("Choose a file first.")]
    return answered(request, viewer, place, problems)


def discarded(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    actions.discard(by=viewer, file_id=item)
    return answered(request, viewer, request.POST.get("place", ""), [])


def answered(request: HttpRequest, viewer: Viewer, place: str, problems: list[str]) -> HttpResponse:
    """The list again, or back to the page that the form stood on."""
    if request.headers.get("HX-Request"):
        shown = presenters.box(viewer, place, queries.kept_at(viewer, place), problems)
        return render(request, "files/partials/list.html", shown)
    for sentence in problems:
        messages.error(request, sentence)
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    for url in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        path = url.removeprefix(f"{request.scheme}://{request.get_host()}")
        if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
            return iri_to_uri(path)
    return "/"


def status(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    place = request.GET.get("place", "")
    shown = presenters.box(viewer, place, queries.kept_at(viewer, place))
    return render(request, "files/partials/lines.html", shown)


def sent(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    """What became of the files that were sent along with this one."""
    try:
        found = queries.sent_with(viewer, item, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    context = {"attached": presenters.attached(viewer, found)}
    return render(request, "files/partials/attached.html", context)


def file(viewer: Viewer, item: UUID, *, now: datetime) -> HttpResponse:
    """Always a download, of its own type, that the browser neither guesses about nor lets do anything."""
    try:
        found, content = queries.opened(viewer, item, now=now)
    except LookupError:
        raise Http404 from None
    response = HttpResponse(content, content_type=MIME[Kind(found.kind)])
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or ""
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
