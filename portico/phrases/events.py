from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseSaved(Event):
    """A new phrase, a change, or (`restored`) an earlier version again. `owner`: person, pool or practice."""

    name = "phrases.phrase_saved"
    phrase_id: UUID
    number: int
    owner: str
    restored: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRetired(Event):
    name = "phrases.phrase_retired"
    phrase_id: UUID
    number: int
