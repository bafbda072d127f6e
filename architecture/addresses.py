"""Every address of the house, as Django knows them."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def patterns(
    resolver: URLResolver | None = None, path: str = "", space: str = ""
) -> Iterator[tuple[str, str, Any]]:
    """(path, name, view) of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from patterns(entry, here, inner)
        elif isinstance(entry, URLPattern):
            yield here, f"{space}{entry.name or ''}", entry.callback
