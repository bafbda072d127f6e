"""Is this a resource that can be kept? Errors that hide its meaning refuse it; the rest are warnings.

Source: FHIR R4 (id, resourceType and subject are what a record hangs on); house rule: one bad resource stops no other.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from portico.exchange.rules.report import Remark
from portico.lib.fhir import Context, Facts, FhirError, R4Schema, patient_reference, read
from portico.lib.fhir.files import FIRST, Found
from portico.lib.fhir.moments import moment

# What others point to for names; kept at hand for the whole import.
SHARED = frozenset(FIRST) - {"Patient"}
# These have a page and must say whose they are.
NEEDS_PATIENT = frozenset(
    {
        "AllergyIntolerance", "Appointment", "CareTeam", "Condition", "DiagnosticReport", "DocumentReference",
        "Encounter", "FamilyMemberHistory", "Immunization", "MedicationRequest", "MedicationStatement", "Observation",
        "ServiceRequest",
    }
)  # fmt: skip
LONGEST_TYPE, LONGEST_ID = 60, 200  # as wide as the archive's columns; FHIR ends at 64
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


@dataclass(slots=True)
class Item:
    """One resource after the check. `patient` is the reference as written, `patient_id` the id it leads to."""

    file: str
    place: str
    type: str
    resource_id: str
    resource: dict[str, Any]
    full_url: str = ""
    facts: Facts | None = None
    patient: str = ""
    patient_id: str = ""
    updated_at: datetime | None = None
    refusal: Remark | None = None

    @property
    def is_shared(self) -> bool:
        return self.type in SHARED


def check(found: Found, file: str, schema: R4Schema, context: Context) -> tuple[Item | None, list[Remark]]:
    """The item (with `refusal` set if it can't be kept) and the warnings about it."""
    resource = found.resource
    if not isinstance(resource, dict):
        return _refused(found, file, "unknown", "is not a FHIR resource"), []
    kind, key = resource.get("resourceType"), resource.get("id")
    if not isinstance(kind, str) or not kind:
        return _refused(found, file, "unknown", "has no resourceType"), []
    if not isinstance(key, str) or not key:
        return _refused(found, file, kind, "has no id"), []
    if reason := _why_not_kept(resource, kind, key):
        return _refused(found, file, kind[:LONGEST_TYPE], reason), []
    item = Item(file, found.place, kind, key, resource, found.full_url)
    try:
        item.facts = read(resource, context)
        item.patient = patient_reference(resource, context) or ""
        item.updated_at = _updated_at(resource)
    except FhirError as error:
        item.refusal = Remark(file, f"{found.place}, {error.place}", error.reason)
        return item, []
    if kind in NEEDS_PATIENT and not item.patient:
        item.refusal = Remark(file, f"{found.place}, {kind}/{key}", "names no patient")
        return item, []
    problems = schema.check(resource)
    return item, [Remark(file, f"{found.place}, {p.place}", p.reason) for p in problems]


def _why_not_kept(resource: dict[str, Any], kind: str, key: str) -> str:
    """What the archive can't hold as it is."""
    if len(kind) > LONGEST_TYPE or len(key) > LONGEST_ID:
        return f"has a resourceType over {LONGEST_TYPE} characters or an id over {LONGEST_ID}"
    try:
        text = orjson.dumps(resource)
    except TypeError:
        return "is nested too deeply"
    return "holds the character U+0000, which FHIR forbids" if NUL.search(text) else ""


def _refused(found: Found, file: str, kind: str, reason: str) -> Item:
    return Item(file, found.place, kind, "", {}, refusal=Remark(file, found.place, reason))


def _updated_at(resource: dict[str, Any]) -> datetime | None:
    meta = resource.get("meta")
    text = meta.get("lastUpdated") if isinstance(meta, dict) else None
    return moment(text, "meta.lastUpdated").at if isinstance(text, str) else None
