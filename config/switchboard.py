"""What follows from what happened: event -> reactions, in order. Every event of every room stands here."""

from portico.accounts.events import NewDeviceSeen, PasswordForgotten, SecurityChanged
from portico.clinic.events import AbsenceCancelled, AbsencePlanned, FeatureSwitched
from portico.core.events import Event
from portico.exchange.events import RecordImported
from portico.files.events import FileReady, FileRefused, FileTaken
from portico.messaging.events import (
    AnswerSent,
    AnswerUnread,
    AnswerWithdrawn,
    DraftStarted,
    MessageSent,
    MessageWithdrawn,
    ReplySent,
    ReplyWithdrawn,
    SendingInterrupted,
    ThreadRead,
)
from portico.triage.events import (
    CallLogged,
    ItemClaimed,
    ItemClosed,
    ItemFiled,
    ItemFlagged,
    ItemOpened,
    ItemReleased,
    ItemReopened,
    ItemReplied,
    ItemRouted,
    ItemWithdrawn,
    ItemWorkedOn,
    MoveTakenBack,
    NoteWritten,
    PhysicianAdvised,
    PhysicianAsked,
    PromisePassed,
    RedFlagFound,
    StillUnanswered,
)

NOTHING: tuple[str, ...] = ()

TABLE: dict[type[Event], tuple[str, ...]] = {
    PasswordForgotten: ("portico.reactions.accounts.send_password_link",),
    NewDeviceSeen: ("portico.reactions.accounts.tell_new_device",),
    SecurityChanged: ("portico.reactions.accounts.tell_change",),
    FeatureSwitched: NOTHING,
    AbsencePlanned: NOTHING,
    AbsenceCancelled: NOTHING,
    RecordImported: NOTHING,
    DraftStarted: NOTHING,
    FileTaken: ("portico.reactions.files.check",),
    FileReady: NOTHING,
    FileRefused: ("portico.reactions.files.tell_writer",),
    MessageSent: NOTHING,
    MessageWithdrawn: NOTHING,
    SendingInterrupted: NOTHING,
    AnswerSent: ("portico.reactions.messages.tell_patient",),
    ReplySent: ("portico.reactions.messages.bring_back",),
    ReplyWithdrawn: NOTHING,
    AnswerUnread: ("portico.reactions.messages.tell_writer",),
    AnswerWithdrawn: NOTHING,
    ThreadRead: NOTHING,
    ItemFiled: NOTHING,
    ItemWithdrawn: NOTHING,
    ItemOpened: NOTHING,
    ItemWorkedOn: NOTHING,
    ItemClaimed: NOTHING,
    ItemRouted: NOTHING,
    ItemFlagged: NOTHING,
    RedFlagFound: NOTHING,
    PhysicianAsked: ("portico.reactions.messages.tell_physician",),
    PhysicianAdvised: NOTHING,
    ItemReplied: NOTHING,
    CallLogged: NOTHING,
    NoteWritten: NOTHING,
    MoveTakenBack: NOTHING,
    ItemReleased: NOTHING,
    PromisePassed: ("portico.reactions.messages.tell_who_looks_after",),
    StillUnanswered: ("portico.reactions.messages.tell_managers",),
    ItemClosed: NOTHING,
    ItemReopened: NOTHING,
}
