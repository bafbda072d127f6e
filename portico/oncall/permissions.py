from enum import StrEnum


class OnCallVerb(StrEnum):
    VIEW = "oncall.view"
    WRITE = "oncall.write"
    SIGN = "oncall.sign"  # that a physician is paged first
