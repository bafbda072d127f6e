"""What is kept but never shown or used.

Source: FHIR R4 verification status (entered-in-error, refuted) and the status codes of each resource.
"""

VOID = frozenset({"entered-in-error", "refuted"})


def is_void(*statuses: str) -> bool:
    return not VOID.isdisjoint(statuses)
