from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTaken(Event):
    name = "files.file_taken"
    file_id: UUID
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReady(Event):
    name = "files.file_ready"
    file_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRefused(Event):
    name = "files.file_refused"
    file_id: UUID
    reason: str
