"""What follows for the owner of an account. The mails say nothing of anybody's health."""

from datetime import timedelta

from django.utils import timezone

from portico.accounts.queries import Owner, owner, path_to_new_password
from portico.core.models import Event
from portico.core.viewer import Purpose, system_viewer
from portico.notifications.actions import send
from portico.notifications.queries import Recipient

# Asked longer ago than this (the mail server was away): whoever asked has asked again.
STALE = timedelta(minutes=30)


def send_password_link(event: Event, *, key: str) -> None:
    to = owner(event.data["account_id"])
    if to is not None and timezone.now() - event.at < STALE:
        _tell(to, "accounts/notices/new_password.txt", key, path=path_to_new_password(to))


def tell_new_device(event: Event, *, key: str) -> None:
    to = owner(event.data["account_id"])
    if to is not None:
        _tell(to, "accounts/notices/new_device.txt", key)


def tell_change(event: Event, *, key: str) -> None:
    to = owner(event.data["account_id"])
    if to is not None:
        _tell(to, "accounts/notices/changed.txt", key, what=event.data["what"])


def _tell(to: Owner, template: str, key: str, *, path: str = "", **facts: str) -> None:
    send(
        by=system_viewer(Purpose.REACT),
        to=Recipient(to.account_id, to.address, to.language),
        template=template,
        key=key,
        path=path,
        facts={"sign_in": to.sign_in, **facts},
    )
