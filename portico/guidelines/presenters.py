"""Advice guidelines in words: the sections, who may answer, what is wrong with one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portico.clinic.presenters import kind_words
from portico.core.presenters import day_words, moment_words, page_url
from portico.core.viewer import Viewer
from portico.guidelines.models import Guideline, Version
from portico.guidelines.rules.content import CHARACTERS, MOST_WORDS, Problem

HEADINGS = {
    "emergency": gettext_noop("When 911 or the emergency room"),
    "call": gettext_noop("When to call"),
    "ask": gettext_noop("What to ask"),
    "visit": gettext_noop("When a visit"),
    "say": gettext_noop("What to say"),
}
WHO = {
    "medical-assistant": gettext_noop("medical assistant"),
    "nurse": gettext_noop("nurse"),
    "pharmacist": gettext_noop("pharmacist"),
    "physician": gettext_noop("physician"),
}


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    lines: list[str]
    is_danger: bool


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    fits: str
    who: str
    state: str
    is_adopted: bool
    is_past: bool
    review: str
    href: str


def sections(said: Any) -> list[Section]:
    """In the order in which they are needed: danger first."""
    found = ((name, heading, getattr(said, name)) for name, heading in HEADINGS.items())
    return [
        Section(_(heading), [line.strip() for line in text.splitlines() if line.strip()], name == "emergency")
        for name, heading, text in found
        if text.strip()
    ]


def who_words(said: Any) -> str:
    return ", ".join(_(WHO[role]) for role in said.who if role in WHO)


def fits_words(said: Any) -> str:
    kinds = [kind_words(kind) for kind in said.kinds]
    words = ", ".join(f"“{word}”" for word in said.words)
    return " · ".join(part for part in (", ".join(kinds), words) if part)


def state_words(one: Guideline, viewer: Viewer) -> str:
    if one.is_adopted and one.adopted_by and one.adopted_at:
        return _("adopted by %(who)s, %(when)s") % {
            "who": one.adopted_by.name, "when": moment_words(viewer, one.adopted_at),
        }  # fmt: skip
    return _("A draft: nobody licensed has adopted it as it stands.")


def row(one: Guideline, viewer: Viewer, today: date) -> Row:
    return Row(
        one.title, fits_words(one), who_words(one), state_words(one, viewer), one.is_adopted,
        not one.is_retired and one.review_on < today, day_words(one.review_on),
        page_url("guidelines:guideline", one.pk),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    number: int
    who: str
    when: str
    title: str
    sections: list[Section]


def past(one: Version, viewer: Viewer) -> Past:
    return Past(one.number, one.author_name, moment_words(viewer, one.at), one.title, sections(one))


@dataclass(frozen=True, slots=True)
class Beside:
    """One that fits a message, as it stands beside it."""

    mark: str
    title: str
    met: str
    who: str
    sections: list[Section]
    phrases: list[str]


def beside(one: Guideline, met: str) -> Beside:
    return Beside(
        f"{one.pk}@{one.number}", one.title, met, who_words(one), sections(one), [str(p) for p in one.phrases]
    )


def problem_words(problem: Problem) -> str:
    return {
        "empty": _("Please give it a title."),
        "no-kind": _("Choose among the kinds that are there."),
        "no-role": _("Choose who may answer."),
        "too-many": _("At most %(n)d words.") % {"n": MOST_WORDS},
        "never-found": _("Give it a kind or a word: else nobody ever finds it beside a message."),
        "must-say": _("Please write it: whoever answers looks here first."),
        "too-long": _("At most %(n)d characters.") % {"n": CHARACTERS},
        "changed-meanwhile": _(
            "Somebody saved another version meanwhile. Look at it; what you typed is kept."
        ),
    }.get(problem.code, _("That did not work. Please look at it again."))
