from enum import StrEnum


class FilesVerb(StrEnum):
    TAKE = "files.take"
    VIEW = "files.view"
    CHECK = "files.check"
    TIDY = "files.tidy"
