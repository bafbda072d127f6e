"""Text messages: what the post office asks of whoever carries them. Which one stands in PORTICO_SMS_PORT."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class TextPort(Protocol):
    def text(self, *, number: str, words: str, key: str) -> None:
        """Hand one text over. `key` is the same for the same text for ever. Whatever goes wrong is raised."""


def is_on() -> bool:
    """A practice without a provider has no texts, and no page offers them."""
    return bool(settings.PORTICO_SMS_PORT)


def port() -> TextPort:
    made: TextPort = import_string(settings.PORTICO_SMS_PORT)()
    return made
