"""Second-factor secrets, and what was typed when a session ended, are kept encrypted: a stolen copy of the database
opens neither (AU-03)."""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

# Each ties the derived key to one use alone.
PURPOSE = b"portico.accounts.second-factor"
TYPED = b"portico.accounts.typed"


def seal(text: str, purpose: bytes = PURPOSE) -> str:
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: bytes = PURPOSE) -> str:
    return _box(purpose).decrypt(sealed.encode()).decode()


def _box(purpose: bytes) -> MultiFernet:
    """Seals with the key of today, opens with older ones too (SECRET_KEY_FALLBACKS): the key may rotate."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


def _derived(key: str | bytes, purpose: bytes) -> bytes:
    return urlsafe_b64encode(hashlib.blake2b(force_bytes(key), digest_size=32, key=purpose).digest())
