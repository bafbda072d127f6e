"""Who is looking: built once a request by the office upstairs (access), carried by hand into every query and action."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


class Strength(IntEnum):
    """How sure we are that it is really this person."""

    NONE = 0
    PASSWORD = 1
    SECOND_FACTOR = 2


class Purpose(StrEnum):
    """Why an action may see or do more than the person may. Verbs per purpose stand in access/roles.py."""

    FILE_WORK = "file-work"
    REFILL_CHECK = "refill-check"
    RECORD_IMPORT = "record-import"
    REACT = "react"
    CARRY_OUT = "carry-out"
    KEEP_ORDER = "keep-order"
    SET_UP = "set-up"
    CHECK_FILE = "check-file"
    TRY_ROUTING = "try-routing"
    RESTORE = "restore"


class DataClass(StrEnum):
    """Kinds of data that can be hidden from a proxy, by relation or by a label on the item."""

    PROBLEMS = "problems"
    MEDICINES = "medicines"
    ALLERGIES = "allergies"
    VACCINES = "vaccines"
    FAMILY_HISTORY = "family-history"
    RESULTS = "results"
    DOCUMENTS = "documents"
    REFERRALS = "referrals"
    VISITS = "visits"
    CARE_TEAM = "care-team"
    MESSAGES = "messages"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """`person_*` speak of the patient whose record is open in this request; all are empty on pages of no patient.
    `holds_until`: what this viewer does may be taken back until then at least, where one press does it many times."""

    account_id: UUID | None = None
    name: str = ""
    role: str = ""
    verbs: frozenset[str] = frozenset()
    patient_id: UUID | None = None
    person_name: str = ""
    is_acting_for_other: bool = False
    hidden: frozenset[str] = frozenset()
    sites: frozenset[UUID] = frozenset()
    pools: frozenset[UUID] = frozenset()
    staff_id: UUID | None = None
    features: frozenset[str] = frozenset()
    strength: Strength = Strength.NONE
    signed_in_at: datetime | None = None
    purpose: Purpose | None = None
    source: str = ""
    language: str = "en"
    zone: str = "UTC"
    practice: str = ""
    phone: str = ""
    holds_until: datetime | None = None

    def may(self, verb: str) -> bool:
        return verb in self.verbs

    def may_see(self, data_class: str) -> bool:
        return data_class not in self.hidden

    @property
    def account(self) -> UUID:
        """The account, where there must be one."""
        if self.account_id is None:
            raise LookupError("This viewer is no person.")
        return self.account_id

    @property
    def patient(self) -> UUID:
        """The patient whose record is open, where there must be one."""
        if self.patient_id is None:
            raise LookupError("This viewer has no record open.")
        return self.patient_id

    @property
    def is_staff(self) -> bool:
        return self.staff_id is not None

    def for_purpose(self, purpose: Purpose) -> "Viewer":
        """The same person for one named purpose; what is read so never reaches that person's page."""
        more = import_string(settings.PORTICO_PURPOSES)(purpose)
        return replace(self, verbs=self.verbs | more, hidden=frozenset(), purpose=purpose)

    def about(self, patient_id: UUID) -> "Viewer":
        """The system's view of one patient. People get theirs from a door, never from here."""
        if self.account_id is not None:
            raise ValueError("A person's viewer names its patient at the door, by the URL.")
        return replace(self, patient_id=patient_id)


def system_viewer(purpose: Purpose) -> Viewer:
    """A named viewer for work that no person does: imports, reactions, schedules."""
    return Viewer(name="Portico", role="system").for_purpose(purpose)
