from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStarted(Event):
    """`place`: refill, question …, reply or answer; `thread_id` where there is a conversation."""

    name = "messaging.draft_started"
    place: str
    thread_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    name = "messaging.message_sent"
    version = 2
    thread_id: UUID
    kind: str
    is_by_proxy: bool
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingInterrupted(Event):
    """The net found a sign of danger before anything was sent, and said so. `place` and `topics` as in DraftStarted
    and triage.RedFlagFound. What came of it: a message, or a draft that stayed one."""

    name = "messaging.sending_interrupted"
    place: str
    topics: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWithdrawn(Event):
    name = "messaging.message_withdrawn"
    thread_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySent(Event):
    """The patient, or a proxy, wrote again in a conversation. `signs`: what the net found, as in RedFlagFound."""

    name = "messaging.reply_sent"
    version = 2
    thread_id: UUID
    post_id: UUID
    is_by_proxy: bool
    signs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWithdrawn(Event):
    name = "messaging.reply_withdrawn"
    thread_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSent(Event):
    """`phrases`: which were put into it, "<phrase>@<version>,…"; what the writer made of them is not said."""

    name = "messaging.answer_sent"
    version = 3
    thread_id: UUID
    post_id: UUID
    staff_id: UUID
    then: str = "close"
    phrases: str = ""
    guideline: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUnread(Event):
    """Nobody on the patient's side opened a clinical answer for two days; `account_id` wrote it."""

    name = "messaging.answer_unread"
    thread_id: UUID
    post_id: UUID
    account_id: UUID
