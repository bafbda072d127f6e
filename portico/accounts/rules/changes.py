"""What can change about how an account is secured; each is told to its owner."""

from enum import StrEnum


class Change(StrEnum):
    PASSWORD = "password"  # noqa: S105  # the name of a change
    APP_ADDED = "app-added"
    APP_REMOVED = "app-removed"
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    CODES_MADE = "codes-made"


# The sign-in library's names of the same.
_LIBRARY = {
    "account/email/password_changed": Change.PASSWORD,
    "account/email/password_set": Change.PASSWORD,
    "account/email/password_reset": Change.PASSWORD,
    "mfa/email/totp_activated": Change.APP_ADDED,
    "mfa/email/totp_deactivated": Change.APP_REMOVED,
    "mfa/email/webauthn_added": Change.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": Change.PASSKEY_REMOVED,
    "mfa/email/recovery_codes_generated": Change.CODES_MADE,
}


def change_named(prefix: str) -> Change | None:
    return _LIBRARY.get(prefix)
