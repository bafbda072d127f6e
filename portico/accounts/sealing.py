"""Second-factor secrets are kept encrypted: a stolen copy of the database opens nothing (AU-03)."""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

# Ties the derived key to this use alone.
PURPOSE = b"portico.accounts.second-factor"


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    """Seals with the key of today, opens with older ones too (SECRET_KEY_FALLBACKS): the key may rotate."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    return urlsafe_b64encode(hashlib.blake2b(force_bytes(key), digest_size=32, key=PURPOSE).digest())
