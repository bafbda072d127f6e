"""Taking typed elements out of a resource: absent is empty, the wrong kind is a FhirError with its place.

`place` is the place of the parent, e.g. "Observation"; the element's own is made only when needed.
"""

from decimal import Decimal, InvalidOperation
from typing import Any

from portico.lib.fhir.errors import FhirError

Json = dict[str, Any]
LARGEST = 2**31 - 1  # FHIR R4, integer: signed, 32 bits


def word(parent: Json, key: str, place: str) -> str:
    """A string, "" where absent."""
    found = parent.get(key)
    if found is None:
        return ""
    if type(found) is not str:
        raise FhirError(f"{place}.{key}", "This should be text.")
    return found


def words(parent: Json, key: str, place: str) -> tuple[str, ...]:
    """A list of strings; FHIR writes null where an entry has extensions only."""
    found = parent.get(key)
    if found is None:
        return ()
    if type(found) is not list or any(w is not None and type(w) is not str for w in found):
        raise FhirError(f"{place}.{key}", "This should be a list of texts.")
    return tuple(w for w in found if w)


def one(parent: Json, key: str, place: str) -> Json:
    """An element with parts of its own, {} where absent."""
    found = parent.get(key)
    if found is None:
        return {}
    if type(found) is not dict:
        raise FhirError(f"{place}.{key}", "This should be an element with named parts.")
    return found


def many(parent: Json, key: str, place: str) -> list[Json]:
    """A list of such elements, [] where absent."""
    found = parent.get(key)
    if found is None:
        return []
    if type(found) is not list or any(type(entry) is not dict for entry in found):
        raise FhirError(f"{place}.{key}", "This should be a list of elements with named parts.")
    return found


def first(parent: Json, key: str, place: str) -> Json:
    found = many(parent, key, place)
    return found[0] if found else {}


def flag(parent: Json, key: str, place: str) -> bool:
    found = parent.get(key)
    if found is None:
        return False
    if type(found) is not bool:
        raise FhirError(f"{place}.{key}", "This should be true or false.")
    return found


def number(parent: Json, key: str, place: str) -> Decimal | None:
    """A number as it was written: a float's shortest text, never its binary expansion."""
    found = parent.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float | Decimal):
        raise FhirError(f"{place}.{key}", "This should be a number.")
    try:
        exact = Decimal(str(found))
    except (InvalidOperation, ValueError) as broken:
        raise FhirError(f"{place}.{key}", "This should be a number.") from broken
    if not exact.is_finite():
        raise FhirError(f"{place}.{key}", "This should be a finite number.")
    return exact


def whole(parent: Json, key: str, place: str) -> int | None:
    exact = number(parent, key, place)
    if exact is None:
        return None
    if exact != exact.to_integral_value():
        raise FhirError(f"{place}.{key}", "This should be a whole number.")
    if abs(exact) > LARGEST:
        raise FhirError(f"{place}.{key}", "This number is larger than FHIR allows.")
    return int(exact)


def count(parent: Json, key: str, place: str) -> int | None:
    """A whole number that can't be below zero."""
    found = whole(parent, key, place)
    if found is not None and found < 0:
        raise FhirError(f"{place}.{key}", "This should not be below zero.")
    return found
