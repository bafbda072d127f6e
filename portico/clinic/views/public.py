"""What anybody may read before signing in: how usable the portal is for everyone, and what becomes of what it knows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static

from portico.clinic.queries import practice
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


PICTURES = (192, 512)  # pixels; what browsers ask for before they offer to install


@open_door("A phone asks before anybody signed in. The name of the practice, and nothing of anybody.")
def app(request: HttpRequest) -> HttpResponse:
    """The portal as an app on a phone's first page: a window of its own. Nothing is kept on the device; there is no
    service worker that could."""
    found = practice()
    name = found.name if found else "Portico"
    drawn = [
        {"src": static(f"portico/mark-{n}.png"), "sizes": f"{n}x{n}", "type": "image/png", "purpose": purpose}
        for n in PICTURES
        for purpose in ("any", "maskable")
    ]
    manifest = {
        "name": name, "short_name": name.split()[0], "id": "/", "start_url": "/", "scope": "/",
        "display": "standalone", "background_color": "#fffefb", "theme_color": "#fffefb", "icons": drawn,
    }  # fmt: skip
    return JsonResponse(manifest, content_type="application/manifest+json")
