from enum import StrEnum


class GuideVerb(StrEnum):
    READ = "guide.read"
