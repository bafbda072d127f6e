"""The arithmetic of the ledger: a signature for each row, a link from each row to the one before.

Source: keyed hash chain, HMAC-SHA-256 (RFC 2104); 45 CFR 170.315(d)(2)-(3) asks that a change be detectable.
"""

import hashlib
import hmac
from collections.abc import Sequence

START = "0" * 64
_SEPARATOR = "\x1f"


def sign(key: str, fields: Sequence[str]) -> str:
    """HMAC of one row. A separator inside a field is escaped, so that fields can't slide into each other."""
    text = _SEPARATOR.join(field.replace("\\", "\\\\").replace(_SEPARATOR, "\\u001f") for field in fields)
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def link(key: str, before: str, position: int, signature: str) -> str:
    return sign(key, (before, str(position), signature))
