"""An order in words: what it says, where it stands, what happened to it, why something was refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portico.core.presenters import (
    day_words,
    moment_words,
    near_words,
    page_language,
    page_url,
    today,
)
from portico.core.viewer import Viewer
from portico.lib.days import age_on
from portico.lib.words import Kind as Thing
from portico.lib.words import words
from portico.orders.models import Order, Step
from portico.orders.presenters.checks import Said, kept, kept_verdict
from portico.orders.rules.order import Basis, Kind, SigningList, State

KINDS = {
    Kind.RENEWAL: gettext_noop("Renewal"),
    Kind.LABORATORY: gettext_noop("Lab order"),
    Kind.REFERRAL: gettext_noop("Referral"),
}
PRIORITIES = {
    "routine": gettext_noop("Routine"),
    "soon": gettext_noop("Soon"),
    "urgent": gettext_noop("Urgent"),
}
PREPARE = {
    Kind.RENEWAL: gettext_noop("Prepare a renewal"),
    Kind.LABORATORY: gettext_noop("Prepare a lab order"),
    Kind.REFERRAL: gettext_noop("Prepare a referral"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One line of a list of orders, across patients."""

    key: UUID
    href: str
    person: str
    kind: str
    title: str
    detail: str
    state: str
    tone: str


def kind_words(kind: str) -> str:
    return _(KINDS[Kind(kind)])


def prepare_words(kind: Kind) -> str:
    return _(PREPARE[kind])


def title(order: Order) -> str:
    """The medicine as plain as the chart names it; anything else as it was written."""
    if order.kind != Kind.RENEWAL:
        return order.what
    return (
        words(Thing.MEDICINE, system="", code="", text=order.what, language=page_language()).plain
        or order.what
    )


def state_words(order: Order) -> tuple[str, str]:
    if order.state == State.TO_SIGN:
        if order.waits_on == SigningList.PROTOCOL:
            return _("To sign under the protocol"), "action"
        name = order.asked_of.name if order.asked_of else _("a physician")
        return _("To be signed by %(name)s") % {"name": name}, "action"
    if order.state == State.SIGNED:
        return (_("In the record system"), "done") if order.entered_at else (_("Signed"), "done")
    return {
        State.DRAFTED: (_("Draft"), "quiet"),
        State.RETURNED: (_("Returned"), "needs"),
        State.WITHDRAWN: (_("Withdrawn"), "quiet"),
    }[State(order.state)]


def card(order: Order, viewer: Viewer) -> Card:
    state, tone = state_words(order)
    patient = order.patient
    age = age_on(patient.birth_date, today(viewer))
    person = f"{patient.full_name}, {age}" if age is not None else patient.full_name
    said = [kept_verdict(order.answer) if order.state == State.TO_SIGN else "", _by(order, viewer)]
    return Card(
        order.pk, page_url("orders:order", order.patient_id, order.pk), person, kind_words(order.kind), title(order),
        " · ".join(part for part in said if part), state, tone,
    )  # fmt: skip


def _by(order: Order, viewer: Viewer) -> str:
    if order.state == State.RETURNED:
        return order.returned_why
    if order.signed_by and order.signed_at:
        facts = {"name": order.signed_by.name, "when": near_words(viewer, order.signed_at, is_inside=True)}
        return _("Signed by %(name)s, %(when)s") % facts
    facts = {
        "name": order.drafted_by.name,
        "when": near_words(viewer, order.sent_at or order.drafted_at, is_inside=True),
    }
    return _("Prepared by %(name)s, %(when)s") % facts


def lines(order: Order) -> list[Said]:
    """What is ordered, label and words; what is empty is left out."""
    labels = {
        Kind.RENEWAL: (_("Medicine"), _("Pharmacy")),
        Kind.LABORATORY: (_("Tests"), _("Laboratory")),
        Kind.REFERRAL: (_("Specialty"), _("To")),
    }[Kind(order.kind)]
    table = [
        (labels[0], order.what),
        (_("Directions"), order.directions),
        (_("How much"), order.quantity),
        (_("Refills"), "" if order.refills is None else str(order.refills)),
        (_("Why"), order.reason),
        (_("How soon"), _(PRIORITIES[order.priority]) if order.priority in PRIORITIES else order.priority),
        (labels[1], order.place),
        (_("Note"), order.note),
    ]
    return [Said(label, value) for label, value in table if value]


@dataclass(frozen=True, slots=True)
class Shown:
    """One order, for its page and for paper."""

    kind: str
    title: str
    state: str
    tone: str
    lines: list[Said]
    signature: str
    entered: str
    verdict: str
    reasons: list[Said]
    met: list[Said]
    version: str


def shown(order: Order, viewer: Viewer) -> Shown:
    state, tone = state_words(order)
    reasons, met = kept(order.answer)
    return Shown(
        kind=kind_words(order.kind), title=title(order), state=state, tone=tone, lines=lines(order),
        signature=_signature(order, viewer), entered=_entered(order, viewer), verdict=kept_verdict(order.answer),
        reasons=reasons, met=met, version=str(order.answer.get("version", "")),
    )  # fmt: skip


def _signature(order: Order, viewer: Viewer) -> str:
    if order.signed_by is None:
        return ""
    facts = {"name": order.signed_by.name, "when": moment_words(viewer, order.signed_at)}
    if order.basis == Basis.PROTOCOL:
        return _("Signed by %(name)s under the refill protocol, %(when)s") % facts
    return _("Signed by %(name)s, %(when)s") % facts


def _entered(order: Order, viewer: Viewer) -> str:
    if order.entered_at is None:
        return ""
    name = order.entered_by.name if order.entered_by else _("the connection")
    facts = {"name": name, "when": moment_words(viewer, order.entered_at)}
    return _("Entered in the record system by %(name)s, %(when)s") % facts


def history(steps: list[Step], viewer: Viewer) -> list[dict[str, str]]:
    return [
        {
            "what": step_words(step.what),
            "who": step.staff.name if step.staff else "",
            "when": near_words(viewer, step.at),
            "reason": step.reason,
        }
        for step in steps
    ]


def step_words(what: str) -> str:
    return {
        "drafted": _("Drafted"),
        "corrected": _("Corrected"),
        "sent": _("Sent to be signed"),
        "taken-back": _("Taken back"),
        "withdrawn": _("Withdrawn"),
        "undone": _("Withdrawn: what it came with was taken back"),
        "signed": _("Signed"),
        "unsigned": _("Signature taken back"),
        "returned": _("Returned"),
        "handed-over": _("Handed over to the record system"),
        "entered": _("Entered in the record system"),
    }.get(what, what)


def sent_words(order: Order) -> str:
    """After sending: who has it now."""
    if order.waits_on == SigningList.PROTOCOL:
        return _("Sent: it meets the protocol, a nurse or a pharmacist signs it.")
    name = order.asked_of.name if order.asked_of else ""
    return _("Sent to %(name)s to sign.") % {"name": name} if name else _("Sent to the physicians to sign.")


def adopted_words(adoption: Any, viewer: Viewer) -> str:
    if adoption is None:
        return ""
    day: datetime = adoption.at
    facts = {"name": adoption.staff.name, "day": day_words(day.date())}
    return _("Adopted by %(name)s on %(day)s") % facts


def why_words(code: str) -> str:
    """Why something was refused, and what to do."""
    return {
        "physician": _("Physicians sign what the team prepared; the team does this."),
        "signed": _("This is signed and does not change any more. Write a new order instead."),
        "withdrawn": _("This was withdrawn."),
        "waits": _("This waits for a signature. Take it back first."),
        "not-sent": _("This was not sent to be signed."),
        "not-licensed": _("Only somebody licensed signs."),
        "for-physician": _("This waits for a physician: it does not meet the protocol, or is no renewal."),
        "not-yet": _(
            "Whoever prepared this can still take it back. In two minutes at most it waits for you."
        ),
        "of-another": _("Another physician was asked to sign this."),
        "not-met": _("It does not meet the protocol any more. Take it back and send it to a physician."),
        "changed": _("It was changed since you opened it. Please read it again."),
        "not-yours": _("Only whoever signed takes a signature back."),
        "too-late": _("It was too late to undo."),
        "no-reason": _("Please say what has to change."),
        "no-physician": _("Nobody is on duty for this physician. Choose another one."),
        "not-handed": _("This is not ready to be entered yet."),
        "entered": _("Somebody has entered this already."),
        "empty": _("Please say what is ordered."),
        "form": _("Please look at what is marked below. Everything you typed is kept."),
        "another-item": _("This form belongs to another message. Nothing was done."),
    }.get(code, _("That did not work. Please look at it again."))
