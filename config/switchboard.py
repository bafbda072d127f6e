"""What follows from what happened: event -> reactions, in order. Every event of every room stands here."""

from portico.clinic.events import FeatureSwitched
from portico.core.events import Event
from portico.exchange.events import RecordImported
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
    FeatureSwitched: NOTHING,
    RecordImported: NOTHING,
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
