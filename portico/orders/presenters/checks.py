"""What the refill protocol says, in sentences: the verdict, each reason, what was looked at and is right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portico.core.presenters import day_words
from portico.orders.presenters.named import class_words, first_up, lab_words
from portico.orders.rules.protocol import Answer, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Said:
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """For c-check: the title names the class, `kind` is the chip's."""

    title: str
    verdict: str
    kind: str
    version: str
    is_draft: bool
    fails: list[Said]
    met: list[Said]
    has_refills: bool
    bridge_days: int
    needs_booking: bool
    is_met: bool


def shown(answer: Answer, *, is_adopted: bool) -> Check:
    classes = list(dict.fromkeys(class_words(row) for row in answer.rows))
    title = _("Refill check: %(what)s") % {"what": ", ".join(classes)} if classes else _("Refill check")
    return Check(
        title=title, verdict=verdict_words(answer), kind="done" if answer.is_met else "needs",
        version=answer.version, is_draft=not is_adopted, fails=_once(why(r) for r in answer.reasons),
        met=_once(right(r) for r in answer.met), has_refills=any(r.code == "refills-left" for r in answer.reasons),
        bridge_days=answer.bridge_days, needs_booking=answer.needs_booking, is_met=answer.is_met,
    )  # fmt: skip


def in_words(answer: Answer) -> str:
    """The verdict and each reason, in a few lines: for a question to a physician."""
    lines = [shown(answer, is_adopted=True).title + ": " + verdict_words(answer)]
    lines += [f"- {said.title} {said.detail}".strip() for said in _once(why(r) for r in answer.reasons)]
    return "\n".join(lines)


def _once(said: Iterable[Said]) -> list[Said]:
    """Two ingredients may ask the same."""
    return list(dict.fromkeys(said))


def verdict_words(answer: Answer) -> str:
    n = len(_once(why(r) for r in answer.reasons))
    return {
        Verdict.MEETS: _("Meets"),
        Verdict.FAILS: ngettext("Does not meet: %(n)d reason", "Does not meet: %(n)d reasons", n) % {"n": n},
        Verdict.EXCLUDED: _("Never by protocol"),
        Verdict.UNKNOWN: _("Not recognized"),
    }[answer.verdict]


def _day(day: date | None) -> str:
    return day_words(day) if day else _("none on record")


def why(reason: Reason) -> Said:
    """Why it is not met."""
    facts = {
        "months": reason.needed, "day": _day(reason.day), "n": reason.number, "needed": reason.needed,
        "what": lab_words(reason.what), "row": class_words(reason.row),
    }  # fmt: skip
    simple = {
        "listed": _("Not on the medicine list."),
        "ordered-here": _("Not ordered here: the patient told us about it."),
        "same-dose": _("Other directions than in the chart."),
        "paused": _("It is paused in the chart."),
        "prohibited": _("There is an order not to take it."),
        "asked-twice": _("The same medicine is asked for in another open request."),
        "being-ordered": _("Another renewal of it is being prepared or waits."),
        "no-order-day": _("No day of the last order on record."),
        "not-recognized": _("The protocol does not know this medicine."),
        "controlled": _("A controlled medicine: a physician decides each time."),
        "not-by-nurses": _("This class is not renewed under the protocol (%(row)s).") % facts,
        "clinic": _("Its own clinic sees to it (%(row)s).") % facts,
        "clinician": _("A clinician decides each time (%(row)s).") % facts,
        "look": _("Blood pressure of the last 12 months: please look it up, the check can't see it."),
    }
    if reason.code in simple:
        return Said(simple[reason.code])
    return _with_facts(reason, facts)


def _with_facts(reason: Reason, facts: Mapping[str, Any]) -> Said:
    refills = ngettext(
        "%(n)d refill should be left at the pharmacy.",
        "%(n)d refills should be left at the pharmacy.",
        reason.number,
    )
    return {
        "visit": Said(_("No visit in the last %(months)d months.") % facts, _("Last visit: %(day)s.") % facts),
        "lab": Said(_("No %(what)s in the last %(months)d months.") % facts, _("Last one: %(day)s.") % facts),
        "refills-left": Said(refills % facts, _("Last ordered %(day)s.") % facts),
        "supply": Said(_("Too soon: %(n)d %% of the supply is used, %(needed)d %% are needed.") % facts,
                       _("Last ordered %(day)s.") % facts),
        "age": Said(_("Only from the age of %(needed)d on.") % facts),
        "on-it": Said(_("Not yet taken for %(months)d months.") % facts, _("First order: %(day)s.") % facts),
    }[reason.code]  # fmt: skip


def right(reason: Reason) -> Said:
    """What was looked at and is right."""
    day, used = _day(reason.day), _("%(n)d %% used") % {"n": reason.number}
    no_supply = _("No supply on record")
    return {
        "listed": Said(_("On the medicine list")),
        "ordered-here": Said(_("Ordered here")),
        "same-dose": Said(_("Directions as in the chart")),
        "last-ordered": Said(_("Last ordered"), f"{day}. {no_supply}"),
        "supply": Said(_("Last ordered"), f"{day}, {used}"),
        "visit": Said(_("Visit"), day),
        "lab": Said(first_up(lab_words(reason.what)), day),
        "age": Said(_("Age"), str(reason.number)),
        "on-it": Said(_("Taken since"), day),
    }[reason.code]


def kept(answer: Mapping[str, Any]) -> tuple[list[Said], list[Said]]:
    """Why not, and what was right, as it was when the order was sent (models.Order.answer)."""
    wrong, met = ([_reason(said) for said in answer.get(name, ())] for name in ("reasons", "met"))
    return _once(why(reason) for reason in wrong), _once(right(reason) for reason in met)


def _reason(said: Mapping[str, Any]) -> Reason:
    day = date.fromisoformat(said["day"]) if said.get("day") else None
    return Reason(said["code"], said["row"], said["what"], day, said["number"], said["needed"])


def kept_verdict(answer: Mapping[str, Any]) -> str:
    if not answer:
        return ""
    return {
        Verdict.MEETS: _("Meets the protocol"),
        Verdict.FAILS: _("Does not meet the protocol"),
        Verdict.EXCLUDED: _("Never by protocol"),
        Verdict.UNKNOWN: _("The protocol does not know it"),
    }[Verdict(answer["verdict"])]
