from enum import StrEnum


class ArchiveVerb(StrEnum):
    RECEIVE = "archive.receive"
