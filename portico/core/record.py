"""How facts from a record system become rows: the columns that every item has, and one bulk write a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portico.core.models import RecordRow
from portico.core.viewer import DataClass
from portico.lib.fhir.shapes import Coded, Facts, Moment
from portico.lib.words import Kind, search_text

# v3-Confidentiality above "normal", and v3-ActCode sensitivities: such an item is closed to proxies.
CLOSING_LABELS = frozenset(
    {"R", "V", "ETH", "ETHUD", "ALC", "GDIS", "HIV", "MST", "OPIOIDUD", "PSY", "PSYTHPN", "SCA", "SDV", "SEX"}
    | {"SPI", "BH", "COGN", "DVD", "EMOTDIS", "MH", "PSYDIS", "SICKLE", "STD", "SUD", "VIO", "SOC", "DEMO"}
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One resource that was read, on its way into a room."""

    entry_id: UUID
    patient_id: UUID
    source: str
    facts: Facts


def columns(
    item: Incoming, kind: Kind, code: Coded, moment: Moment | None, *, status: str, is_void: bool
) -> dict[str, Any]:
    """The columns of `RecordRow`."""
    return {
        "id": item.entry_id,
        "patient_id": item.patient_id,
        "source": item.source,
        "sensitivity": DataClass.CONFIDENTIAL if CLOSING_LABELS.intersection(item.facts.labels) else "",
        "text": code.text[:500],
        "system": code.system[:120],
        "code": code.code[:60],
        "status": status[:30],
        "happened_at": moment.at if moment else None,
        "precision": moment.precision if moment else "",
        "search": search_text(kind, system=code.system, code=code.code, text=code.text),
        "is_void": is_void,
    }


def upsert(rows: Sequence[RecordRow]) -> None:
    """Write rows of one table, new ones and newer versions alike."""
    if not rows:
        return
    model = type(rows[0])
    names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    model._default_manager.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=names
    )
