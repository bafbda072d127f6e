"""Kinds of visit that a ticket may be for, and how long one usually takes, in minutes. Words are in presenters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VisitType:
    minutes: int
    is_video: bool = False


VISIT_TYPES: dict[str, VisitType] = {
    "follow-up": VisitType(20),
    "new-problem": VisitType(20),
    "annual": VisitType(40),
    "nurse": VisitType(15),
    "laboratory": VisitType(10),
    "vaccine": VisitType(10),
    "video": VisitType(20, is_video=True),
}
