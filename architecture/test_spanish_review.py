"""Spanish about health, emergencies and promises says whether somebody who may judge it has read it."""

import re

import pytest
from django.template import Context, Template
from django.utils import translation

from architecture.spanish_review import (
    CATALOGUE,
    FROM,
    PAGE,
    is_weighty,
    marked,
    must_be_read,
    of_the_portal,
    page,
)
from architecture.spoken import Text
from architecture.tree import ROOT


def test_every_text_about_health_emergencies_or_promises_says_whether_it_was_reviewed() -> None:
    weighty = must_be_read()
    silent = [one.text.one for one in of_the_portal() if one.text in weighty and not one.mark]
    assert not silent, "\n".join(["Neither `# reviewed: no` nor a name and a date:", *silent])
    assert len(weighty) > 200


def test_the_list_of_what_waits_for_a_clinician_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m architecture.spanish_review --write"


def test_a_mark_says_no_or_who_and_when() -> None:
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines()
    shape = r"# reviewed: (no|[^,]+, \d{4}-\d{2}-\d{2})"
    wrong = [line for line in lines if line.startswith("# reviewed") and not re.fullmatch(shape, line)]
    assert not wrong


@pytest.mark.parametrize("place", FROM)
def test_the_places_that_always_weigh_are_there(place: str) -> None:
    assert (ROOT / place).exists()


@pytest.mark.parametrize(
    "english",
    ["Call 911 now", "Text 988", "How many doses?", "By %(promise)s at the latest", "Is it an emergency?"],
)
def test_the_words_of_emergencies_doses_and_promises_weigh_wherever_they_are_said(english: str) -> None:
    assert is_weighty(Text(english), "portico/anywhere.py")
    assert not is_weighty(Text("Change password"), "portico/anywhere.py")


def test_a_mark_belongs_to_the_one_text_below_it() -> None:
    content = """
# reviewed: Ana Ruiz, 2026-01-02
#, python-format
msgid "%(n)d dose"
msgstr "%(n)d dosis"
msgid "Call 911"
msgstr "Llame al 911"

# reviewed: no
msgctxt "a"
msgid "Dose"
msgstr "Dosis"
"""
    assert [one.mark for one in marked(content)] == ["Ana Ruiz, 2026-01-02", "", "no"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_dose_has_a_decimal_point_in_both_languages(language: str) -> None:
    """A comma that is taken for a thousand, or not seen at all, is a dose ten times too high."""
    with translation.override(language):
        assert Template("{{ dose }}").render(Context({"dose": 2.5})) == "2.5"


def test_the_teams_inbox_has_one_spanish_name() -> None:
    said = [one.entry for one in of_the_portal() if re.search(r"\bpools?\b", one.entry.text, re.I)]
    strange = [e.text for e in said if not all("bandeja" in form.lower() for form in e.translations.values())]
    assert len(said) > 10
    assert not strange


def test_patients_are_told_that_no_clinician_has_read_it_while_that_is_so() -> None:
    page = (ROOT / "portico/clinic/templates/clinic/accessibility.html").read_text(encoding="utf-8")
    is_reviewed = any(one.mark not in ("", "no") for one in of_the_portal())
    assert ("No clinician has checked the Spanish" in page) != is_reviewed
