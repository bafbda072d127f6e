"""What follows for the owner of an account. The mails say nothing of anybody's health."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from portico.accounts.queries import Owner, owner, path_to_new_password
from portico.core.models import Event
from portico.core.viewer import Purpose, system_viewer
from portico.notifications.actions import send
from portico.notifications.queries import Recipient
from portico.notifications.rules.gate import Kind

# Asked longer ago than this (the mail server was away): whoever asked has asked again.
STALE = timedelta(minutes=30)


def send_password_link(event: Event, *, key: str) -> None:
    to = owner(event.data["account_id"])
    if to is not None and timezone.now() - event.at < STALE:
        _tell(
            to, "accounts/notices/new_password.txt", key, link="portico.reactions.accounts.new_password_path"
        )


def new_password_path(account_id: UUID) -> str:
    """Made when the mail leaves, so that the secret in it is stored nowhere."""
    to = owner(str(account_id))
    return path_to_new_password(to) if to is not None else ""


def tell_new_device(event: Event, *, key: str) -> None:
    to = owner(event.data["account_id"])
    if to is not None:
        _tell(to, "accounts/notices/new_device.txt", key)


def tell_change(event: Event, *, key: str) -> None:
    to = owner(event.data["account_id"])
    if to is not None:
        _tell(to, "accounts/notices/changed.txt", key, what=event.data["what"])


def _tell(to: Owner, template: str, key: str, *, link: str = "", **words: str) -> None:
    send(
        by=system_viewer(Purpose.REACT),
        to=Recipient(to.account_id, to.address, to.language),
        template=template,
        key=key,
        words={"sign_in": to.sign_in, **words},
        link=link,
        kind=Kind.SECURITY,
    )
