"""What the post office may be asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from portico.accounts.queries import owner
from portico.clinic.queries import first_site, staff_of
from portico.core.actions import NotAllowed
from portico.core.models import Delivery
from portico.core.viewer import Viewer
from portico.notifications.channels import sms, wording
from portico.notifications.models import Notice, NumberCode, Preference
from portico.notifications.permissions import NoticesVerb
from portico.notifications.rules.codes import GOOD_FOR
from portico.notifications.rules.gate import Gate, Kind, Wishes, may_email, may_send_text
from portico.people.queries import zone_for_office


@dataclass(frozen=True, slots=True)
class Recipient:
    """`zone`: where the clinic is that this is about; without one the office looks it up by the account."""

    account_id: UUID
    address: str
    language: str
    zone: str = ""


def notices_to(viewer: Viewer) -> QuerySet[Notice]:
    return Notice.objects.filter(account_id=viewer.account).order_by("-created_at")


def how_many_wait(viewer: Viewer) -> int:
    """Of everybody's: what would leave if it could."""
    if not viewer.may(NoticesVerb.MEND):
        raise NotAllowed(NoticesVerb.MEND)
    return Notice.objects.filter(state=Notice.State.WAITING).count()


def preference_of(viewer: Viewer) -> Preference:
    """One's own; where nothing was chosen yet, what holds without."""
    found = Preference.objects.filter(account_id=viewer.account).first()
    return found or Preference(account_id=viewer.account)


def address_of(viewer: Viewer) -> str:
    """One's own e-mail address, as the practice has it."""
    found = owner(viewer.account)
    return found.address if found else ""


def open_code(viewer: Viewer, *, now: datetime) -> NumberCode | None:
    """The newest code that the viewer may still type in."""
    rows = NumberCode.objects.filter(account_id=viewer.account, used_at=None, made_at__gt=now - GOOD_FOR)
    return rows.order_by("-made_at").first()


def may_be_texted(viewer: Viewer) -> bool:
    """Does this practice send texts at all?"""
    return sms.is_on()


# -- for those who see to what got stuck --


def undelivered(viewer: Viewer) -> QuerySet[Notice]:
    """Given up by the machine; somebody has to decide. Never with a name: only the address, and that masked."""
    return Notice.objects.filter(state=Notice.State.DEAD)


def kept_unsent(viewer: Viewer) -> QuerySet[Notice]:
    """What did not leave, and why: no address, switched off, held back, given up."""
    states = (Notice.State.NO_ADDRESS, Notice.State.OFF, Notice.State.HELD, Notice.State.GIVEN_UP)
    return Notice.objects.filter(state__in=states)


def stuck_deliveries(viewer: Viewer, *, after: str, size: int) -> list[Delivery]:
    """What should have followed from an event and did not, eight times over; the next after this number."""
    rows = Delivery.objects.filter(state=Delivery.State.DEAD).select_related("event").order_by("pk")
    # 18 digits: more would be no number of a row on either database.
    return list((rows.filter(pk__gt=int(after)) if re.fullmatch(r"[0-9]{1,18}", after) else rows)[:size])


# -- for the office itself --


def waiting(now: datetime) -> QuerySet[Notice]:
    """For the office: what is due to be carried and nobody has in hand."""
    due = Notice.objects.filter(state=Notice.State.WAITING, due_at__lte=now)
    return due.filter(leased_until=None) | due.filter(leased_until__lt=now)


def same_waiting(notice: Notice) -> Notice | None:
    """For the office: one that still waits and tells the same."""
    return _same(notice).filter(state=Notice.State.WAITING).order_by("created_at").first()


def last_same_sent(notice: Notice, *, since: datetime) -> datetime | None:
    """For the office: when one that told the same last left."""
    return (
        _same(notice)
        .filter(state=Notice.State.SENT, sent_at__gt=since)
        .order_by("-sent_at")
        .values_list("sent_at", flat=True)
        .first()
    )


def _same(notice: Notice) -> QuerySet[Notice]:
    return Notice.objects.filter(
        account_id=notice.account_id, channel=notice.channel, template=notice.template, kind=notice.kind,
        words=notice.words, link=notice.link, address=notice.address, language=notice.language,
    )  # fmt: skip


def gate_for(notice: Notice, kept: Preference, *, now: datetime) -> Gate:
    """For the office: may this one leave now? Gathers; the rule decides."""
    wishes = Wishes(kept.wishes.by_email, kept.wishes.by_text, is_open=owner(notice.account_id) is not None)
    if notice.channel == Notice.Channel.EMAIL:
        return may_email(notice.kind, wishes)
    if notice.kind in {Kind.CARE, Kind.PAGE} and kept.mobile != notice.address:
        wishes = Wishes(wishes.by_email, False, wishes.is_open)
    return may_send_text(
        notice.kind, wishes, now=now, made_at=notice.created_at, zone=zone_of(notice),
        hours=settings.PORTICO_SMS_HOURS, texted_at=_texted_at(notice, now),
    )  # fmt: skip


def _texted_at(notice: Notice, now: datetime) -> list[datetime]:
    """Those handed to the provider count, whether or not it said yes: it may have sent one and died before the yes."""
    rows = Notice.objects.filter(
        account_id=notice.account_id, channel=Notice.Channel.SMS, kind=Kind.CARE,
        handed_at__gt=now - timedelta(days=8),
    )  # fmt: skip
    return [at for at in rows.exclude(pk=notice.pk).values_list("handed_at", flat=True) if at is not None]


def zone_of(notice: Notice) -> str:
    """For the office: by whose wall clock a text waits: of the clinic it is about, else the account's own."""
    if notice.zone:
        return notice.zone
    zone = zone_for_office(notice.account_id)
    if zone:
        return zone
    staff = staff_of(notice.account_id)
    site = (staff.sites.first() if staff else None) or first_site()
    return site.zone if site else "UTC"


def words_of(notice: Notice, *, language: str = "") -> wording.Words:
    """For the office: the notice as it reads. A secret in its link or a code is made here and stored nowhere."""
    words: Mapping[str, str] = {**notice.words, **_made(notice)}
    make = wording.email_words if notice.channel == Notice.Channel.EMAIL else wording.text_words
    return make(notice.template, language or notice.language, words)


def _made(notice: Notice) -> dict[str, str]:
    if notice.kind == Kind.CODE:
        return {"code": secret_code(notice.key)}
    path = import_string(notice.link)(notice.account_id) if notice.link else ""
    return {"url": f"{settings.PUBLIC_URL}{path}"}


def secret_code(key: str) -> str:
    """For the office: six figures that follow from the key and our secret, so that another try makes the same."""
    return f"{int(salted_hmac('notifications.code', key, algorithm='sha256').hexdigest(), 16) % 10**6:06d}"


def why_not_mailable(account_id: UUID, address: str) -> str:
    """For the office: only the one address that the practice set for this account is used. Empty: it may be."""
    if not address:
        return "none"
    known = owner(account_id)
    if known is None or address != known.address:
        return "not-theirs"
    try:
        validate_email(address)
    except ValidationError:
        return "not-an-address"
    return ""


def in_demo(*, newest: int = 60) -> list[Notice]:
    """For the office of the demo, where nothing leaves and all of it is shown. Empty everywhere else."""
    if not settings.IS_DEMO:
        return []
    return list(Notice.objects.order_by("-created_at", "-id")[:newest])
