"""Translated texts are compiled without GNU gettext, and read back by Python's own reader."""

import gettext
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from config.catalogues import UnreadableError, compiled, main

SPANISH = r"""
# The header.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: portico/home/templates/home.html:3
msgid "Good morning"
msgstr "Buenos días"

msgctxt "a month"
msgid "May"
msgstr "mayo"
msgctxt "a right"
msgid "May"
msgstr "puede"

#, python-format
msgid "%(count)s message"
msgid_plural "%(count)s messages"
msgstr[0] "%(count)s mensaje"
msgstr[1] "%(count)s mensajes"

msgid ""
"Two lines.\n"
"And a \"quote\"."
msgstr ""
"Dos líneas.\n"
"Y una \"cita\"."

#, fuzzy
msgid "A guess"
msgstr "Una suposición"

msgid "Not yet"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Ido"
"""


@pytest.fixture(scope="module")
def spanish() -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compiled(SPANISH)))


def test_a_text_is_read_in_spanish(spanish: gettext.GNUTranslations) -> None:
    assert spanish.gettext("Good morning") == "Buenos días"


def test_the_same_word_differs_by_its_context(spanish: gettext.GNUTranslations) -> None:
    assert spanish.pgettext("a month", "May") == "mayo"
    assert spanish.pgettext("a right", "May") == "puede"


def test_one_message_and_two_messages_have_their_forms(spanish: gettext.GNUTranslations) -> None:
    one, two = (spanish.ngettext("%(count)s message", "%(count)s messages", count) for count in (1, 2))
    assert (one, two) == ("%(count)s mensaje", "%(count)s mensajes")


def test_lines_and_quotes_inside_a_text_are_kept(spanish: gettext.GNUTranslations) -> None:
    assert spanish.gettext('Two lines.\nAnd a "quote".') == 'Dos líneas.\nY una "cita".'


@pytest.mark.parametrize("text", ["A guess", "Not yet", "Gone"])
def test_guessed_empty_and_removed_texts_stay_english(spanish: gettext.GNUTranslations, text: str) -> None:
    assert spanish.gettext(text) == text


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed here")
def test_gnu_gettext_compiles_the_same_texts(tmp_path: Path, spanish: gettext.GNUTranslations) -> None:
    (tmp_path / "django.po").write_text(SPANISH, encoding="utf-8")
    subprocess.run(["msgfmt", "django.po", "-o", "django.mo"], cwd=tmp_path, check=True)
    with (tmp_path / "django.mo").open("rb") as file:
        assert vars(gettext.GNUTranslations(file))["_catalog"] == vars(spanish)["_catalog"]


@pytest.mark.parametrize(
    "line", ["msgtext", 'msgid "no end', '"nothing before"', "msgid word", 'msgstr[x] "y"']
)
def test_a_broken_line_is_named(line: str) -> None:
    with pytest.raises(UnreadableError, match="line 1"):
        compiled(line)


def test_the_command_names_the_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.po", tmp_path / "bad.po"
    good.write_text(SPANISH, encoding="utf-8")
    bad.write_text("msgid word")
    assert main([str(good), str(bad)]) == 1
    assert good.with_suffix(".mo").exists()
    assert "bad.po cannot be read, line 1: msgid word" in capsys.readouterr().err
