"""Sessions as lines a person can recognize, and what a page must know of its own."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from portico.accounts.rules.devices import Device, device_of
from portico.accounts.rules.limits import seconds_left, warns_at
from portico.core.presenters import page_url


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


def seconds_left_in(session: Any) -> int:
    now = int(time.time())
    idle = session.get("idle_limit", settings.SESSION_IDLE_PATIENT)
    return seconds_left(seen_at=session.get("seen_at", now), idle=idle, now=now)


def idle_facts(session: Any) -> dict[str, Any]:
    """For the frame of every signed-in page: how long it may stay on the screen, and whom it asks."""
    return {
        "left": seconds_left_in(session),
        "warn": warns_at(session.get("idle_limit", settings.SESSION_IDLE_PATIENT)),
        "ask": page_url("account-idle"),
        "stay": page_url("account-idle-stay"),
        "leave": page_url("account_logout"),
        "sign_in": page_url("account_login"),
    }
