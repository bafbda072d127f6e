"""Whose record a resource belongs to.

Source: R4 patient compartment, https://hl7.org/fhir/R4/compartmentdefinition-patient.html. Narrower where it
would give one person another's record: a patient who is merely a sender, performer or payer of something
about somebody else does not own it, and a Group belongs to nobody.
"""

from typing import Any

from portico.lib.fhir.references import Context, reference_key, reference_words
from portico.lib.fhir.taking import Json

SUBJECT = (
    "Account AdverseEvent Basic CarePlan CareTeam ChargeItem ClinicalImpression Communication"
    " CommunicationRequest Composition Condition Contract DeviceRequest DeviceUseStatement DiagnosticReport"
    " DocumentManifest DocumentReference Encounter Flag Goal GuidanceResponse ImagingStudy"
    " Invoice List MeasureReport Media MedicationAdministration MedicationDispense MedicationRequest"
    " MedicationStatement Observation Procedure QuestionnaireResponse RequestGroup"
    " RiskAssessment ServiceRequest Specimen"
)
PATIENT = (
    "AllergyIntolerance BodyStructure Claim ClaimResponse Consent CoverageEligibilityRequest"
    " CoverageEligibilityResponse DetectedIssue Device EpisodeOfCare ExplanationOfBenefit FamilyMemberHistory"
    " Immunization ImmunizationEvaluation ImmunizationRecommendation MolecularSequence NutritionOrder"
    " RelatedPerson SupplyDelivery VisionPrescription"
)
OWNER: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SUBJECT.split(), ("subject",)),
    **dict.fromkeys(PATIENT.split(), ("patient",)),
    "Coverage": ("beneficiary",),
    "EnrollmentRequest": ("candidate",),
    "ResearchSubject": ("individual",),
    "SupplyRequest": ("deliverTo",),
    "Task": ("for",),
}
# Elements that name many kinds of things: only what is surely a patient counts there.
AMONG_OTHERS: dict[str, tuple[str, ...]] = {
    "Appointment": ("participant.actor",),
    "AppointmentResponse": ("actor",),
    "AuditEvent": ("agent.who", "entity.what"),
    "Binary": ("securityContext",),
    "Person": ("link.target",),
    "Provenance": ("target",),
    "Schedule": ("actor",),
}
NOWHERE = Context()


def patient_reference(resource: Json, context: Context = NOWHERE) -> str | None:
    """The reference of the patient whom this resource belongs to, None for what belongs to nobody.

    A Context tells a "urn:uuid:" from other things, and leads a Provenance by its target to the patient.
    """
    kind = resource.get("resourceType")
    if kind == "Patient":
        return f"Patient/{resource['id']}" if isinstance(resource.get("id"), str) else None
    for path in OWNER.get(str(kind), ()):
        for found in _found(resource, path.split(".")):
            if _may_be_patient(found, context):
                return reference_words(found)
    return _among_others(resource, str(kind), context)


def _among_others(resource: Json, kind: str, context: Context) -> str | None:
    paths = AMONG_OTHERS.get(kind, ())
    references = [found for path in paths for found in _found(resource, path.split("."))]
    for found in references:
        if _is_patient(found, context):
            return reference_words(found)
    for found in references:
        if kind not in ("Provenance", "Binary"):
            break
        target = context.resources(reference_words(found))
        # A Provenance of a Provenance would lead round and round.
        if (
            target
            and target.get("resourceType") not in AMONG_OTHERS
            and (owner := patient_reference(target, context))
        ):
            return owner
    return None


def _found(holder: Any, path: list[str]) -> list[Any]:
    """Every value at a path, lists opened."""
    values = [holder]
    for key in path:
        next_values: list[Any] = []
        for value in values:
            inner = value.get(key) if isinstance(value, dict) else None
            next_values += inner if isinstance(inner, list) else [] if inner is None else [inner]
        values = next_values
    return values


def _kind(found: Any, context: Context) -> str | None:
    """The type a Reference leads to, "" where its address does not tell, None where it has no address."""
    text = reference_words(found)
    if not text:
        return None
    key = context.key(text) or reference_key(text)
    if key and key[0] not in ("", "#"):
        return key[0]
    if text.startswith("Patient?"):
        return "Patient"
    told = found.get("type")
    return told if isinstance(told, str) else "" if key else None


def _is_patient(found: Any, context: Context) -> bool:
    return _kind(found, context) == "Patient"


def _may_be_patient(found: Any, context: Context) -> bool:
    return _kind(found, context) in ("Patient", "")
