"""May a notice that is due leave now? Asked again each time, for wishes and clocks change while it waits.

Source: the account's own wishes; TCPA as in hours.py and limits.py; NIST SP 800-63B (what secures an account is
always told to its owner).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from portico.notifications.rules.codes import GOOD_FOR
from portico.notifications.rules.hours import may_arrive
from portico.notifications.rules.limits import may_text

PAGE_GOOD_FOR = timedelta(hours=1)  # later somebody else was paged, or the clinic is open


class Kind(StrEnum):
    CARE = "care"
    SECURITY = "security"
    CODE = "code"
    PAGE = "page"  # of whoever is on call: at any hour, each time


class Pass(StrEnum):
    GO = "go"
    WAIT = "wait"
    HELD = "held"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Wishes:
    by_email: bool = True
    by_text: bool = False
    is_open: bool = True  # the account


@dataclass(frozen=True, slots=True)
class Gate:
    answer: Pass
    reason: str = ""
    at: datetime | None = None


def may_email(kind: str, wishes: Wishes) -> Gate:
    if not wishes.is_open:
        return Gate(Pass.OFF, "account-closed")
    if kind == Kind.CARE and not wishes.by_email:
        return Gate(Pass.OFF, "email-off")
    return Gate(Pass.GO)


def may_send_text(
    kind: str, wishes: Wishes, *, now: datetime, made_at: datetime, zone: str, hours: tuple[time, time],
    texted_at: Collection[datetime],
) -> Gate:  # fmt: skip
    """`texted_at`: when other texts about care left for this account."""
    if not wishes.is_open:
        return Gate(Pass.OFF, "account-closed")
    if kind == Kind.CODE:
        return Gate(Pass.GO) if now < made_at + GOOD_FOR else Gate(Pass.HELD, "code-too-old")
    if not wishes.by_text:
        return Gate(Pass.OFF, "texts-off")
    if kind == Kind.PAGE:
        return Gate(Pass.GO) if now < made_at + PAGE_GOOD_FOR else Gate(Pass.HELD, "page-too-old")
    arrival = may_arrive(now, zone, hours)
    if not arrival.is_now:
        return Gate(Pass.WAIT, "quiet-hours", arrival.at)
    limit = may_text(_day(now, zone), [_day(at, zone) for at in texted_at])
    return Gate(Pass.GO) if limit else Gate(Pass.HELD, str(limit.why_not))


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def next_try(now: datetime, tries: int) -> datetime:
    """Later each time, twice as late, and never more than half a day."""
    return now + min(timedelta(seconds=15 * 2**tries), timedelta(hours=12))
