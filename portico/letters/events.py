"""What happens to letters. Ids and plain values only: no words of anybody."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDrafted(Event):
    name: ClassVar[str] = "letters.letter_drafted"
    letter_id: UUID
    kind: str
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSent(Event):
    """It waits for a signature."""

    name: ClassVar[str] = "letters.letter_sent"
    letter_id: UUID
    staff_id: UUID
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterIssued(Event):
    """It stands in the patient's documents, ten seconds later."""

    name: ClassVar[str] = "letters.letter_issued"
    letter_id: UUID
    staff_id: UUID
    is_signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTakenBack(Event):
    name: ClassVar[str] = "letters.letter_taken_back"
    letter_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReturned(Event):
    name: ClassVar[str] = "letters.letter_returned"
    letter_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWithdrawn(Event):
    """`staff_id` empty: the move that it came with was taken back."""

    name: ClassVar[str] = "letters.letter_withdrawn"
    letter_id: UUID
    staff_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRevoked(Event):
    name: ClassVar[str] = "letters.letter_revoked"
    letter_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPrinted(Event):
    """Its PDF is there, or can't be made here."""

    name: ClassVar[str] = "letters.letter_printed"
    letter_id: UUID
    is_made: bool
