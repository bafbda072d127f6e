"""Two pages for everybody, before signing in too: who can use the portal, and what it keeps."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portico.core.doors import open_door

REASON = "What the portal is like for people with disabilities, and what it keeps, is read before signing in."


@open_door(REASON)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "clinic/about/accessibility.html")


@open_door(REASON)
def privacy(request: HttpRequest) -> HttpResponse:
    """The figures are those of this installation."""
    context = {
        "idle_minutes": settings.SESSION_IDLE_PATIENT // 60,
        "longest_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "clinic/about/privacy.html", context)
