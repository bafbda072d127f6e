"""What every page's frame needs. The building of it is config's, the only place that knows every room."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


def page(request: HttpRequest) -> dict[str, Any]:
    context: dict[str, Any] = import_string(settings.PORTICO_PAGE)(request)
    return context
