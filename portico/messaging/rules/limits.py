"""How long a message may be. Structured fields do not count.

Source: domain.md 4.3 and 10: 500 characters, within the 100-500 of the module's text.
"""

from dataclasses import dataclass

CHARACTERS = 500
ANSWER_CHARACTERS = 5000


# What somebody in danger writes is not cut: it is stopped by nothing but this.
DANGER_CHARACTERS = 5000


@dataclass(frozen=True, slots=True)
class Fit:
    fits: bool
    left: int
    reason: str


def fits(text: str, limit: int = CHARACTERS) -> Fit:
    used = length(text)
    return Fit(used <= limit, limit - used, f"{used} of {limit} characters")


def length(text: str) -> int:
    """Line ends count once, however the browser sent them."""
    return len(text.replace("\r\n", "\n"))
