"""Who can open a backup. Keys are in the age format; the practice keeps its own apart from the backups (BK-03)."""

from django.conf import settings
from pyrage import IdentityError, RecipientError, x25519

from portico.backup.databases import Trouble

OPENS = "PORTICO_BACKUP_KEY"


def new_key() -> tuple[str, str]:
    """The secret that opens, and the public half that closes."""
    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def _secret() -> str:
    """Outside production a key is made once for this clone, as the web key is; production must bring its own."""
    file = settings.HOME / "backup-key"
    if settings.PORTICO_BACKUP_KEY or settings.IS_PRODUCTION:
        return str(settings.PORTICO_BACKUP_KEY)
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(new_key()[0])
    return str(file.read_text().strip())


def identity() -> "x25519.Identity | None":
    """What opens backups; None where this machine can only close them."""
    secret = _secret()
    if not secret:
        return None
    try:
        return x25519.Identity.from_str(secret)
    except IdentityError:
        raise Trouble(f"{OPENS} is not a key. `bin/portico backup --new-key` makes one.") from None


def recipients() -> "list[x25519.Recipient]":
    own = identity()
    try:
        found = [x25519.Recipient.from_str(one) for one in settings.PORTICO_BACKUP_RECIPIENTS]
    except RecipientError:
        raise Trouble("PORTICO_BACKUP_RECIPIENTS has a word that is no public key (age1…).") from None
    if own is not None:
        found.append(own.to_public())
    if not found:
        raise Trouble(f"A backup needs a key: set {OPENS}. `bin/portico backup --new-key` makes one.")
    return found
