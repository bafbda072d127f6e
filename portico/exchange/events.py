from dataclasses import dataclass
from datetime import date

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordImported(Event):
    """A batch for one patient. Dates are those of the items; None where no item had one."""

    name = "exchange.record_imported"
    source: str
    created: int
    updated: int
    first: date | None
    last: date | None
