"""Pages in a language of their own, in which what went through the catalogue stands in brackets: [Ŝéñd ···].

What stands outside of them is data, or a text that somebody forgot to mark. It is forgotten if the very same words
stand in the code of the house. No practice can choose this language: it is laid over English by tests alone.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

from django.utils.translation.trans_real import DjangoTranslation

from architecture.spoken import sources, templates, unmarked

OPEN, CLOSE = "\u27e6", "\u27e7"
SHAPES = "shape of a date\x04"
READ = {"alt", "aria-label", "aria-description", "placeholder", "title"}
# The demo's people, the page for builders and the record's own vocabulary are data; migrations are read by nobody.
NO_PAGES = {"demo", "migrations", "lib", "gallery", "gallery.py", "gallery.html"}
ACCENTS = str.maketrans("aeiouncAEIOUNC", "áéíóúñçÁÉÍÓÚÑÇ")
# What must reach the page as it was written: places to fill in, tags, entities.
KEPT = re.compile(r"(%\(\w+\)[a-z]|%[sd%]|\{\w*\}|<[^>]*>|&\w+;)")
# Bare on purpose: the portal's own name, the languages' own names, numbers to call, a unit (and somebody's initials).
ALSO_BARE = {"Portico", "English", "Español", "911", "988", "MB"}


def odd(text: str) -> str:
    """Accented, in brackets, a third longer; what has to be filled in stays as it is."""
    if not text.strip():
        return text
    pieces = KEPT.split(text)
    words = "".join(piece if n % 2 else piece.translate(ACCENTS) for n, piece in enumerate(pieces))
    return f"{OPEN}{words}{'·' * (len(text) // 3)}{CLOSE}"


def lay_over(monkeypatch: Any) -> None:
    """From now on every translated text is odd, in whatever language. Shapes of dates are no texts."""
    one, many = DjangoTranslation.gettext, DjangoTranslation.ngettext

    def gettext(self: DjangoTranslation, text: str) -> str:
        found: str = one(self, text)
        # What is not in the catalogue comes back as it was asked for: with its context before it.
        return found if text.startswith(SHAPES) else odd(found.rpartition("\x04")[2])

    def ngettext(self: DjangoTranslation, text: str, plural: str, n: int) -> str:
        return odd(str(many(self, text, plural, n)))

    monkeypatch.setattr(DjangoTranslation, "gettext", gettext)
    monkeypatch.setattr(DjangoTranslation, "ngettext", ngettext)


@cache
def written() -> frozenset[str]:
    """Whatever words stand in the code: in strings of Python and bare in templates."""
    found: set[str] = set()
    for path in sources(".py"):
        if NO_PAGES & {*path.parts, path.name}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {words for node in ast.walk(tree) for words in words_of(node)}
    for path in templates():
        if not NO_PAGES & {*path.parts, path.name}:
            found |= {plain(text) for text in unmarked(path.read_text(encoding="utf-8"))}
    return frozenset(found)


def words_of(node: ast.AST) -> Iterator[str]:
    text = node.value if isinstance(node, ast.Constant) else None
    if isinstance(text, str) and re.search(r"[^\W\d_]{2}", text):
        yield plain(text)


def plain(text: str) -> str:
    return " ".join(text.split()).strip(" .,:;()·")


def lost(page: str, known: frozenset[str]) -> Iterator[str]:
    """What a person reads on this page that is written in the code, and did not come by the catalogue."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    for text in reader.found:
        for piece in outside(text):
            words = plain(piece)
            if words in known and words not in ALSO_BARE:
                yield words


def outside(text: str) -> list[str]:
    """The pieces that are in no brackets; brackets may stand in brackets."""
    deep, pieces = 0, [""]
    for letter in text:
        if letter == OPEN:
            deep += 1
        elif letter == CLOSE:
            deep = max(deep - 1, 0)
            pieces.append("")
        elif not deep:
            pieces[-1] += letter
    return [piece for piece in pieces if piece.strip()]


class _Reader(HTMLParser):
    """Text runs, block by block of markup, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style", "textarea"}
        self.found += [value for name, value in attrs if name in READ and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style", "textarea"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)
