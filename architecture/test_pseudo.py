"""A language that nobody speaks: every text of the catalogue comes out in brackets. What a page, a title or a notice
says outside of them did not go through the catalogue, unless it is data.

The static look at sources (test_spanish.py) finds texts that nobody marked; this one finds those that were put
together, taken from a list, or written by a library.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.template import Context, Template
from django.utils.translation import trans_real

from architecture.tree import ROOT, told
from architecture.walk.cells import open_pages
from architecture.walk.furnish import furnish
from architecture.walk.walk import Knock
from portico.core import presenters
from portico.core.templatetags import said
from portico.lib.words import normalise

pytestmark = pytest.mark.usefixtures("quiet")
OPEN, CLOSE = "\u27e6", "\u27e7"
BRACKETED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
READ_ALOUD = {"title", "aria-label", "placeholder", "alt", "aria-description"}
INITIALS = re.compile(r"[A-Z]{2}")
SILENT = {"script", "style", "template", "code", "kbd"}
# Shown as they are in every language.
NAMES = {"portico", "english", "espanol"}
# The parts of a medicine's plain name, in both languages in lib/words/medicine.py.
OF_MEDICINES = {"per", "dose"}
# Pages of the sign-in library that keep its own catalogue, and the page for those who build pages.
FOR_BUILDERS = {"core:gallery"}
SHOWN_AT_MOST = 40


class Texts(HTMLParser):
    """What a person reads or hears on a page, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self._silent += tag in SILENT
        self.found += [str(value) for name, value in attrs if name in READ_ALOUD and value]
        known = dict(attrs)
        if tag == "input" and known.get("type") in {"submit", "button"}:
            self.found.append(str(known.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def outside(text: str) -> str:
    """The text without what came from the catalogue: brackets may stand within brackets."""
    while (left := BRACKETED.sub(" ", text)) != text:
        text = left
    return text


def words(text: str) -> set[str]:
    return {word for word in normalise(text) if re.search("[a-z]{2}", word)}


def lost(page: str, data: set[str]) -> list[str]:
    reader = Texts()
    reader.feed(page)
    # A translated text may have links in it: its brackets open before and close behind.
    left = outside("\n".join(" ".join(text.split()) for text in reader.found)).splitlines()
    return [text.strip() for text in left if words(text) - data and not INITIALS.fullmatch(text.strip())]


@pytest.fixture
def _in_brackets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    of = trans_real.DjangoTranslation
    for name in ("gettext", "ngettext"):
        real = getattr(of, name)

        def marked(self: Any, *arguments: Any, real: Any = real) -> str:
            text = str(real(self, *arguments))
            # The shape of a date is a text for programs: "D j M".
            is_shape = str(arguments[0]).startswith("shape of a date\x04")
            return text if not text or is_shape else f"{OPEN}{text}{CLOSE}"

        monkeypatch.setattr(of, name, marked)
    _forget()
    yield
    _forget()


def _forget() -> None:
    presenters._written.cache_clear()
    presenters._near.cache_clear()
    said.KNOWN.clear()


def kept_words() -> set[str]:
    """Every word that the database holds: names, record, messages."""
    found: set[str] = set()
    for model in apps.get_models():
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._default_manager.values_list(*names) if names else ():
            found |= words(" ".join(map(str, row)))
    return found


def named_words() -> set[str]:
    """Names of coded things and of medicines, English and Spanish, stand in tables of their own."""
    tables = (ROOT / "portico").rglob("*.tsv")
    return {word for table in tables for word in words(table.read_text(encoding="utf-8"))}


@pytest.mark.usefixtures("_in_brackets")
def test_whatever_a_page_says_went_through_the_catalogue(stage: Any) -> None:
    world = furnish(stage)
    data = kept_words() | named_words() | NAMES | OF_MEDICINES
    knock, found, count = Knock(), [], 0
    for cell in open_pages(world):
        if cell.name in FOR_BUILDERS:
            continue
        answer = knock(cell, world.cookies.get(cell.actor.name, ""))
        if "text/html" in answer.headers and answer.status == 200:
            count += 1
            found += [f"{cell.name}: {text}" for text in lost(answer.text, data)]
    assert not found, told([*dict.fromkeys(found)][:SHOWN_AT_MOST])
    assert count >= 300


@pytest.mark.usefixtures("_in_brackets")
@pytest.mark.parametrize(
    "page", ["<p>Zebra</p>", '<p title="Zebra"></p>', "<title>{% trans 'No' %} zebra</title>"]
)
def test_a_text_that_did_not_is_found_out(page: str) -> None:
    assert lost(Template(page).render(Context()), {"no"})


@pytest.mark.usefixtures("_in_brackets")
def test_what_did_and_what_is_data_is_left_alone() -> None:
    page = "<p title=\"{% trans 'Close' %}\">{% blocktrans %}Answer to {{ name }}{% endblocktrans %}, {{ name }}</p>"
    assert lost(Template(page).render(Context({"name": "Zebra"})), {"zebra"}) == []


def test_every_word_of_every_notice_is_marked() -> None:
    notices = sorted((ROOT / "portico").rglob("templates/*/notices/*.txt"))
    assert len(notices) >= 10
    for notice in notices:
        source = re.sub(
            r"{%\s*blocktrans.*?endblocktrans\s*%}", "", notice.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        bare = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", source, flags=re.DOTALL)
        assert not re.search(r"[A-Za-z]", bare), f"{notice.name}: {bare.strip()}"
