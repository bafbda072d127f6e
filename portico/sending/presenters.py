"""The rules for sending in words: for the team, for the handout, and for somebody whose message was not taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import segno
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portico.clinic.presenters import kind_words
from portico.core.drawn import HTML, html
from portico.core.presenters import day_words, moment_words
from portico.core.viewer import Viewer
from portico.sending.models import Handout, RuleSet
from portico.sending.rules.limits import Rules, from_data
from portico.sending.rules.may_send import Answer, Why

PRESET_WORDS = {
    "usual": gettext_noop("As most practices do"),
    "narrow": gettext_noop("Narrow: short messages, seen within a year"),
    "wide": gettext_noop("Wide: long messages, seen within three years"),
}


def characters_words(rules: Rules) -> str:
    return _("A message has up to %(n)d characters.") % {"n": rules.characters}


def lines(rules: Rules) -> list[str]:
    """Each rule as a sentence, to whoever writes."""
    said = [characters_words(rules), *_seen(rules)]
    if rules.most_open is not None:
        said.append(
            ngettext(
                "Up to %(n)d conversation may be open at once.", "Up to %(n)d conversations may be open at once.",
                rules.most_open,
            )
            % {"n": rules.most_open}
        )  # fmt: skip
    if rules.new_a_day is not None:
        said.append(
            ngettext(
                "Up to %(n)d new message within 24 hours.", "Up to %(n)d new messages within 24 hours.",
                rules.new_a_day,
            )
            % {"n": rules.new_a_day}
        )  # fmt: skip
    said.append(_reply(rules))
    return said


def _seen(rules: Rules) -> list[str]:
    """One sentence for all kinds with the same months."""
    by_months: dict[int, list[str]] = {}
    for kind, months in rules.seen.items():
        by_months.setdefault(months, []).append(kind_words(kind))
    return [
        _("Seen here within %(n)d months, or a visit booked, for: %(kinds)s.")
        % {"n": months, "kinds": ", ".join(kinds)}
        for months, kinds in sorted(by_months.items())
    ]


def _reply(rules: Rules) -> str:
    if not rules.reply_days:
        return _("A conversation that was closed takes no reply: please write a new message.")
    return (
        ngettext(
            "You can write back until %(n)d day after a conversation was closed.",
            "You can write back until %(n)d days after a conversation was closed.",
            rules.reply_days,
        )
        % {"n": rules.reply_days}
    )  # fmt: skip


def always_words() -> list[str]:
    """What no rule stops."""
    return [
        _("A refill, an appointment, a bill, a form, your details and help with the portal are always open."),
        _("So is a question on a result or a visit of the last thirty days."),
        _("What sounds dangerous is never stopped. In an emergency do not write: call 911."),
    ]


def refused_words(answer: Answer) -> str:
    """Why it was not taken, and what opens the way, to whoever wrote it; nothing where it was."""
    if answer.why is None:
        return ""
    said = {"n": answer.needed}
    return {
        Why.TOO_LONG: _("It is too long: up to %(n)d characters fit."),
        Why.NOT_SEEN: _(
            "Your care team answers this kind of message for people whom they saw within %(n)d months, or who have a "
            "visit booked. Please ask for an appointment first; then you can send this."
        ),
        Why.TOO_MANY_OPEN: _(
            "There are %(n)d open conversations already. Please write back in one of them, call, or ask for an "
            "appointment."
        ),
        Why.TOO_MANY_TODAY: _(
            "There were %(n)d new messages within 24 hours already. Please write tomorrow, call, or ask for an "
            "appointment."
        ),
    }[answer.why] % said


@dataclass(frozen=True, slots=True)
class Shown:
    """A version in the list of them."""

    number: int
    lines: list[str]
    who: str
    when: str
    adopted: str
    states: str
    approved: str
    is_in_force: bool


def shown(found: RuleSet, viewer: Viewer, in_force: int) -> Shown:
    adopted = (
        _("adopted by %(who)s, %(when)s")
        % {"who": found.adopted_by.name, "when": moment_words(viewer, found.adopted_at)}
        if found.adopted_by and found.adopted_at
        else ""
    )
    approved = (
        _("approved for the law by %(who)s, %(day)s")
        % {"who": found.approved_by, "day": day_words(found.approved_on)}
        if found.approved_by and found.approved_on
        else ""
    )
    return Shown(
        found.number, lines(from_data(found.rules)), found.author_name, moment_words(viewer, found.at), adopted,
        found.states, approved, found.number == in_force,
    )  # fmt: skip


def why_words(code: str) -> str:
    return {
        "changed-meanwhile": _("Somebody wrote other rules meanwhile. Look at them first."),
        "looser": _("Your own rules may only be narrower than the practice's."),
        "no-reason": _("Please give a reason."),
        "no-day": _("Choose a day within a year from today."),
    }.get(code, _("That did not work. Please look at it again."))


def handed(rows: Sequence[Handout], viewer: Viewer) -> list[str]:
    said = {Handout.How.GIVEN: _("Given on paper"), Handout.How.DISCUSSED: _("Talked over")}
    return [f"{said[Handout.How(row.how)]}: {row.staff.name}, {moment_words(viewer, row.at)}" for row in rows]


def lifted_words(until: date, reason: str) -> str:
    return _("The caps are lifted through %(day)s: %(reason)s") % {"day": day_words(until), "reason": reason}


QR = '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="{}"/></svg>'
QUIET = 4  # modules around a QR code, as ISO 18004 asks


def code(address: str, described: str) -> HTML:
    """A QR code of an address as a picture that stands in the page: no file, no other host."""
    rows = [list(row) for row in segno.make(address, error="m").matrix]
    dark = [(x + QUIET, y + QUIET) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    path, size = " ".join(f"M{x} {y}h1v1h-1z" for x, y in dark), str(len(rows) + 2 * QUIET)
    return html(QR, size, size, described, path)
