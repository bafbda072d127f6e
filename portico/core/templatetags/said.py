"""`trans` and `translate`, whose sentence is looked up once in each language: a page says a hundred of them."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = template.Library()
# A language, and the words as the template has them.
KNOWN: dict[tuple[str | None, str], str] = {}


class Said(template.Node):
    """A sentence that stands in the template itself."""

    child_nodelists = ()

    def __init__(self, node: TranslateNode, words: str) -> None:
        self.node, self.words = node, words

    def render(self, context: Any) -> str:
        key = get_language(), self.words
        found = KNOWN.get(key)
        if found is None:
            found = KNOWN[key] = self.node.render(context)
        return found


@register.tag("translate")
@register.tag("trans")
def said(parser: Parser, token: Token) -> template.Node:
    """What changes with the page (a name, a filter, a context, `as`) is Django's own."""
    node = do_translate(parser, token)
    words = token.split_contents()
    is_constant = len(words) == 2 and words[1][0] in "\"'" and not node.filter_expression.filters
    return Said(node, words[1]) if is_constant else node
