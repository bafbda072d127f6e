"""Quick actions in words: what one does, what is wrong with one, why it was not done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portico.clinic.presenters import kind_words
from portico.core.presenters import moment_words, page_url
from portico.core.viewer import Viewer
from portico.letters.presenters import kind_words as letter_kind
from portico.phrases.rules.text import CHARACTERS
from portico.quickactions.models import QuickAction, Version
from portico.quickactions.rules.also import WORDS, Also, Do, needed
from portico.quickactions.rules.content import TITLE, Content, Ends, Problem
from portico.quickactions.rules.habits import Habit
from portico.quickactions.rules.worn import Worn
from portico.scheduling.presenters import visit_type_words
from portico.triage.presenters import why_words as triage_why

ENDS: dict[str, str] = {
    Ends.CLOSE: gettext_noop("Answer and close"),
    Ends.WAIT: gettext_noop("Answer and wait for the patient"),
    Ends.KEEP: gettext_noop("Answer and keep it open"),
    Ends.ROUTE: gettext_noop("Send it to another pool, with a reason"),
    Ends.ASK: gettext_noop("Ask the physician, with what the refill check says"),
    Ends.CALL: gettext_noop("A call was made: log it and close"),
    Ends.THANKS: gettext_noop("Close: only said thank you"),
    Ends.DUPLICATE: gettext_noop("Close: sent twice"),
    Ends.NOT_FOR_US: gettext_noop("Close: not for us"),
}


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    does: str
    fits: str
    owner: str
    used: str
    href: str
    is_retired: bool
    worn: str = ""


def worn_words(one: Worn | None) -> str:
    if one is None:
        return ""
    said = {"changed": one.changed, "cases": one.cases}
    return _("Its text was changed before sending in %(changed)d of %(cases)d cases of ninety days.") % said


def does_words(content: Content) -> str:
    said = _(ENDS[content.ends]) if content.ends in ENDS else content.ends
    said = f"{said}: {content.pool}" if content.ends == Ends.ROUTE else said
    return ". ".join([said, *(also_words(one) for one in content.also)])


def also_words(one: Also) -> str:
    """One thing that it does beside, in words."""
    said = {"what": one.what, "n": one.days}
    if one.do == Do.VISIT:
        said["what"] = visit_type_words(one.what)
        return _("Offers a visit: %(what)s, within %(n)d days") % said
    if one.do == Do.LETTER:
        return _("Begins a letter: %(what)s") % {"what": letter_kind(one.what)}
    if one.do == Do.RENEWAL:
        return _renewal_words(one) % said
    return {
        Do.RECALL: _("Sets a recall: %(what)s, in %(n)d days"),
        Do.LABORATORY: _("Prepares a lab order: %(what)s"),
        Do.REFERRAL: _("Prepares a referral: %(what)s"),
    }[Do(one.do)] % said


def fits_words(kinds: Iterable[str]) -> str:
    return ", ".join(kind_words(kind) for kind in kinds) or _("Every message")


def owner_words(one: QuickAction) -> str:
    return _("Mine") if one.staff_id else _("The practice's")


def row(one: Any, worn: Worn | None = None) -> Row:
    content = one.content()
    used = ngettext("used %(n)d time", "used %(n)d times", one.used) % {"n": one.used}
    return Row(
        one.title, does_words(content), fits_words(content.kinds), owner_words(one), used,
        page_url("quickactions:action", one.pk), one.is_retired, worn_words(worn),
    )  # fmt: skip


def _renewal_words(one: Also) -> str:
    if one.days and one.is_checked:
        return _("Prepares %(n)d days of the medicine, where the refill check meets")
    if one.days:
        return _("Prepares %(n)d days of the medicine")
    if one.is_checked:
        return _("Prepares a renewal as ordered last, where the refill check meets")
    return _("Prepares a renewal as ordered last")


@dataclass(frozen=True, slots=True)
class Past:
    number: int
    who: str
    when: str
    title: str
    does: str
    english: str
    spanish: str


def past(one: Version, viewer: Viewer) -> Past:
    return Past(
        one.number, one.author_name, moment_words(viewer, one.at), one.title, does_words(one.content()), one.english,
        one.spanish,
    )  # fmt: skip


def problem_words(problem: Problem) -> str:
    said = {"said": problem.said}
    return {
        "empty": _("Please give it a title."),
        "no-kind": _("Choose among the kinds that are there."),
        "no-end": _("Choose what it does."),
        "no-pool": _("Choose the pool."),
        "no-text": _("Please write it in English or in Spanish."),
        "too-long": _("At most %(n)d characters.") % {"n": CHARACTERS},
        "unknown": _("Nothing here is called “%(said)s”. The list of phrases shows what can be put in.")
        % said,
        "to-fill-in": _("“%(said)s” has to be filled in: that is a phrase, and takes more than one click.")
        % said,
        "no-also": _("Choose among what is offered."),
        "twice": _("Once is enough."),
        "long-also": _("At most %(n)d characters.") % {"n": WORDS},
        "no-visit": _("Choose what kind of visit."),
        "no-letter": _("Choose what kind of letter."),
        "days": _("Give the days, from 1 to 366."),
        "refill-alone": _("That is for refills alone: choose that kind and no other."),
        "no-what": _("Please write what."),
        "no-why": _("Please say why: whoever signs reads it."),
        "nothing-more": _("What is closed without an answer does nothing beside."),
        "for-the-team": _("These words are for the team: plain English, with nothing to put in."),
        "changed-meanwhile": _(
            "Somebody saved another version meanwhile. Look at it; what you typed is kept."
        ),
    }.get(problem.code, _("That did not work. Please look at it again."))


def why_words(code: str) -> str:
    """Why a click did nothing."""
    return {
        "changed-meanwhile": _("This quick action was changed a moment ago. Look at what it does now."),
        "another-kind": _("This quick action is not for this kind of message."),
        "no-pool": _("This clinic has no pool of that name."),
        "another-patient": _(
            "Not done: the text names another patient. It stands in the box; read it before you send."
        ),
        "newer-post": _("Not done: a newer message came in. Read it first."),
        "not-licensed": _("Not done: it is flagged, so a nurse, a pharmacist or the pool's lead closes it."),
        "not-clinical": _(
            "Not done: it is about health, so a nurse, a pharmacist or a medical assistant ends it."
        ),
        "taken": _("Not done: somebody else has this now."),
        "closed": _("Not done: this was answered or closed meanwhile."),
        "unfinished": _("Not done: something that it prepares is not known here. Do it by hand."),
        "not-yours": _("Not done: it prepares what your role does not prepare."),
        "no-medicine": _("Not done: the message names no medicine of the list whose last order is complete."),
        "never": _(
            "Not done: the refill check says that this is never renewed by protocol. Ask the physician."
        ),
        "not-met": _(
            "Not done: the refill check does not say that it meets. Its reasons stand beside the message."
        ),
        "no-physician": _("Not done: this clinic has no physician who answers today."),
        "one-by-one": _("Calls, and questions to a physician, are done one at a time."),
        "none": _("Nothing was done: these are not in your pools any more."),
        "same-pool": _("It is in that pool already."),
    }.get(code) or triage_why(code)


def part_why(code: str) -> str:
    """Why one of many was not done, or not taken back."""
    return {
        "flagged": _("It is flagged: open it."),
        "not-there": _("It is not in your pools any more."),
        "moved": _("Somebody has worked on it since."),
        "taken": _("Somebody else has this now."),
        "another-kind": _("It is another kind of message."),
        "another-patient": _("The text would name another patient. Open it."),
        "newer-post": _("A newer message came in. Read it first."),
        "unfinished": _("Something that the text says is not known for this patient."),
        "changed-meanwhile": _("The quick action was changed meanwhile."),
        "broken": _(
            "Something broke, again and again. Do it by hand, and tell whoever looks after the system."
        ),
    }.get(code) or why_words(code)


@dataclass(frozen=True, slots=True)
class Chip:
    """What a button sends: the action with its version."""

    key: UUID
    number: int
    title: str
    does: str

    @property
    def mark(self) -> str:
        return f"{self.key}@{self.number}"


@dataclass(frozen=True, slots=True)
class Found:
    """A habit with its evidence; `number` in the list."""

    number: int
    kind: str
    does: str
    how_often: str
    how_long: str
    saves: str
    texts: list[str]


def found(number: int, habit: Habit, viewer: Viewer) -> Found:
    said = {"count": habit.count, "cases": habit.cases, "percent": round(habit.share * 100)}
    whose = (
        _("You did this %(count)d of %(cases)d times in ninety days (%(percent)d %%).")
        if habit.who == str(viewer.staff_id)
        else _("Your pool did this %(count)d of %(cases)d times in ninety days (%(percent)d %%).")
    )
    return Found(
        number, kind_words(habit.kind), does_words(content_of(habit)), whose % said,
        _("About %(n)s minutes each.") % {"n": f"{habit.minutes:.1f}"} if habit.minutes else "",
        _saves(habit.hours), [text for text in (habit.text, habit.spanish) if text],
    )  # fmt: skip


def _saves(hours: float) -> str:
    return (
        _("A button would save about %(n)s hours a month.") % {"n": f"{hours:.1f}"} if hours >= 0.05 else ""
    )


def content_of(habit: Habit) -> Content:
    """As a quick action, to be read and changed before it is saved."""
    return Content(
        title=f"{kind_words(habit.kind)}: {_(ENDS[habit.end])}"[:TITLE], kinds=(habit.kind,), ends=habit.end,
        english=habit.text, spanish=habit.spanish, pool=habit.pool,
    )  # fmt: skip


def offered(viewer: Viewer, rows: Iterable[Any], kind: str) -> list[Any]:
    """Of what queries.usable gave, those that fit and that this person may use whole; of those equally used, the ones
    made for this kind first."""
    fitting = [row for row in rows if (content := row.content()).fits(kind) and _may(viewer, content)]
    return sorted(fitting, key=lambda row: (-row.used, not row.kinds))


def _may(viewer: Viewer, content: Content) -> bool:
    asks = {"orders.view"} if content.ends == Ends.ASK else set()
    return all(viewer.may(verb) for verb in needed(content.also) | asks)


def chip(one: QuickAction) -> Chip:
    return Chip(one.pk, one.number, one.title, does_words(one.content()))
