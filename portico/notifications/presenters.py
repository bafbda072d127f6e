"""Notices in words: what kind, where to, what became of it. Addresses are masked; there is never a name."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from portico.core.models import Delivery
from portico.core.presenters import clock_words, moment_words, page_language
from portico.core.viewer import Viewer
from portico.notifications.channels.wording import email_words, is_there
from portico.notifications.models import Notice
from portico.notifications.queries import words_of
from portico.notifications.rules.keys import masked


@dataclass(frozen=True, slots=True)
class Stuck:
    """One that could not be delivered, or did not leave: `state` is why."""

    item: UUID | int
    kind: str
    channel: str
    address: str
    age: str
    tries: int
    error: str
    owner: str
    state: str


@dataclass(frozen=True, slots=True)
class Told:
    """One of the demo's, in full."""

    channel: str
    icon: str
    address: str
    language: str
    when: str
    subject: str
    body: str
    state: str
    tone: str
    reason: str


def stuck(notice: Notice, *, now: datetime) -> Stuck:
    return Stuck(
        item=notice.pk,
        kind=kind_words(notice),
        channel=channel_words(notice),
        address=masked(notice.address),
        age=age_words(notice.created_at, now),
        tries=notice.tries,
        error=notice.error,
        owner=owner_words(notice.owner),
        state=reason_words(notice) or state_words(notice)[0],
    )


def stuck_delivery(delivery: Delivery, owner: str, *, now: datetime) -> Stuck:
    """`kind` is the name of the reaction: those who look after the portal know it."""
    return Stuck(
        item=delivery.pk,
        kind=delivery.reaction.removeprefix("portico.reactions."),
        channel="",
        address="",
        age=age_words(delivery.event.at, now),
        tries=delivery.tries,
        error=delivery.error,
        owner=owner_words(owner),
        state="",
    )


def told(notice: Notice, viewer: Viewer) -> Told:
    words = words_of(notice)
    state, tone = state_words(notice)
    return Told(
        channel=channel_words(notice),
        icon="envelope-paper" if notice.channel == Notice.Channel.EMAIL else "phone",
        address=notice.address,
        language=notice.language,
        when=moment_words(viewer, notice.created_at),
        subject=words.subject,
        body=words.body,
        state=state,
        tone=tone,
        reason=reason_words(notice),
    )


def kind_words(notice: Notice) -> str:
    """The subject of its e-mail, which says nothing of anybody."""
    if is_there(notice.template):
        return email_words(notice.template, page_language(), {}).subject
    return _("Code for a mobile number")


def channel_words(notice: Notice) -> str:
    return _("E-mail") if notice.channel == Notice.Channel.EMAIL else _("Text message")


def age_words(since: datetime, now: datetime) -> str:
    """2 days"""
    return timesince(since, now, depth=1).replace("\xa0", " ")


def owner_words(role: str) -> str:
    return {"administrator": _("Administrators"), "manager": _("Managers")}.get(role, role)


def hours_words() -> str:
    """9:00 am and 6:00 pm"""
    opens, closes = (clock_words(datetime.combine(date.min, hour)) for hour in settings.PORTICO_SMS_HOURS)
    return _("%(opens)s and %(closes)s") % {"opens": opens, "closes": closes}


def state_words(notice: Notice) -> tuple[str, str]:
    return {
        "waiting": (_("Waiting"), "needs"),
        "sent": (_("Sent"), "done"),
        "bundled": (_("Told together"), "quiet"),
        "held": (_("Held back"), "quiet"),
        "off": (_("Switched off"), "quiet"),
        "no-address": (_("No address"), "quiet"),
        "dead": (_("Could not be delivered"), "danger"),
        "given-up": (_("Given up"), "quiet"),
    }[notice.state]


def reason_words(notice: Notice) -> str:
    return {
        "restored": _("It waited in a backup that was restored; whoever let the copy go gave it up."),
        "same-again": _("Another one that says the same was about to leave: the two are one."),
        "same-just-went": _("One that says the same has just left; this one waits ten minutes."),
        "quiet-hours": _("Texts leave only by day. This one waits for the morning."),
        "one-text-a-day": _("One text a day is enough. This one was not sent."),
        "three-texts-a-week": _("Three texts a week are enough. This one was not sent."),
        "email-off": _("They do not want e-mail."),
        "texts-off": _("They do not want texts any more."),
        "account-closed": _("The account is closed."),
        "code-too-old": _("The code had run out before it could leave."),
        "none": _("There is no e-mail address."),
        "not-theirs": _("The address is not the one that the practice set."),
        "not-an-address": _("The address cannot be one."),
        "wrong-address": _("Given up: the address is wrong."),
        "told-otherwise": _("Given up: they were told another way."),
        "too-late": _("Given up: it was too late to help."),
    }.get(notice.reason, "")
