"""What one may write about, and what was begun and not sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portico.core.presenters import near_words, page_url
from portico.core.viewer import DataClass, Viewer
from portico.messaging.models import Draft, Thread
from portico.messaging.presenters.titles import is_open, title
from portico.messaging.rules.kinds import Kind as About

# Kind -> its title, what helps to choose it, its picture. The kinds of the first page and those beneath them.
FIRST = {
    About.REFILL: (gettext_noop("A refill"), gettext_noop("Of a medicine you take"), "capsule"),
    About.QUESTION: (
        gettext_noop("A question about my health"), gettext_noop("A nurse reads it first"), "question-circle"
    ),
    About.RESULT: (gettext_noop("A test result"), gettext_noop("What it means for you"), "activity"),
    About.REFERRAL: (gettext_noop("A referral"), gettext_noop("To a specialist"), "signpost"),
    About.APPOINTMENT: (gettext_noop("An appointment"), gettext_noop("New, another time, or cancel"), "calendar3"),
}  # fmt: skip
BENEATH = {
    About.REFILL: (About.MEDICINE,),
    About.QUESTION: (About.READINGS,),
    About.REFERRAL: (About.AUTHORIZATION,),
}
MORE = {
    About.MEDICINE: (
        gettext_noop("A question about a medicine"), gettext_noop("Side effects, how to take it"), "capsule"
    ),
    About.READINGS: (
        gettext_noop("Readings from home"), gettext_noop("Blood pressure, blood sugar, weight"), "heart-pulse"
    ),
    About.AUTHORIZATION: (
        gettext_noop("An approval by my insurer"), gettext_noop("They ask the clinic before they pay"), "shield-check"
    ),
    About.FORM: (gettext_noop("A form or a letter"), gettext_noop("Work, school, leave, vaccines"), "file-text"),
    About.BILLING: (gettext_noop("A bill or my insurance"), gettext_noop("What to pay, and why"), "envelope-paper"),
    About.RECORDS: (gettext_noop("My record"), gettext_noop("A copy, or a correction"), "journal-medical"),
    About.DETAILS: (gettext_noop("My address, phone or insurance"), gettext_noop("Something has changed"), "geo-alt"),
    About.TECHNICAL: (gettext_noop("Help with this portal"), gettext_noop("Signing in, acting for somebody"), "laptop"),
    About.OTHER: (gettext_noop("Anything else"), gettext_noop("Thanks, or what fits nowhere"), "chat-left-text"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things one writes about; `beneath`: what is near to it."""

    kind: str
    title: str
    hint: str
    icon: str
    href: str
    beneath: list["Choice"] = field(default_factory=list)


def choices(viewer: Viewer) -> list[Choice]:
    """The six plain ones of the first page."""
    more = _("Forms, letters, bills, your details, anything else")
    href = page_url("messaging:more", viewer.patient_id)
    return [
        *(_choice(viewer, kind, beneath=BENEATH.get(kind, ())) for kind in FIRST),
        Choice("more", _("Something else"), more, "chat-left-text", href),
    ]


def more_choices(viewer: Viewer) -> list[Choice]:
    """Those behind "Something else"."""
    there = {kind for kinds in BENEATH.values() for kind in kinds}
    return [_choice(viewer, kind) for kind in MORE if kind not in there]


def _choice(viewer: Viewer, kind: str, beneath: Sequence[str] = ()) -> Choice:
    name, hint, icon = {**FIRST, **MORE}[About(kind)]
    near = [_choice(viewer, one) for one in beneath]
    return Choice(kind, _(name), _(hint), icon, page_url(f"messaging:{kind}", viewer.patient_id), near)


@dataclass(frozen=True, slots=True)
class Unfinished:
    title: str
    when: str
    href: str
    discard_url: str


def unfinished(viewer: Viewer, drafts: Sequence[Draft], titles: dict[UUID, Thread]) -> list[Unfinished]:
    """What was begun and not sent. What it belongs to may be out of sight by now: then it is not listed."""
    found = []
    for draft in drafts:
        name, href = _place_words(viewer, draft.place, titles)
        if name:
            away = reverse("messaging:draft-thrown-away", args=[viewer.patient_id, draft.place])
            found.append(Unfinished(name, near_words(viewer, draft.saved_at, is_inside=True), href, away))
    return found


def _place_words(viewer: Viewer, place: str, titles: dict[UUID, Thread]) -> tuple[str, str]:
    kind, _dash, key = place.partition("-")
    if kind == "reply":
        about = titles.get(UUID(key))
        return (_("Your reply: %(title)s") % {"title": title(about)} if about else ""), place_url(
            viewer, place
        )
    if key and not is_open(viewer, DataClass.RESULTS):
        return "", ""
    name = _({**FIRST, **MORE}[About(kind)][0]) if kind in set(About) else ""
    return name, place_url(viewer, place)


def place_url(viewer: Viewer, place: str) -> str:
    """Where one goes on with what is kept at this place."""
    kind, _dash, key = place.partition("-")
    if kind == "reply":
        return f"{page_url('messaging:thread', viewer.patient_id, UUID(key))}#reply"
    if key:
        return page_url("messaging:result-question", viewer.patient_id, UUID(key))
    return page_url(
        "messaging:result-other" if kind == About.RESULT else f"messaging:{kind}", viewer.patient_id
    )
