"""A booking ticket in words: for the patient, for the team, and why something can't be done."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portico.core.presenters import day_words, item_url, moment_words, near_words, today
from portico.core.viewer import Viewer
from portico.lib.days import age_on
from portico.scheduling.models import Offer, Ticket, TicketStep
from portico.scheduling.rules.ticket import ENDED_WITHOUT, State

TYPES = {
    "follow-up": gettext_noop("Follow-up visit"),
    "new-problem": gettext_noop("Visit for something new"),
    "annual": gettext_noop("Yearly check-up"),
    "nurse": gettext_noop("Visit with a nurse"),
    "laboratory": gettext_noop("Blood or other tests"),
    "vaccine": gettext_noop("Vaccination"),
    "video": gettext_noop("Video visit"),
}
STEPS = {
    "issued": gettext_noop("Asked for a visit"),
    "offered": gettext_noop("Offered times"),
    "chosen": gettext_noop("The patient chose a time"),
    "chosen-by-phone": gettext_noop("The patient chose a time by telephone"),
    "none-fits": gettext_noop("None of the times fitted"),
    "declined": gettext_noop("The patient wants no visit"),
    "gone": gettext_noop("The chosen time was taken meanwhile"),
    "entered": gettext_noop("Entered in the record system"),
    "extended": gettext_noop("Given more time"),
    "set-aside": gettext_noop("Set aside"),
    "lapsed": gettext_noop("Ran out of time"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    key: UUID
    when: str
    detail: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ForPatient:
    key: UUID
    href: str
    title: str
    who: str
    why: str
    window: str
    choose_by: str
    state: str
    tone: str
    said: str
    may_choose: bool
    may_decline: bool
    times: list[Choice]


@dataclass(frozen=True, slots=True)
class TicketCard:
    """One line of a list, across patients."""

    key: UUID
    href: str
    person: str
    title: str
    detail: str
    state: str
    tone: str


def visit_type_words(code: str) -> str:
    return _(TYPES.get(code, "Visit"))


def title(row: Ticket) -> str:
    what = visit_type_words(row.visit_type)
    return _("%(what)s with %(who)s") % {"what": what, "who": row.clinician} if row.clinician else what


def time_words(offer: Offer, viewer: Viewer) -> str:
    return near_words(viewer, offer.starts_at)


def _time_detail(offer: Offer) -> str:
    minutes = ngettext("%(n)d minute", "%(n)d minutes", offer.minutes) % {"n": offer.minutes}
    place = _("By video") if offer.is_video else offer.place
    return ", ".join(part for part in (minutes, offer.clinician, place) if part)


def for_patient(row: Ticket, viewer: Viewer) -> ForPatient:
    state, tone, said = _patient_state(row, viewer)
    return ForPatient(
        key=row.pk, href=item_url("scheduling:ticket", row.patient_id, row.pk), title=title(row), who=row.clinician,
        why=row.why, window=window_words(row), choose_by=day_words(row.choose_by), state=state, tone=tone, said=said,
        may_choose=row.state == State.OFFERED, may_decline=row.state in {State.OFFERED, State.TO_OFFER},
        times=[
            Choice(offer.pk, time_words(offer, viewer), _time_detail(offer), offer.pk == row.chosen_id)
            for offer in row.offers.all()
        ],
    )  # fmt: skip


def todo(row: Ticket) -> dict[str, str]:
    """On the patient's first page: a time is to be chosen."""
    href = item_url("scheduling:ticket", row.patient_id, row.pk)
    said = _("Choose until %(day)s.") % {"day": day_words(row.choose_by)}
    return {"title": title(row), "said": said, "href": href}


def window_words(row: Ticket) -> str:
    facts = {"first": day_words(row.from_day), "last": day_words(row.to_day)}
    return _("between %(first)s and %(last)s") % facts


def _patient_state(row: Ticket, viewer: Viewer) -> tuple[str, str, str]:
    """A word, its color, and a sentence about what happens next."""
    if row.state == State.CHOSEN and row.chosen:
        when = near_words(viewer, row.chosen.starts_at, is_inside=True)
        if row.entered_at:
            return _("Booked"), "done", _("Your visit is booked: %(when)s.") % {"when": when}
        sentence = _(
            "You chose %(when)s. The clinic enters it now; if that time is gone, we offer you others."
        )
        return _("Chosen"), "action", sentence % {"when": when}
    return {
        State.TO_OFFER: (
            _("We look for times"), "action", _("The clinic looks for times and offers them to you here.")
        ),
        State.OFFERED: (
            _("Choose a time"), "needs", _("The clinic offers you these times. If none suits you, ask for others.")
        ),
        State.DECLINED: (_("You want no visit"), "quiet", _("You said that you want no visit. The care team knows.")),
        State.EXPIRED: (
            _("Time ran out"), "needs", _("The time to choose is over. To get other times, call the clinic.")
        ),
        State.WITHDRAWN: (
            _("No longer offered"), "quiet",
            _("The clinic no longer offers this visit. If you have questions, write or call."),
        ),
    }[State(row.state)]  # fmt: skip


def staff_state(row: Ticket) -> tuple[str, str]:
    if row.state == State.CHOSEN:
        return (_("Booked"), "done") if row.entered_at else (_("To be entered"), "action")
    return {
        State.TO_OFFER: (_("Times to be offered"), "needs"),
        State.OFFERED: (_("The patient is to choose"), "action"),
        State.DECLINED: (_("The patient wants no visit"), "needs"),
        State.EXPIRED: (_("Nobody chose in time"), "needs"),
        State.WITHDRAWN: (_("Set aside"), "quiet"),
    }[State(row.state)]


def card(row: Ticket, viewer: Viewer) -> TicketCard:
    state, tone = staff_state(row)
    return TicketCard(
        row.pk, item_url("scheduling-team:ticket", row.patient_id, row.pk), person_words(row.patient, viewer),
        title(row), " · ".join(part for part in (_told(row, viewer), row.why) if part), state, tone,
    )  # fmt: skip


def person_words(patient: Any, viewer: Viewer) -> str:
    age = age_on(patient.birth_date, today(viewer))
    return f"{patient.full_name}, {age}" if age is not None else str(patient.full_name)


def _told(row: Ticket, viewer: Viewer) -> str:
    if row.state == State.CHOSEN and row.chosen:
        return near_words(viewer, row.chosen.starts_at)
    if row.words and row.state in {State.TO_OFFER, *ENDED_WITHOUT}:
        return _("The patient says: %(words)s") % {"words": row.words}
    if row.state == State.WITHDRAWN:
        return row.reason
    return _("Visit %(window)s") % {"window": window_words(row)}


def history(rows: list[TicketStep], viewer: Viewer) -> list[dict[str, str]]:
    return [
        {
            "what": _(STEPS[row.what]),
            "who": row.staff.name if row.staff else "",
            "when": moment_words(viewer, row.at),
            "words": row.words,
        }
        for row in rows
    ]


def why_words(why: str) -> str:
    """Why it can't be done, and what to do instead."""
    return {
        "not-open": _("Nobody waits for this any more. Open it again to see where it stands."),
        "how-many": _("Offer at least one time, and five at most."),
        "twice": _("One of the times stands there twice."),
        "too-soon": _("Each time must lie at least an hour ahead."),
        "outside-window": _(
            "One of the times lies outside the days of this ticket. Give the ticket more time first."
        ),
        "chosen-already": _("A time was chosen already. To change it, call the clinic."),
        "not-offered": _("This time is no longer offered. Choose one of those below."),
        "past": _("This time is over. Choose another one."),
        "not-chosen": _("No time is chosen, or it was entered already."),
        "window": _("The last day must not lie before the first, and the first not before today."),
        "window-long": _("The last day may lie a year ahead at most."),
        "choose-by": _("The last day to choose must lie between today and the last day of the visit."),
        "no-reason": _("Please say why."),
        "visit-type": _("Choose what kind of visit."),
        "another-patient": _(
            "This form belongs to another patient's page. Nothing was done; open the page again."
        ),
        "due": _("The day must lie between today and ten years ahead."),
        "no-what": _("Please write what is due."),
        "snooze": _("The day must lie after today, and within a year."),
    }.get(why, _("That can't be done as things stand now. Open the page again."))
