from enum import StrEnum


class BackupVerb(StrEnum):
    RESTORE = "backup.restore"
    RELEASE = "backup.release"
