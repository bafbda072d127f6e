from enum import StrEnum


class TriageVerb(StrEnum):
    FILE = "triage.file"
    OPEN = "triage.open"
    WORK = "triage.work"
    ADVISE = "triage.advise"
    TIDY = "triage.tidy"
