"""What follows from what happened: event -> reactions, in order. Every event of every room stands here."""

from portico.accounts.events import NewDeviceSeen, PasswordForgotten, SecurityChanged
from portico.clinic.events import FeatureSwitched
from portico.core.events import Event
from portico.exchange.events import RecordImported
from portico.files.events import FileReady, FileRefused, FileTaken
from portico.messaging.events import AnswerSent, AnswerWithdrawn, MessageSent, MessageWithdrawn, ThreadRead
from portico.triage.events import (
    ItemClaimed,
    ItemClosed,
    ItemFiled,
    ItemReleased,
    ItemReopened,
    ItemWithdrawn,
)

NOTHING: tuple[str, ...] = ()

TABLE: dict[type[Event], tuple[str, ...]] = {
    PasswordForgotten: ("portico.reactions.accounts.send_password_link",),
    NewDeviceSeen: ("portico.reactions.accounts.tell_new_device",),
    SecurityChanged: ("portico.reactions.accounts.tell_change",),
    FeatureSwitched: NOTHING,
    RecordImported: NOTHING,
    FileTaken: ("portico.reactions.files.check",),
    FileReady: NOTHING,
    FileRefused: NOTHING,
    MessageSent: NOTHING,
    MessageWithdrawn: NOTHING,
    AnswerSent: ("portico.reactions.messages.tell_patient",),
    AnswerWithdrawn: NOTHING,
    ThreadRead: NOTHING,
    ItemFiled: NOTHING,
    ItemWithdrawn: NOTHING,
    ItemClaimed: NOTHING,
    ItemReleased: NOTHING,
    ItemClosed: NOTHING,
    ItemReopened: NOTHING,
}
