"""What anybody may read before signing in: how usable the portal is for everyone, and what becomes of what it knows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portico.core.doors import open_door


@open_door("Whoever can't use the sign-in page reads here how to report it. Nothing of anybody.")
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "clinic/accessibility.html")


@open_door("What is kept and who sees it is read before an account is used. Nothing of anybody.")
def privacy(request: HttpRequest) -> HttpResponse:
    """The minutes are those in force, not those somebody once wrote down."""
    context = {
        "idle_minutes": settings.SESSION_IDLE_PATIENT // 60,
        "longest_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "clinic/privacy.html", context)
