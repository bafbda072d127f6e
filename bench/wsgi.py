"""The web process under measure, with the bare view beside it: one indexed query, about 1 KB, no middleware."""

from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

whole = get_wsgi_application()


class Bare(WSGIHandler):
    """Django without its middleware; the address leads to one view."""

    def load_middleware(self, is_async: bool = False) -> None:
        kept, settings.MIDDLEWARE = settings.MIDDLEWARE, []
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = kept

    def resolve_request(self, request: Any) -> Any:
        from django.urls import ResolverMatch

        request.resolver_match = ResolverMatch(bare, (), {"key": request.path.rsplit("/", 1)[1]})
        return request.resolver_match


def bare(request: Any, key: str) -> Any:
    from django.http import HttpResponse

    from portico.people.models import Patient

    patient = Patient.objects.get(pk=key)
    return HttpResponse(f"<p>{patient.full_name}</p>".ljust(1024))


plain = Bare()


def application(environ: Any, start_response: Any) -> Any:
    handler = plain if environ["PATH_INFO"].startswith("/bare/") else whole
    return handler(environ, start_response)
