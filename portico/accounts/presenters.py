"""Sessions as lines a person can recognize."""

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from portico.accounts.rules.devices import Device, device_of
from portico.core.presenters import near_words
from portico.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SessionLine:
    item: int
    device: str
    icon: str
    since: str
    address: str
    is_current: bool


def session_line(session: UserSession, viewer: Viewer, *, current: str | None) -> SessionLine:
    device = device_of(session.user_agent)
    return SessionLine(
        item=session.pk,
        device=device_words(device),
        icon="phone" if device.is_phone else "laptop",
        since=near_words(viewer, session.created_at),
        address=session.ip,
        is_current=session.session_key == current,
    )


def device_words(device: Device) -> str:
    if device.browser and device.machine:
        return _("%(browser)s on %(machine)s") % {"browser": device.browser, "machine": device.machine}
    return device.browser or device.machine or _("A browser we do not know")
