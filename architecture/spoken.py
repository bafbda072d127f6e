"""What the portal says: the texts marked for translation, and those that somebody forgot to mark."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

from architecture.tree import ROOT

# How many of the arguments are text, and whether the first is the context.
CALLS = {"gettext": (0, 1), "ngettext": (0, 2), "pgettext": (1, 1), "npgettext": (1, 2)}
ALIASES = {"_": "gettext", "gettext_noop": "gettext"} | {f"{name}_lazy": name for name in CALLS}
# Attributes that a person reads or hears, of HTML and of our components.
READ = {
    "alt", "aria-description", "aria-label", "caption", "detail", "exact", "hint", "label", "lead", "more", "note",
    "placeholder", "primary", "relation", "text", "title", "verdict", "what", "when", "where", "why", "words",
}  # fmt: skip
LITERAL = r"""[uU]?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(({LITERAL}(?:\s*,\s*{LITERAL})*)")
HOLES = re.compile(r"%\((\w+)\)[a-z]|(?<!\{)\{(\w*)\}|(%[sd])")


@dataclass(frozen=True)
class Text:
    """One text of the source, in English."""

    one: str
    many: str | None = None
    context: str | None = None


@dataclass(frozen=True)
class Spoken:
    text: Text
    file: str
    line: int
    is_seen: bool = True  # the tool that collects texts does not look into f-strings


def holes(text: str) -> set[str]:
    """The places to fill in: {"n", "who"} of "%(n)d from %(who)s"."""
    return {next(filter(None, found), "") for found in HOLES.findall(text)}


def is_test(path: Path) -> bool:
    return "tests" in path.parts


def sources(*endings: str) -> list[Path]:
    """The files that pages are made of."""
    files = [path for room in ("portico", "config") for path in (ROOT / room).rglob("*")]
    return sorted(path for path in files if path.suffix in endings and not is_test(path.relative_to(ROOT)))


def templates() -> list[Path]:
    return [path for path in sources(".html", ".txt") if "templates" in path.parts]


def spoken() -> Iterator[Spoken]:
    for path in templates():
        yield from of_template(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
    for path in sources(".py"):
        yield from of_python(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))


def of_template(source: str, name: str) -> Iterator[Spoken]:
    code = templatize(source, origin=name)
    for found in IN_TEMPLATE.finditer(code):
        texts = [ast.literal_eval(piece.lstrip("uU")) for piece in re.findall(LITERAL, found[2])]
        line = code.count("\n", 0, found.start()) + 1
        yield Spoken(text_of(ALIASES.get(found[1], found[1]), texts), name, line)


def of_python(source: str, name: str) -> Iterator[Spoken]:
    tree = ast.parse(source)
    names = dict(translators(tree))
    hidden = {
        id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            texts = [str(piece.value) for piece in node.args if isinstance(piece, ast.Constant)]
            if not texts:
                continue  # a text that was marked where it stands: _(found[0])
            yield Spoken(text_of(names[node.func.id], texts), name, node.lineno, id(node) not in hidden)


def translators(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names under which a module knows the functions of gettext."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                plain = ALIASES.get(alias.name, alias.name)
                if plain in CALLS:
                    yield alias.asname or alias.name, plain


def text_of(call: str, texts: list[str]) -> Text:
    start, count = CALLS[call]
    return Text(
        one=texts[start],
        many=texts[start + 1] if count == 2 else None,
        context=texts[0] if start else None,
    )


def unmarked(source: str) -> list[str]:
    """What a person would read in this template whatever their language."""
    reader = _Reader()
    reader.feed(_without_tags(source))
    reader.close()
    return [text for text in reader.found if re.search(r"[^\W\d_]{2}", text)]


def _without_tags(source: str) -> str:
    """The HTML alone: neither what the template language says nor what is already translated."""
    kept, is_inside = [], False
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK:
            is_said = word in {"blocktrans", "blocktranslate", "comment"}
            is_class = word == "block" and token.contents.endswith(("_class", "density"))
            is_inside = is_said or is_class or (is_inside and not word.startswith("end"))
        elif token.token_type == TokenType.TEXT and not is_inside:
            kept.append(token.contents)
        kept.append("0" if token.token_type == TokenType.VAR else "")
    return "".join(kept)


class _Reader(HTMLParser):
    """Collects what is read: text between tags, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style"}
        self.found += [value.strip() for name, value in attrs if name in READ and value and value.strip()]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.silent -= tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.found.append(" ".join(data.split()))
