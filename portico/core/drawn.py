"""HTML written in Python, for what a page repeats so often that a template takes too long over it. Each value is
escaped as a template does it."""

from collections.abc import Iterable
from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString

HTML = SafeString
ICON = '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>'
OPTION, CHOSEN = '<option value="{}">{}</option>', '<option value="{}" selected>{}</option>'


def html(shape: str, *values: str) -> HTML:
    """As `format_html`, without its care for lazy texts: that is most of what it takes, and here is none."""
    return HTML(shape.format(*[v if isinstance(v, HTML) else escape(v) for v in values]))


EMPTY = html("")


def joined(parts: Iterable[HTML]) -> HTML:
    return HTML("".join(parts))


def icon(name: str) -> HTML:
    """A picture of core/icons.txt; what it says stands beside it in words."""
    return html(ICON, static("vendor/icons.svg"), name)


def options(choices: Iterable[tuple[object, str]], chosen: object = "") -> HTML:
    """The options of a select: value and words of each."""
    return joined(html(CHOSEN if value == chosen else OPTION, str(value), words) for value, words in choices)
