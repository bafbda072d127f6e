"""Pages that belong to no room: the language and theme switches, and the health of the service."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from portico.core.doors import POST, open_door
from portico.core.models import Delivery, Heartbeat
from portico.core.views import gallery as sample

YEAR = 365 * 86400
SILENT = timedelta(seconds=30)
LanguageKeeper = Callable[[HttpRequest, str], None]


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith("/")
    return HttpResponseRedirect(target if is_ours else "/")


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(
        name, value, max_age=YEAR, httponly=True, secure=settings.IS_PRODUCTION, samesite="Lax"
    )
    return response


@open_door("A language is chosen before signing in.", methods=POST)
def language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        chosen = settings.LANGUAGE_CODE
    elif request.user.is_authenticated:
        # Notices are written in the language of the account, whatever browser it was chosen in.
        keep: LanguageKeeper = import_string(settings.PORTICO_LANGUAGE_KEEPER)
        keep(request, chosen)
    translation.activate(chosen)
    return _remember(_back(request), "language", chosen)


@open_door("Light or dark is chosen before signing in.", methods=POST)
def theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    return _remember(_back(request), "theme", chosen if chosen in {"light", "dark"} else "auto")


@open_door("Monitoring asks without an account; it answers with no data of anybody.")
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers and the worker lives; else 503. Ages in seconds."""
    now = timezone.now()
    beat = Heartbeat.objects.filter(name="worker").values_list("at", flat=True).first()
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now).order_by("due_at")
    oldest = waiting.values_list("due_at", flat=True).first()
    is_alive = beat is not None and now - beat < SILENT
    facts = {
        "database": "ok",
        "worker": "ok" if is_alive else "silent",
        "worker_seen_seconds_ago": round((now - beat).total_seconds()) if beat else None,
        "oldest_waiting_seconds": round((now - oldest).total_seconds()) if oldest else 0,
        "dead_letters": Delivery.objects.filter(state=Delivery.State.DEAD).count(),
    }
    return JsonResponse(facts, status=200 if is_alive else 503)


@open_door("Shows the components with made-up words, for those who build and check pages.")
def gallery(request: HttpRequest) -> HttpResponse:
    return sample.gallery(request)
