"""Whether a result may be shown to the patient as a result, from its status.

Source: FHIR R4 value set observation-status, https://hl7.org/fhir/R4/valueset-observation-status.html
(the first seven codes of diagnostic-report-status mean the same). House rule of Portico: only a result that
the laboratory calls complete counts as released.
"""

from dataclasses import dataclass
from enum import StrEnum


class StatusWord(StrEnum):
    """The key of the word a page shows for a status."""

    FINAL = "final"
    CHANGED = "changed"  # amended, corrected, appended: complete, and different from the first report
    EARLY = "early"  # preliminary, partial: numbers exist and may still change
    WAITING = "waiting"  # registered: the sample is known, no numbers yet
    CANCELLED = "cancelled"
    MISTAKE = "mistake"  # entered-in-error
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Released:
    answer: bool
    reason: str


_WORDS = {
    "final": StatusWord.FINAL,
    "amended": StatusWord.CHANGED,
    "corrected": StatusWord.CHANGED,
    "appended": StatusWord.CHANGED,
    "preliminary": StatusWord.EARLY,
    "partial": StatusWord.EARLY,
    "registered": StatusWord.WAITING,
    "cancelled": StatusWord.CANCELLED,
    "entered-in-error": StatusWord.MISTAKE,
}

_REASONS = {
    StatusWord.FINAL: "the laboratory says it is complete",
    StatusWord.CHANGED: "complete, and changed after the first report",
    StatusWord.EARLY: "not complete yet; numbers may still change",
    StatusWord.WAITING: "ordered or received, no numbers yet",
    StatusWord.CANCELLED: "the test was cancelled",
    StatusWord.MISTAKE: "entered in error",
    StatusWord.UNKNOWN: "the status is not known",
}


def status_word(status: str) -> StatusWord:
    return _WORDS.get(status, StatusWord.UNKNOWN)


def is_released(status: str) -> Released:
    word = status_word(status)
    return Released(word in (StatusWord.FINAL, StatusWord.CHANGED), _REASONS[word])


def may_show(status: str) -> Released:
    """Whether anything may be shown at all: a mistake never, a cancelled test never as a result."""
    word = status_word(status)
    return Released(word not in (StatusWord.MISTAKE, StatusWord.CANCELLED), _REASONS[word])
