from enum import StrEnum


class TriageVerb(StrEnum):
    FILE = "triage.file"
    WORK = "triage.work"
