"""Every text of the portal is marked for translation, and is there in Spanish."""

import re
from collections.abc import Iterator

import pytest

from architecture.spoken import Spoken, Text, holes, of_python, of_template, spoken, templates, unmarked
from architecture.tree import ROOT
from config.catalogues import Entry, Reader

CATALOGUE = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
# Read as they are in both languages.
SAME_IN_BOTH = {"Portico", "911"}
# These two are shown when nothing works any more, not even the choice of a language: each says it in both.
IN_BOTH_LANGUAGES = {"413.html", "500.html", "503.html"}
# The page of components, for those who build pages; its words are made up.
FOR_BUILDERS = "gallery"
# English and Spanish write these alike.
ALIKE = {"Ctrl", "No", "error", "Demo", "Principal", "Usual", "Cookies"}


def entries() -> dict[Text, Entry]:
    found = Reader().read(CATALOGUE.read_text(encoding="utf-8"))
    return {Text(entry.text, entry.plural, entry.context): entry for entry in found if entry.text}


@pytest.fixture(scope="module")
def said() -> list[Spoken]:
    return list(spoken())


def test_everything_the_portal_says_is_there_in_spanish(said: list[Spoken]) -> None:
    known = {text for text, entry in entries().items() if entry.is_translated}
    missing = {f"{found.file}:{found.line} {found.text.one!r}" for found in said if found.text not in known}
    assert not missing, "\n".join(["No Spanish for:", *sorted(missing)])


def test_nothing_is_translated_that_the_portal_no_longer_says(said: list[Spoken]) -> None:
    used = {found.text for found in said}
    assert not [text.one for text in entries() if text not in used]


def test_no_text_is_said_twice_in_the_catalogue() -> None:
    found = [e for e in Reader().read(CATALOGUE.read_text(encoding="utf-8")) if e.text]
    assert len(found) == len(entries())


def test_the_collecting_tool_sees_every_text(said: list[Spoken]) -> None:
    """It does not look into f-strings: a text there would drop out of the catalogue at the next collection."""
    assert not [f"{found.file}:{found.line}" for found in said if not found.is_seen]


def test_what_is_filled_in_is_the_same_in_both_languages() -> None:
    wrong = []
    for text, entry in entries().items():
        for form, spanish in entry.translations.items():
            english = text.many if form and text.many else text.one
            if holes(spanish) != holes(english):
                wrong.append(f"{english!r} -> {spanish!r}")
    assert not wrong, "\n".join(wrong)


def test_every_count_has_both_spanish_forms() -> None:
    wrong = [
        text.one
        for text, entry in entries().items()
        if sorted(entry.translations) != ([0, 1] if text.many else [0])
    ]
    assert not wrong


def test_texts_begin_and_end_alike() -> None:
    """A full stop, a colon or a capital that is lost shows where two texts meet."""
    wrong = []
    for text, entry in entries().items():
        spanish = entry.translations[0]
        is_ended = text.one[-1:] in ".:" and text.one[-1] != spanish[-1]
        is_spaced = (text.one[:1].isspace(), text.one[-1:].isspace()) != (
            spanish[:1].isspace(),
            spanish[-1:].isspace(),
        )
        if is_ended or is_spaced:
            wrong.append(f"{text.one!r} -> {spanish!r}")
    assert not wrong, "\n".join(wrong)


def test_no_english_was_copied_for_spanish() -> None:
    copied = [text.one for text, entry in entries().items() if entry.translations[0] == text.one]
    assert not [
        text
        for text in copied
        if text not in ALIKE and re.search(r"[a-z]{3}", re.sub(r"%\(\w+\)\w", "", text))
    ]


def forgotten() -> Iterator[str]:
    for path in templates():
        name = str(path.relative_to(ROOT))
        if path.suffix == ".html" and path.name not in IN_BOTH_LANGUAGES and FOR_BUILDERS not in name:
            for text in unmarked(path.read_text(encoding="utf-8")):
                if text not in SAME_IN_BOTH:
                    yield f"{name}: {text}"


def test_every_text_of_a_page_is_marked_for_translation() -> None:
    assert not list(forgotten())


@pytest.mark.parametrize("name", sorted(IN_BOTH_LANGUAGES))
def test_the_last_pages_say_in_spanish_too_what_to_do(name: str) -> None:
    page = next(path for path in templates() if path.name == name).read_text(encoding="utf-8")
    spanish = " ".join(re.findall(r'lang="es">(.*?)</(?:p|h1|span|a)>', page, re.S))
    what = {"413.html": "No se envió nada", "500.html": "Algo salió mal", "503.html": "minutos"}
    for words in ("llame al 911", what[name]):
        assert words in spanish, words


# -- the reader itself --


def test_texts_are_found_in_tags_attributes_and_counts() -> None:
    page = (
        "{% load i18n %}<c-row title=\"{% trans 'A result' %}\">"
        "{% blocktrans count n=n %}{{ n }} part{% plural %}{{ n }} parts{% endblocktrans %}"
    )
    assert [found.text for found in of_template(page, "page.html")] == [
        Text("A result"),
        Text("%(n)s part", "%(n)s parts"),
    ]


def test_texts_are_found_under_whatever_name_python_calls_them() -> None:
    code = """
from django.utils.translation import gettext_lazy as say, pgettext, ngettext
say("Name"); pgettext("of a referral", "Open"); ngettext("%(n)d day", "%(n)d days", n); f"{say('am')}"; say(found[0])
"""
    found = list(of_python(code, "forms.py"))
    assert {one.text for one in found} == {
        Text("Name"),
        Text("Open", None, "of a referral"),
        Text("%(n)d day", "%(n)d days"),
        Text("am"),
    }
    assert [one.text.one for one in found if not one.is_seen] == ["am"]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>Sent</p>", ["Sent"]),
        ("<p>{% trans 'Sent' %}</p>", []),
        ("{% blocktrans %}Sent by {{ who }}{% endblocktrans %}", []),
        ('<c-field hint="As on your card" />', ["As on your card"]),
        ('<a class="row" href="/a">{{ name }} · 5</a>', []),
        ("{% if sent %}Sent{% endif %}{% blocktrans %}a{% endblocktrans %} late", ["Sent late"]),
        ('<button aria-label="Close"></button><script>let word</script>', ["Close"]),
        ("{# a note #}<h{{ level }} id='x'>{{ title }}</h{{ level }}>", []),
    ],
)
def test_a_text_that_nobody_marked_is_noticed(page: str, found: list[str]) -> None:
    assert unmarked(page) == found
