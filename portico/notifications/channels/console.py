"""Texts for the demo and for those who change Portico: they leave nowhere, and the number is not written out."""

import sys

from portico.notifications.rules.keys import masked


class Console:
    def text(self, *, number: str, words: str, key: str) -> None:
        sys.stdout.write(f"Text to {masked(number)}: {words}\n")
        sys.stdout.flush()
