"""Where one may look: places and pools, drawn as the rows of the list are, and for the same reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from portico.core.drawn import EMPTY, HTML, html, joined

PLACE = '<li><a class="pool" href="{}"{}{}><span>{}</span>{}{}</a></li>'
FETCHES = ' hx-get="{}" hx-push-url="true"'
HERE, COUNT, OLDEST = (
    html(' aria-current="page"'),
    '<span class="count">{}</span>',
    "<small{}>{} {}</small>",
)
LATE = html(' class="late"')


def drawn_places(places: Iterable[Mapping[str, Any]], *, may_fetch: bool) -> HTML:
    """`may_fetch`: the page stands, and its list alone is fetched into it."""
    words = _("Oldest due")
    return joined(
        html(
            PLACE,
            place["href"],
            html(FETCHES, place["href"]) if may_fetch else EMPTY,
            HERE if place["is_current"] else EMPTY,
            place["title"],
            html(COUNT, place["count"]) if place["count"] else EMPTY,
            _oldest(place, words),
        )
        for place in places
    )


def _oldest(place: Mapping[str, Any], words: str) -> HTML:
    if not place.get("oldest"):
        return EMPTY
    return html(OLDEST, LATE if place["is_late"] else EMPTY, words, place["oldest"])
