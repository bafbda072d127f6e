"""What one writes about; the facts of each kind are the practice's (clinic/rules/kinds.py).

Source: mission 1.10-1.12, domain.md 4.1 (types) and look.md "Compose" (six choices, the others beneath).
"""

from enum import StrEnum

from portico.clinic.rules.kinds import KINDS


class Kind(StrEnum):
    REFILL = "refill"
    QUESTION = "question"
    RESULT = "result"
    MEDICINE = "medicine"
    READINGS = "readings"
    REFERRAL = "referral"
    AUTHORIZATION = "authorization"
    APPOINTMENT = "appointment"
    BILLING = "billing"
    FORM = "form"
    RECORDS = "records"
    DETAILS = "details"
    TECHNICAL = "technical"
    OTHER = "other"


# Answers to these are about somebody's health: unread for two days, their writer is told.
CLINICAL = frozenset(Kind(code) for code, kind in KINDS.items() if kind.is_clinical)
