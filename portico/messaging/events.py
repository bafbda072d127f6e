from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    name = "messaging.message_sent"
    thread_id: UUID
    kind: str
    is_by_proxy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWithdrawn(Event):
    name = "messaging.message_withdrawn"
    thread_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSent(Event):
    name = "messaging.answer_sent"
    thread_id: UUID
    post_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWithdrawn(Event):
    name = "messaging.answer_withdrawn"
    thread_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRead(Event):
    name = "messaging.thread_read"
    thread_id: UUID
    side: str
