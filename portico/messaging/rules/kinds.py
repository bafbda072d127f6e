"""The six things one writes about, and what sending them asks for.

Source: mission 1.10-1.12, domain.md 4.1 (types) and look.md "Compose" (six plain choices).
"""

from enum import StrEnum


class Kind(StrEnum):
    REFILL = "refill"
    QUESTION = "question"
    RESULT = "result"
    REFERRAL = "referral"
    APPOINTMENT = "appointment"
    OTHER = "other"


# What may hide an emergency shows the emergency step as a screen of its own first.
ASKS_ABOUT_EMERGENCY = frozenset({Kind.QUESTION})
# Answers to these are about somebody's health: unread for two days, their writer is told.
CLINICAL = frozenset({Kind.REFILL, Kind.QUESTION, Kind.RESULT, Kind.REFERRAL, Kind.OTHER})
