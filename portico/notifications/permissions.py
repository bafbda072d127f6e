from enum import StrEnum


class NoticesVerb(StrEnum):
    SEND = "notifications.send"
