from enum import StrEnum


class SchedulingVerb(StrEnum):
    VIEW = "scheduling.view"
    IMPORT = "scheduling.import"
