"""Condition, MedicationRequest and -Statement, AllergyIntolerance, Immunization, FamilyMemberHistory."""

from portico.lib.fhir.codes import (
    category_of,
    code_of,
    coded,
    coded_at,
    labels_of,
    notes_of,
    texts,
)
from portico.lib.fhir.dosage import dosage_line
from portico.lib.fhir.moments import moment_at, period, started, written_period
from portico.lib.fhir.references import Context
from portico.lib.fhir.shapes import (
    AllergyFacts,
    Coded,
    FamilyCondition,
    FamilyHistoryFacts,
    MedicineFacts,
    ProblemFacts,
    VaccineFacts,
)
from portico.lib.fhir.taking import LARGEST, Json, count, first, flag, many, number, one, whole, word, words
from portico.lib.fhir.values import plain, quantity_text, range_text

PROBLEM_CATEGORIES = ("problem-list-item", "health-concern", "encounter-diagnosis")
SEVERITIES = ("severe", "moderate", "mild")
DAYS_IN = {"d": 1, "day": 1, "days": 1, "wk": 7, "week": 7, "weeks": 7}


def read_condition(resource: Json, context: Context) -> ProblemFacts:
    here = "Condition"
    return ProblemFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=coded_at(resource, "code", here),
        clinical_status=code_of(resource, "clinicalStatus", here),
        verification_status=code_of(resource, "verificationStatus", here),
        category=category_of(resource, here, PROBLEM_CATEGORIES),
        onset=started(resource, "onset", here),
        abated=started(resource, "abatement", here),
        recorded=moment_at(resource, "recordedDate", here),
    )


def read_medication_request(resource: Json, context: Context) -> MedicineFacts:
    here = "MedicationRequest"
    supply = one(resource, "dispenseRequest", here)
    there = f"{here}.dispenseRequest"
    return MedicineFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=medicine_code(resource, context, here),
        status=word(resource, "status", here),
        intent=word(resource, "intent", here),
        is_reported=flag(resource, "reportedBoolean", here) or bool(one(resource, "reportedReference", here)),
        dosage=dosage_line(resource, "dosageInstruction", here),
        reason=reasons(resource, context, here),
        authored=moment_at(resource, "authoredOn", here),
        prescriber=context.named(resource, "requester", here),
        days_supply=_days(one(supply, "expectedSupplyDuration", there), f"{there}.expectedSupplyDuration"),
        refills=count(supply, "numberOfRepeatsAllowed", there),
        valid_until=period(supply, "validityPeriod", there)[1],
        is_prohibited=flag(resource, "doNotPerform", here),
    )


def read_medication_statement(resource: Json, context: Context) -> MedicineFacts:
    here = "MedicationStatement"
    return MedicineFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=medicine_code(resource, context, here),
        status=word(resource, "status", here),
        is_reported=True,
        dosage=dosage_line(resource, "dosage", here),
        reason=reasons(resource, context, here),
        authored=moment_at(resource, "dateAsserted", here) or started(resource, "effective", here),
    )


def medicine_code(resource: Json, context: Context, place: str) -> Coded:
    """medication[x]: a concept, or a Medication contained here or known outside, or at least its display."""
    if resource.get("medicationReference") is None:
        return coded_at(resource, "medicationCodeableConcept", place)
    pointer, here = one(resource, "medicationReference", place), f"{place}.medicationReference"
    target = context.target(word(pointer, "reference", here), resource, place) or {}
    code = coded_at(target, "code", "Medication")
    if code.text:
        return code
    mixed = (
        coded_at(i, "itemCodeableConcept", "Medication.ingredient").text
        for i in many(target, "ingredient", "Medication")
    )
    name = ", ".join(text for text in mixed if text) or context.name(pointer, resource, here)
    return Coded(name, code.system, code.code)


def reasons(resource: Json, context: Context, place: str) -> str:
    """reasonCode and the names of reasonReference, each once."""
    told = [*texts(resource, "reasonCode", place)]
    if referred := context.all_named(resource, "reasonReference", place):
        told.append(referred)
    return ", ".join(dict.fromkeys(told))


def _days(duration: Json, place: str) -> int | None:
    amount = number(duration, "value", place)
    unit = word(duration, "code", place) or word(duration, "unit", place)
    # A month is no fixed number of days: None says that it is not known.
    days = amount * DAYS_IN[unit] if amount is not None and unit in DAYS_IN else None
    return int(days) if days is not None and 0 <= days <= LARGEST else None


def read_allergy(resource: Json, context: Context) -> AllergyFacts:
    here, there = "AllergyIntolerance", "AllergyIntolerance.reaction"
    reactions = many(resource, "reaction", here)
    signs = (text for r in reactions for text in texts(r, "manifestation", there))
    severities = {word(r, "severity", there) for r in reactions}
    substance = next((c for r in reactions if (c := coded_at(r, "substance", there)).text), Coded(""))
    code = coded_at(resource, "code", here)
    return AllergyFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=code if code.text else substance,
        clinical_status=code_of(resource, "clinicalStatus", here),
        verification_status=code_of(resource, "verificationStatus", here),
        kind=word(resource, "type", here),
        category=next(iter(words(resource, "category", here)), ""),
        criticality=word(resource, "criticality", here),
        reactions=tuple(dict.fromkeys(signs)),
        severity=next((s for s in SEVERITIES if s in severities), ""),
        recorded=moment_at(resource, "recordedDate", here),
    )


def read_immunization(resource: Json, context: Context) -> VaccineFacts:
    here = "Immunization"
    return VaccineFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=coded_at(resource, "vaccineCode", here),
        status=word(resource, "status", here),
        given=moment_at(resource, "occurrenceDateTime", here),
        lot=word(resource, "lotNumber", here),
        dose=_dose(resource, here),
        reason_not_done=coded_at(resource, "statusReason", here).text,
        place=context.named(resource, "location", here),
        given_text=word(resource, "occurrenceString", here),
    )


def _dose(resource: Json, place: str) -> str:
    """ "2 of 3" where the series is told, else the amount "0.5 mL"."""
    here = f"{place}.protocolApplied"
    series = first(resource, "protocolApplied", place)
    this, of = _count(series, "doseNumber", here), _count(series, "seriesDoses", here)
    if this:
        return f"{this} of {of}" if of else this
    return quantity_text(one(resource, "doseQuantity", place), f"{place}.doseQuantity")


def _count(series: Json, stem: str, place: str) -> str:
    count = whole(series, f"{stem}PositiveInt", place)
    return str(count) if count is not None else word(series, f"{stem}String", place)


def read_family_history(resource: Json, context: Context) -> FamilyHistoryFacts:
    here = "FamilyMemberHistory"
    return FamilyHistoryFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        relationship=coded_at(resource, "relationship", here),
        status=word(resource, "status", here),
        name=word(resource, "name", here),
        is_deceased=_is_deceased(resource, here),
        conditions=tuple(_family_condition(c) for c in many(resource, "condition", here)),
        recorded=moment_at(resource, "date", here),
        note=notes_of(resource, here),
    )


def _is_deceased(resource: Json, place: str) -> bool:
    told = any(resource.get(f"deceased{kind}") for kind in ("Age", "Range", "Date", "String"))
    moment_at(resource, "deceasedDate", place)
    return told or flag(resource, "deceasedBoolean", place)


def _family_condition(condition: Json) -> FamilyCondition:
    here = "FamilyMemberHistory.condition"
    return FamilyCondition(
        code=coded(one(condition, "code", here), f"{here}.code"),
        onset=_onset(condition, here),
        is_cause_of_death=flag(condition, "contributedToDeath", here),
    )


def _onset(condition: Json, place: str) -> str:
    if condition.get("onsetAge") is not None:
        return _age(one(condition, "onsetAge", place), f"{place}.onsetAge")
    if condition.get("onsetRange") is not None:
        between = range_text(one(condition, "onsetRange", place), f"{place}.onsetRange")
        return f"age {between}" if between else ""
    return word(condition, "onsetString", place) or written_period(condition, "onsetPeriod", place)


def _age(age: Json, place: str) -> str:
    """ "age 52"; other units than years are named."""
    amount = number(age, "value", place)
    if amount is None:
        return ""
    is_years = word(age, "code", place) in ("a", "") and word(age, "unit", place) in (
        "yr",
        "a",
        "year",
        "years",
        "",
    )
    unit = "" if is_years else word(age, "unit", place) or word(age, "code", place)
    return f"age {plain(amount)} {unit}".rstrip()
