"""Phrases in words: whose they are, what is wrong with one, what is still to be put in, how one will read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from portico.clinic.presenters import KIND_WORDS
from portico.core.presenters import day_words, moment_words, page_url
from portico.core.viewer import Viewer
from portico.phrases.models import Phrase, Version
from portico.phrases.rules.content import Problem
from portico.phrases.rules.review import is_past
from portico.phrases.rules.shortcut import Owner
from portico.phrases.rules.text import CHARACTERS, Expanded, Fault, Kind, Mark, expand
from portico.phrases.rules.variant import variant

TOKEN_WORDS = {
    "patient.first_name": gettext_noop("First name of the patient"),
    "patient.preferred_name": gettext_noop("How the patient likes to be called"),
    "practice.name": gettext_noop("Name of the practice"),
    "practice.phone": gettext_noop("Phone of the patient's clinic"),
    "clinician.name": gettext_noop("Name of the patient's clinician"),
    "last_visit.date": gettext_noop("Day of the last visit"),
    "next_visit.date": gettext_noop("Day of the next visit"),
    "med.name": gettext_noop("Medicine that the message is about"),
    "med.dose": gettext_noop("How that medicine is taken"),
    "pharmacy.name": gettext_noop("Pharmacy that the patient named"),
    "result.name": gettext_noop("Test that the message is about"),
    "result.date": gettext_noop("Day of that test"),
    "result.value": gettext_noop("Value of that test"),
    "referral.to": gettext_noop("To whom the newest referral goes"),
    "referral.date": gettext_noop("Day of that referral"),
    "referral.state": gettext_noop("How far that referral is"),
    "asked.specialist": gettext_noop("Specialist that the patient asks for"),
    "asked.reason": gettext_noop("Why the patient asks for one"),
    "due.date": gettext_noop("Day by which we promised an answer"),
    "user.signature": gettext_noop("Your name and calling"),
}
# Nobody: how a phrase reads while it is written, when no patient is at hand.
SAMPLE = {
    "patient.first_name": "Alex", "patient.preferred_name": "Alex", "practice.phone": "555-0100",
    "practice.name": gettext_noop("Your practice"), "clinician.name": "Dr Sample",
    "last_visit.date": gettext_noop("Mon 5 Jan"), "next_visit.date": gettext_noop("Tue 3 Mar"),
    "med.name": gettext_noop("blood pressure medicine 10 mg"), "med.dose": gettext_noop("one tablet a day"),
    "pharmacy.name": gettext_noop("Corner Pharmacy"), "result.name": gettext_noop("kidney filtering"),
    "result.date": gettext_noop("Fri 2 Jan"), "result.value": "72", "due.date": gettext_noop("Thu 8 Jan"),
    "referral.to": gettext_noop("Lakeside Cardiology"), "referral.date": gettext_noop("Fri 2 Jan"),
    "referral.state": gettext_noop("open"), "asked.specialist": gettext_noop("skin doctor"),
    "asked.reason": gettext_noop("a mole that changed"),
    "user.signature": gettext_noop("Sam Sample, nurse"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    shortcut: str
    title: str
    owner: str
    fits: str
    languages: str
    review: str
    is_past: bool
    is_retired: bool
    href: str


@dataclass(frozen=True, slots=True)
class Past:
    """A version in the list of them."""

    number: int
    what: str
    when: str
    who: str
    title: str
    shortcut: str
    english: str
    spanish: str
    may_return: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `mark`: what kind of mark it is, where it is one; `is_filled`: a value that was put in."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """How it reads in one language, and what is still to be put in."""

    language: str
    label: str
    pieces: list[Piece]
    left: list[str]


def owner_words(phrase: Phrase) -> str:
    if phrase.owner is Owner.PERSON:
        return _("Mine")
    if phrase.pool is not None:
        return _("%(name)s, %(site)s") % {"name": phrase.pool.name, "site": phrase.pool.site.name}
    return _("The practice's")


def kind_words(kinds: Iterable[str]) -> str:
    """Of a phrase without kinds: it fits all."""
    return ", ".join(_(KIND_WORDS[kind]) for kind in kinds if kind in KIND_WORDS) or _("Every message")


def language_words(language: str) -> str:
    return {"en": _("English"), "es": _("Spanish")}.get(language, language)


def row(phrase: Phrase, today: date) -> Row:
    there = [code for code, text in (("en", phrase.english), ("es", phrase.spanish)) if text.strip()]
    return Row(
        shortcut=phrase.shortcut,
        title=phrase.title,
        owner=owner_words(phrase),
        fits=kind_words(phrase.kinds),
        languages=", ".join(language_words(code) for code in there),
        review=day_words(phrase.review_on),
        is_past=not phrase.is_retired and is_past(phrase.review_on, today),
        is_retired=phrase.is_retired,
        href=page_url("phrases:phrase", phrase.pk),
    )


def past(
    version: Version, before: Version | None, phrase: Phrase, viewer: Viewer, *, may_write: bool
) -> Past:
    return Past(
        number=version.number,
        what=_what(version, before),
        when=moment_words(viewer, version.at),
        who=version.author_name,
        title=version.title,
        shortcut=version.shortcut,
        english=version.english,
        spanish=version.spanish,
        may_return=may_write and version.number != phrase.number and not phrase.is_retired,
    )


def _what(version: Version, before: Version | None) -> str:
    if version.restored is not None:
        return _("Went back to version %(number)d") % {"number": version.restored}
    if version.number == 1:
        return _("Written")
    if before is not None and version.is_retired != before.is_retired:
        return _("Retired") if version.is_retired else _("Brought back")
    return _("Changed")


def problem_words(problem: Problem) -> str:
    said = {"said": problem.said}
    return {
        "no-shortcut": _("Small letters, digits and dashes, at most 29, such as .bp-ok."),
        "empty": _("Please give it a title."),
        "no-kind": _("Choose among the kinds that are there."),
        "no-text": _("Please write it in English or in Spanish."),
        "too-long": _("At most %(n)d characters.") % {"n": CHARACTERS},
        Fault.UNKNOWN_NAME: _(
            "Nothing here is called “%(said)s”. The list beside the text shows what can be put in."
        )
        % said,
        Fault.FEW_CHOICES: _("“%(said)s” leaves nothing to choose. Write it like [[one|another]].") % said,
        Fault.EMPTY_CHOICE: _("“%(said)s” has an empty choice.") % said,
        Fault.MARK_IN_CHOICE: _("“%(said)s” has another mark inside a choice. Put it beside the brackets.")
        % said,
        Fault.NOT_CLOSED: _("“%(said)s” stands alone: a pair of brackets is not complete.") % said,
        "shortcut-taken": _("There is a phrase with this shortcut already. Choose another one."),
        "changed-meanwhile": _(
            "Somebody saved another version meanwhile. It is shown above the boxes; yours is kept. Save again to put "
            "yours over it."
        ),
    }.get(problem.code, _("That did not work. Please look at it again."))


def left_words(mark: Mark) -> str:
    """What is still to be put in, as a piece of a sentence."""
    if mark.kind is Kind.NAME and mark.name in TOKEN_WORDS:
        return f"{mark.said} ({_(TOKEN_WORDS[mark.name])})"
    if mark.kind is Kind.CHOICE:
        return _("the choice %(said)s") % {"said": mark.said}
    if mark.kind is Kind.FILL:
        return _("the blank %(said)s") % {"said": mark.said}
    return mark.said


def left_sentence(left: Iterable[Mark]) -> str:
    """Why an answer was not sent: everything that is left, each kind of it once."""
    named = list(dict.fromkeys(left_words(mark) for mark in left))
    shown = named[:SHOWN_AT_MOST]
    if len(named) > len(shown):
        shown.append(_("and %(n)d more") % {"n": len(named) - len(shown)})
    return _("Not sent: something still has to be put in: %(left)s. Your text is kept.") % {
        "left": "; ".join(shown)
    }


SHOWN_AT_MOST = 8


def tokens() -> list[tuple[str, str]]:
    """Everything that can be put in, with words."""
    return [(f"{{{{{name}}}}}", _(words)) for name, words in TOKEN_WORDS.items()]


def sample(language: str) -> dict[str, str]:
    with override(language):
        return {name: _(words) for name, words in SAMPLE.items()}


def previews(english: str, spanish: str) -> list[Preview]:
    """How a phrase reads for nobody in particular, in each language that it has."""
    texts = (("en", english), ("es", spanish))
    return [preview(text, sample(code), code) for code, text in texts if text.strip()]


def preview(text: str, facts: Mapping[str, str], language: str) -> Preview:
    made = expand(text, facts)
    left = list(dict.fromkeys(left_words(mark) for mark in made.left))
    return Preview(language, language_words(language), pieces(made), left)


def pieces(made: Expanded) -> list[Piece]:
    found, at = [], 0
    for mark in made.left:
        found += [Piece(made.text[at : mark.start]), Piece(mark.said, mark.kind)]
        at = mark.end
    return [piece for piece in (*found, Piece(made.text[at:])) if piece.text]


@dataclass(frozen=True, slots=True)
class Offer:
    """A phrase for one patient: what would stand in the box. `note`: that it is not in the patient's language."""

    key: UUID
    number: int
    shortcut: str
    title: str
    owner: Owner
    language: str
    note: str
    text: str
    pieces: list[Piece]
    left: list[str]

    @property
    def mark(self) -> str:
        return f"{self.key}@{self.number}"


def offer(phrase: Phrase, facts: Mapping[str, Mapping[str, str]], language: str) -> Offer:
    """`facts`: of the one patient of the item, in each language; `language`: the patient's."""
    spoken = variant(english=phrase.english, spanish=phrase.spanish, language=language)
    made = expand(spoken.text, facts[spoken.language])
    return Offer(
        key=phrase.pk, number=phrase.number, shortcut=phrase.shortcut, title=phrase.title, owner=phrase.owner,
        language=spoken.language, note=_other(spoken.language) if spoken.is_other else "", text=made.text,
        pieces=pieces(made), left=list(dict.fromkeys(left_words(mark) for mark in made.left)),
    )  # fmt: skip


def _other(language: str) -> str:
    return (
        _("Only in English; the patient reads another language.")
        if language == "en"
        else _("Only in Spanish.")
    )
