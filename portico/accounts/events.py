from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordForgotten(Event):
    """Somebody asked for a new password; nobody knows yet whether it was the owner."""

    name = "accounts.password_forgotten"
    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeviceSeen(Event):
    name = "accounts.new_device_seen"
    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityChanged(Event):
    """`what` is one of accounts.rules.changes.Change."""

    name = "accounts.security_changed"
    account_id: UUID
    what: str
