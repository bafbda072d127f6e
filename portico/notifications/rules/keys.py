"""What goes outside instead of our own keys and addresses. Source: security.md PR-01, IN-08."""

import hashlib
import re


def outside_key(key: str) -> str:
    """The same for the same notice for ever, so that a provider delivers it once; it tells and injects nothing."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def masked(address: str) -> str:
    """Enough to tell two apart: r…@e….org; … 0142."""
    name, at, host = address.partition("@")
    if not at:
        return f"… {address[-4:]}" if address else ""
    first, _, end = host.rpartition(".")
    return f"{name[:1]}…@{first[:1]}….{end}"


def one_line(value: str) -> str:
    """Without line ends and control characters: nothing that a person chose begins a header or a line of its own."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", " ", value).split())


def mobile_number(typed: str) -> str:
    """A US number as +16085550142, or one that begins with a plus as it is; empty when it can be neither."""
    digits = re.sub(r"[\s().\-\u2010-\u2015]", "", typed)
    if re.fullmatch(r"\+[1-9]\d{7,14}", digits):
        return digits
    if match := re.fullmatch(r"1?([2-9]\d{2}[2-9]\d{6})", digits):
        return f"+1{match[1]}"
    return ""
