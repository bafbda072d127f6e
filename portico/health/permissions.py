from enum import StrEnum


class HealthVerb(StrEnum):
    VIEW = "health.view"
