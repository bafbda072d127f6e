"""FHIR R4 resources to the frozen facts of `shapes`: pure, no Django, no clock.

`read` gives the facts of one resource, `patient_reference` says whose record it belongs to.
"""

from collections.abc import Callable, Mapping
from typing import Any

from portico.lib.fhir.belonging import patient_reference
from portico.lib.fhir.care import read_appointment, read_care_team, read_encounter, read_service_request
from portico.lib.fhir.chart import (
    read_allergy,
    read_condition,
    read_family_history,
    read_immunization,
    read_medication_request,
    read_medication_statement,
)
from portico.lib.fhir.documents import read_document
from portico.lib.fhir.errors import FhirError
from portico.lib.fhir.names import name_of
from portico.lib.fhir.patient import read_patient
from portico.lib.fhir.references import Context, Index, Names, Resources, context_of, reference_key
from portico.lib.fhir.results import read_observation, read_report
from portico.lib.fhir.schema import Problem, R4Schema
from portico.lib.fhir.shapes import Facts

READERS: Mapping[str, Callable[[dict[str, Any], Context], Facts]] = {
    "AllergyIntolerance": read_allergy,
    "Appointment": read_appointment,
    "CareTeam": read_care_team,
    "Condition": read_condition,
    "DiagnosticReport": read_report,
    "DocumentReference": read_document,
    "Encounter": read_encounter,
    "FamilyMemberHistory": read_family_history,
    "Immunization": read_immunization,
    "MedicationRequest": read_medication_request,
    "MedicationStatement": read_medication_statement,
    "Observation": read_observation,
    "Patient": read_patient,
    "ServiceRequest": read_service_request,
}
NOTHING_AROUND = Context()


def read(resource: dict[str, Any], context: Context = NOTHING_AROUND) -> Facts | None:
    """The facts of a resource, None for a type without a page; FhirError where it hides its meaning."""
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    if not isinstance(kind, str) or not kind:
        raise FhirError("resourceType", "This is missing, so this is not a FHIR resource.")
    reader = READERS.get(kind)
    if reader is None:
        return None
    if not isinstance(resource.get("id"), str) or not resource["id"]:
        raise FhirError(f"{kind}.id", "This is missing.")
    return reader(resource, context)


__all__ = [
    "READERS",
    "Context",
    "Facts",
    "FhirError",
    "Index",
    "Names",
    "Problem",
    "R4Schema",
    "Resources",
    "context_of",
    "name_of",
    "patient_reference",
    "read",
    "reference_key",
]
