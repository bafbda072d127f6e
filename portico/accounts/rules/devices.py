"""A browser's own description in words a person knows: "Safari on iPhone". A guess: enough to tell two apart."""

from dataclasses import dataclass

# In this order: Edge and Opera also say Chrome, Chrome also says Safari.
_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
# Android also says Linux, an iPhone also says Mac OS.
_MACHINES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("CrOS", "Chromebook"), ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Device:
    """Names as their makers write them; empty where nothing was recognized."""

    browser: str
    machine: str

    @property
    def is_phone(self) -> bool:
        return self.machine in {"iPhone", "iPad", "Android"}


def device_of(user_agent: str) -> Device:
    return Device(_first(_BROWSERS, user_agent), _first(_MACHINES, user_agent))


def _first(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in table if mark in text), "")
