from enum import StrEnum


class HomeVerb(StrEnum):
    VIEW = "home.view"
