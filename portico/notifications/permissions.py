from enum import StrEnum


class NoticesVerb(StrEnum):
    SEND = "notifications.send"
    CHOOSE = "notifications.choose"
    MEND = "notifications.mend"
