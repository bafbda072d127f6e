"""Reads: the refill protocol and what it says, orders and the lists on which they wait."""

from portico.orders.queries.orders import (
    after,
    entered_lately,
    of_patient,
    order,
    sent,
    steps,
    to_correct,
    to_enter,
    to_sign,
    who,
)
from portico.orders.queries.protocol import (
    Found,
    adoptions,
    answer,
    asked_for,
    facts,
    found_in_chart,
    lab_codes,
    medicine_of,
    table,
    table_fault,
)

__all__ = [
    "Found",
    "adoptions",
    "after",
    "answer",
    "asked_for",
    "entered_lately",
    "facts",
    "found_in_chart",
    "lab_codes",
    "medicine_of",
    "of_patient",
    "order",
    "sent",
    "steps",
    "table",
    "table_fault",
    "to_correct",
    "to_enter",
    "to_sign",
    "who",
]  # fmt: skip
