from enum import StrEnum


class ResultsVerb(StrEnum):
    VIEW = "results.view"
    IMPORT = "results.import"
