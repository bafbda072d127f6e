"""Sessions as lines a person can recognize."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from portico.accounts.rules.devices import Device, device_of


@dataclass(frozen=True, slots=True)
class SessionLine:
    item: int
    device: str
    icon: str
    since: str
    address: str
    is_current: bool


def session_line(session: UserSession, *, current: str | None, now: datetime) -> SessionLine:
    device = device_of(session.user_agent)
    return SessionLine(
        item=session.pk,
        device=device_words(device),
        icon="phone" if device.is_phone else "laptop",
        since=since_words(session.created_at, now),
        address=session.ip,
        is_current=session.session_key == current,
    )


def since_words(at: datetime, now: datetime) -> str:
    """Hours, not a clock: none is older than twelve, and an account knows no time zone."""
    if now - at < timedelta(minutes=1):
        return _("Signed in just now")
    return _("Signed in %(time)s ago") % {"time": timesince(at, now, depth=1)}


def device_words(device: Device) -> str:
    if device.browser and device.machine:
        return _("%(browser)s on %(machine)s") % {"browser": device.browser, "machine": device.machine}
    return device.browser or device.machine or _("A browser we do not know")
