"""The port to a virus scanner. None is needed; one that is set and can't be reached lets nothing through."""

from enum import Enum
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Finding(Enum):
    CLEAN = "clean"
    FOUND = "found"
    TOO_BIG = "too-big"


class ScannerAwayError(Exception):
    """The scanner can't be asked, or its answer isn't understood: nobody knows, so the file waits."""


class Scanner(Protocol):
    def scan(self, content: BinaryIO) -> Finding:
        """Raises ScannerAwayError where there is no clear answer."""


def scanner() -> Scanner | None:
    """The one that the practice has set up; None where it has none."""
    path = settings.PORTICO_VIRUS_SCANNER
    if not path:
        return None
    found: Scanner = import_string(path)()
    return found
