"""The blank chart that a story is written into: it numbers, dates and labels every resource."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portico.demo.cast import MADISON, Person, Site

Resource = dict[str, Any]
Reference = dict[str, Any]
Concept = dict[str, Any]

ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
CVX = "http://hl7.org/fhir/sid/cvx"
UCUM = "http://unitsofmeasure.org"
TERMS = "http://terminology.hl7.org/CodeSystem/"
MRN_SYSTEM = "https://lakeside.example/mrn"

# In these resources R4 calls the patient "patient"; an Appointment lists the patient as a participant.
SAYS_PATIENT = {"AllergyIntolerance", "Immunization", "FamilyMemberHistory"}
EMPTY: tuple[object, ...] = (None, "", [], ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The person whose record is written."""

    record_id: str
    mrn: str
    given: str
    family: str
    gender: str
    born: date
    usual: str = ""  # the name they go by
    languages: tuple[str, ...] = ("en",)
    site: Site = MADISON
    phone: str = ""
    mobile: str = ""
    email: str = ""
    street: str = ""
    city: str = "Madison"
    postcode: str = "53703"
    died_days_ago: int | None = None
    doctor: str = "amara"

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(slots=True)
class Chart:
    """Resources get an id from their kind and their order, so the same story keeps its ids on every day."""

    subject: Subject
    today: date
    resources: list[Resource] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, slug: str, *, labels: tuple[str, ...] = (), **fields: Any) -> Reference:
        """File one resource; empty fields are left out, as FHIR asks."""
        self.counts[slug] += 1
        name = f"{self.subject.record_id}-{slug}-{self.counts[slug]}"
        resource: Resource = {"resourceType": kind, "id": name, "meta": meta(self.today, labels)}
        if kind != "Appointment":
            resource["patient" if kind in SAYS_PATIENT else "subject"] = self.patient
        resource |= {key: value for key, value in fields.items() if value not in EMPTY}
        self.resources.append(resource)
        return {"reference": f"{kind}/{name}"}

    @property
    def patient(self) -> Reference:
        return {"reference": f"Patient/{self.subject.record_id}", "display": self.subject.name}

    def date_of(self, days_ago: int, *, exact: bool = False) -> date:
        """The clinic is closed at weekends: the past moves to the Friday before, the future to the Monday."""
        day = self.today - timedelta(days=days_ago)
        if exact or day.weekday() < 5:
            return day
        return day + timedelta(days=7 - day.weekday() if days_ago < 0 else 4 - day.weekday())

    def day(self, days_ago: int, *, exact: bool = False) -> str:
        return self.date_of(days_ago, exact=exact).isoformat()

    def when(self, days_ago: int, clock: str = "09:30", *, exact: bool = False, plus: int = 0) -> str:
        """The moment on that day by the clinic's clock, with its offset; `plus` adds minutes."""
        zone = ZoneInfo(self.subject.site.zone)
        start = datetime.combine(
            self.date_of(days_ago, exact=exact), time.fromisoformat(clock), tzinfo=zone
        ) + timedelta(minutes=plus)
        return start.isoformat()

    def spoken(self, days_ago: int) -> str:
        """The date as a letter writes it: October 19, 2026."""
        day = self.date_of(days_ago)
        return f"{day:%B} {day.day}, {day.year}"

    @property
    def age(self) -> int:
        born, today = self.subject.born, self.today
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    def dice(self, topic: str) -> random.Random:
        """Chance that comes out the same on every day for this person and topic."""
        return random.Random(f"{self.subject.record_id}/{topic}")  # noqa: S311 - figures of a story, no secrets


def meta(today: date, labels: tuple[str, ...] = ()) -> Resource:
    """Each day's record is newer than the day before, so loading it again moves the dates on."""
    stamp: Resource = {"lastUpdated": f"{today.isoformat()}T00:00:00Z"}
    if labels:
        stamp["security"] = [{"system": TERMS + "v3-Confidentiality", "code": label} for label in labels]
    return stamp


def concept(text: str, *codings: tuple[str, str, str]) -> Concept:
    """A CodeableConcept from its words and (system, code, display) rows."""
    coded = [
        {"system": system, "code": code, "display": display} for system, code, display in codings if code
    ]
    return {"coding": coded, "text": text} if coded else {"text": text}


def term(system: str, code: str, display: str = "") -> Concept:
    """A CodeableConcept that is only a code of a FHIR list."""
    coding = {"system": TERMS + system, "code": code}
    return {"coding": [coding | ({"display": display} if display else {})]}


def quantity(value: float, unit: str, code: str) -> Resource:
    return {"value": value, "unit": unit, "system": UCUM, "code": code}


def subject_of(person: Person, **details: Any) -> Subject:
    """A patient of the cast as the subject of a chart."""
    if person.born is None or person.site is None:
        raise ValueError(f"{person.key} is no patient")
    return Subject(
        record_id=person.record_id,
        mrn=person.mrn,
        given=person.given,
        family=person.family,
        gender=person.gender,
        born=person.born,
        languages=person.languages,
        site=person.site,
        email=person.sign_in,
        **details,
    )
