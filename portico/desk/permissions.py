from enum import StrEnum


class DeskVerb(StrEnum):
    VIEW = "desk.view"
