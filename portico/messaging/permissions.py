from enum import StrEnum


class MessagingVerb(StrEnum):
    READ = "messaging.read"
    SEND = "messaging.send"
    ANSWER = "messaging.answer"
    TIDY = "messaging.tidy"
