"""How many files, how large, how often; and the reasons for which one is not taken.

Source: security.md UP-01, UP-04.
"""

from dataclasses import dataclass
from enum import StrEnum

FILES_A_PLACE = 5
BYTES_A_FILE = 10 * 1024 * 1024
# Of one account, in any 24 hours. Files that were taken away again count too.
FILES_A_DAY = 40
BYTES_A_DAY = 200 * 1024 * 1024
# Attachments never take the last room on a disk: the database needs it.
ROOM_TO_LEAVE = 200 * 1024 * 1024


class Reason(StrEnum):
    """The first six are said while the file is being sent, the others after a look at all of it."""

    EMPTY = "empty"
    TOO_BIG = "too-big"
    KIND = "kind"
    TOO_MANY = "too-many"
    QUOTA = "quota"
    DISK_FULL = "disk-full"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too-many-pixels"
    MOVES = "moves"
    RUNS = "runs"
    HOLDS_FILES = "holds-files"
    LOCKED = "locked"
    VIRUS = "virus"
    TOO_BIG_TO_SCAN = "too-big-to-scan"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Held:
    """What an account has sent so far: at this place, and in the last 24 hours."""

    at_place: int
    files_today: int
    bytes_today: int


def may_take(size: int, held: Held) -> Reason | None:
    """None: it may be taken. Else why not."""
    if size == 0:
        return Reason.EMPTY
    if size > BYTES_A_FILE:
        return Reason.TOO_BIG
    if held.at_place >= FILES_A_PLACE:
        return Reason.TOO_MANY
    if held.files_today >= FILES_A_DAY or held.bytes_today + size > BYTES_A_DAY:
        return Reason.QUOTA
    return None
