"""What Portico reads out of a FHIR R4 resource: frozen facts, no Django, no database.

Names follow FHIR R4 (https://hl7.org/fhir/R4). Text is as received, never translated here.
`source_id` is the resource's `id` within its source.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Precision(StrEnum):
    """How much of a FHIR date or dateTime was given."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Moment:
    """A FHIR date, dateTime or instant. `at` is aware UTC; what was not given is the first possible value."""

    at: datetime
    precision: Precision


@dataclass(frozen=True, slots=True)
class Coded:
    """One CodeableConcept: the best coding and the exact words to show (`text`, else a display)."""

    text: str
    system: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    system: str
    value: str
    type_code: str = ""  # MR, SS, DL, PPN ... (v2-0203)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Common to every resource that has a page."""

    source_id: str
    labels: tuple[str, ...] = ()  # codes of meta.security: R, V, ETH, PSY, HIV, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientFacts(Facts):
    family: str
    given: str
    prefix: str = ""
    suffix: str = ""
    preferred_name: str = ""  # name.use usual or nickname
    birth_date: date | None = None
    deceased: bool = False
    gender: str = ""  # administrative: male, female, other, unknown
    language: str = ""  # BCP-47 of the preferred communication
    identifiers: tuple[Identifier, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()  # (use: home, mobile, work, "") and number as written
    emails: tuple[str, ...] = ()
    address: tuple[str, ...] = ()  # lines, ready to print
    general_practitioner: str = ""
    is_active: bool = True
    born: Moment | None = None  # also where only the year or month is known; birth_date is then None
    died: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemFacts(Facts):
    code: Coded
    clinical_status: str = ""  # active, recurrence, relapse, inactive, remission, resolved
    verification_status: str = (
        ""  # unconfirmed, provisional, differential, confirmed, refuted, entered-in-error
    )
    category: str = ""  # problem-list-item, encounter-diagnosis, health-concern
    onset: Moment | None = None
    abated: Moment | None = None
    recorded: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineFacts(Facts):
    """MedicationRequest or MedicationStatement."""

    code: Coded
    status: str  # active, on-hold, cancelled, completed, entered-in-error, stopped, draft, unknown
    intent: str = ""
    is_reported: bool = False
    dosage: str = ""  # one readable line
    reason: str = ""
    authored: Moment | None = None
    prescriber: str = ""
    days_supply: int | None = None
    refills: int | None = None
    valid_until: Moment | None = None
    is_prohibited: bool = False  # doNotPerform: an order NOT to take it


@dataclass(frozen=True, slots=True, kw_only=True)
class AllergyFacts(Facts):
    code: Coded
    clinical_status: str = ""
    verification_status: str = ""
    kind: str = ""  # allergy, intolerance
    category: str = ""  # food, medication, environment, biologic
    criticality: str = ""  # low, high, unable-to-assess
    reactions: tuple[str, ...] = ()
    severity: str = ""  # mild, moderate, severe: the worst of the reactions
    recorded: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VaccineFacts(Facts):
    code: Coded
    status: str  # completed, entered-in-error, not-done
    given: Moment | None = None
    lot: str = ""
    dose: str = ""
    reason_not_done: str = ""
    place: str = ""
    given_text: str = ""  # occurrenceString: when it was given, in words ("as a child")


@dataclass(frozen=True, slots=True)
class FamilyCondition:
    code: Coded
    onset: str = ""  # readable: "age 52", "1998"
    is_cause_of_death: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyHistoryFacts(Facts):
    relationship: Coded
    status: str = ""
    name: str = ""
    is_deceased: bool = False
    conditions: tuple[FamilyCondition, ...] = ()
    recorded: Moment | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A measured value: one of number and text says what it was; both empty means absent (see `absent`)."""

    number: Decimal | None = None
    comparator: str = ""  # "<", "<=", ">=", ">"
    unit: str = ""
    text: str = ""
    absent: str = ""  # data-absent reason in words
    low: Decimal | None = None  # reference range, same unit
    high: Decimal | None = None
    range_text: str = ""
    flags: tuple[str, ...] = ()  # interpretation codes: N, L, H, LL, HH, A, AA, POS, NEG ...


@dataclass(frozen=True, slots=True)
class Part:
    """Observation.component, e.g. systolic and diastolic."""

    code: Coded
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFacts(Facts):
    """Observation."""

    code: Coded
    status: str  # registered, preliminary, final, amended, corrected, cancelled, entered-in-error, unknown
    category: str = ""  # laboratory, vital-signs, social-history, survey, imaging, exam ...
    value: Value = Value()
    parts: tuple[Part, ...] = ()
    taken: Moment | None = None
    issued: Moment | None = None
    performer: str = ""
    note: str = ""
    method: str = ""
    members: tuple[str, ...] = ()  # ids of Observations in hasMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    content_type: str = ""
    title: str = ""
    data: bytes = b""  # decoded
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts(Facts):
    """DiagnosticReport."""

    code: Coded
    status: str
    category: str = ""  # LAB, RAD, LP29684-5 ... as received
    taken: Moment | None = None
    issued: Moment | None = None
    performer: str = ""
    conclusion: str = ""
    results: tuple[str, ...] = ()  # ids of Observations
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts(Facts):
    """DocumentReference."""

    code: Coded
    status: str  # current, superseded, entered-in-error
    doc_status: str = ""  # preliminary, final, amended, entered-in-error
    category: str = ""
    written: Moment | None = None
    author: str = ""
    description: str = ""
    attachments: tuple[Attachment, ...] = ()
    encounter: str = ""  # id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts(Facts):
    """ServiceRequest. `is_referral` separates referrals from ordered tests."""

    code: Coded
    status: str  # draft, active, on-hold, revoked, completed, entered-in-error, unknown
    is_referral: bool
    intent: str = ""
    priority: str = ""
    authored: Moment | None = None
    occurs: Moment | None = None
    requester: str = ""
    performer: str = ""
    reason: str = ""
    note: str = ""
    is_prohibited: bool = False  # doNotPerform: an order NOT to do it


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterFacts(Facts):
    code: Coded
    status: (
        str  # planned, arrived, triaged, in-progress, onleave, finished, cancelled, entered-in-error, unknown
    )
    klass: str = ""  # AMB, EMER, IMP, VR ... (v3-ActCode)
    start: Moment | None = None
    end: Moment | None = None
    reason: str = ""
    clinician: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareTeamFacts(Facts):
    status: str  # proposed, active, suspended, inactive, entered-in-error
    name: str = ""
    members: tuple[Member, ...] = ()
    start: Moment | None = None
    end: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFacts(Facts):
    # proposed, pending, booked, arrived, fulfilled, cancelled, noshow, entered-in-error, checked-in, waitlist
    status: str
    code: Coded
    start: Moment | None = None
    minutes: int | None = None
    description: str = ""
    clinician: str = ""
    place: str = ""
    reason: str = ""
    is_video: bool = False
