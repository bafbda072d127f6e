"""Events: frozen facts in the past tense. Each room declares its own in events.py; the switchboard says what follows.

Fields are ids and plain values only: no text that a person wrote.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

_PLAIN = (str, int, bool, type(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all. `patient_id` is None for what concerns no patient."""

    name: ClassVar[str]
    version: ClassVar[int] = 1
    patient_id: UUID | None = None

    def data(self) -> dict[str, Any]:
        own = [f.name for f in fields(self) if f.name != "patient_id"]
        return {name: _plain(getattr(self, name)) for name in own}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, _PLAIN):
        return value
    raise TypeError(f"An event carries ids and plain values only, not {type(value).__name__}.")


def switchboard() -> dict[type[Event], tuple[str, ...]]:
    """The table event -> reactions, in order, named in settings so that the ground imports nothing from above."""
    table: dict[type[Event], tuple[str, ...]] = import_string(settings.PORTICO_SWITCHBOARD)
    return table


def reactions_to(event: Event) -> tuple[str, ...]:
    try:
        return switchboard()[type(event)]
    except KeyError:
        raise LookupError(
            f"{type(event).__name__} does not stand on the switchboard (config/switchboard.py)."
        ) from None


# (name, version) -> function that lifts old data to the next version. Old rows are read through it, never rewritten.
UPCASTERS: dict[tuple[str, int], Any] = {}


def upcast(name: str, version: int, data: dict[str, Any]) -> dict[str, Any]:
    while (name, version) in UPCASTERS:
        data = UPCASTERS[name, version](data)
        version += 1
    return data
