"""Reads of the record. Everything starts from what the viewer may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, DateTimeField, F, JSONField, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from portico.chart.models import (
    Allergy,
    CareTeam,
    Document,
    Encounter,
    FamilyHistory,
    Medicine,
    Problem,
    Referral,
    Vaccine,
)
from portico.core.models import RecordQuerySet, RecordRow
from portico.core.viewer import Viewer

CURRENT_PROBLEM = ("active", "recurrence", "relapse", "")
CURRENT_MEDICINE = ("active", "on-hold")
CURRENT_ALLERGY = ("active", "")
AT_MOST = 500
FOUND_AT_MOST = 20
NEWEST_FIRST = (F("happened_at").desc(nulls_last=True), F("id").desc())


def problems(viewer: Viewer, *, is_current: bool) -> RecordQuerySet:
    rows = Problem.objects.visible_to(viewer)
    current = Q(status__in=CURRENT_PROBLEM, abated_at=None)
    return rows.filter(current) if is_current else rows.exclude(current)


def medicines(viewer: Viewer, *, is_current: bool) -> RecordQuerySet:
    rows = Medicine.objects.visible_to(viewer).exclude(status="draft")
    current = Q(status__in=CURRENT_MEDICINE)
    return rows.filter(current) if is_current else rows.exclude(current)


def current_medicines(viewer: Viewer) -> list[Medicine]:
    """One row a medicine, the newest order of each: what a refill is picked from."""
    seen: dict[tuple[str, str], Medicine] = {}
    for row in medicines(viewer, is_current=True).filter(is_prohibited=False).newest_first()[:AT_MOST]:
        seen.setdefault(_same_medicine(row), row)
    return list(seen.values())


def medicines_to_read(viewer: Viewer) -> list[Medicine]:
    """What counts today: orders not to take something first, then each medicine with each of its directions."""
    return each_once(viewer, medicine_orders(viewer))


def medicine_orders(viewer: Viewer) -> QuerySet[Medicine]:
    """The orders behind medicines_to_read, for a page that asks them together with others."""
    return medicines(viewer, is_current=True).order_by("-is_prohibited", *NEWEST_FIRST)[:AT_MOST]


def each_once(viewer: Viewer, rows: Iterable[Medicine]) -> list[Medicine]:
    """Each medicine with each of its directions, the newest order of it."""
    seen: dict[tuple[object, ...], Medicine] = {}
    for row in rows:
        seen.setdefault((*_same_medicine(row), row.dosage, row.status, row.is_prohibited), row)
    return list(seen.values())


def _same_medicine(row: Medicine) -> tuple[str, str]:
    return (row.system, row.code) if row.code else ("", row.text.lower())


def allergies(viewer: Viewer, *, is_current: bool = True) -> RecordQuerySet:
    rows = Allergy.objects.visible_to(viewer)
    return rows.filter(status__in=CURRENT_ALLERGY) if is_current else rows.exclude(status__in=CURRENT_ALLERGY)


def gravest_allergies(viewer: Viewer) -> QuerySet[Allergy]:
    """Those of today, high risk first: where only some are shown, these are."""
    gravest = Case(When(criticality="high", then=0), When(severity="severe", then=1), default=2)
    return allergies(viewer).order_by(gravest, *NEWEST_FIRST)


def vaccines(viewer: Viewer) -> RecordQuerySet:
    return Vaccine.objects.visible_to(viewer)


def family_history(viewer: Viewer) -> RecordQuerySet:
    return FamilyHistory.objects.visible_to(viewer)


def documents(viewer: Viewer) -> RecordQuerySet:
    return Document.objects.visible_to(viewer).exclude(status="superseded").defer("body")


def document(viewer: Viewer, item: UUID) -> Document:
    found: Document = Document.objects.visible_to(viewer).get(pk=item)
    return found


def referrals(viewer: Viewer) -> RecordQuerySet:
    return Referral.objects.visible_to(viewer).filter(is_referral=True).exclude(status="draft")


def encounters(viewer: Viewer) -> RecordQuerySet:
    return Encounter.objects.visible_to(viewer)


def last_visit(viewer: Viewer, *, now: datetime) -> Encounter | None:
    """The newest visit that took place."""
    found: Encounter | None = visits_so_far(viewer, now=now).first()
    return found


def visits_so_far(viewer: Viewer, *, now: datetime) -> QuerySet[Encounter]:
    """Visits that took place, newest first."""
    return encounters(viewer).filter(status="finished", happened_at__lte=now).newest_first()


def care_teams(viewer: Viewer, *, now: datetime) -> RecordQuerySet:
    """Who looks after the patient today."""
    rows = CareTeam.objects.visible_to(viewer).exclude(status__in=("inactive", "suspended", "proposed"))
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=now))


@dataclass(frozen=True, slots=True)
class Said:
    """What a line of this kind says beside what every line says. Side by side, one question reads seven tables."""

    texts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    moment: str = ""
    several: str = ""

    def columns(self) -> list[Any]:
        """As many of each type for every kind; what a kind lacks is empty."""
        texts = [*self.texts, *[Value("")] * (TEXTS - len(self.texts))]
        marks = [*self.marks, *[Value(False)] * (MARKS - len(self.marks))]
        return [*texts, *marks, self.moment or NO_MOMENT, self.several or NOT_SEVERAL]

    def names(self) -> list[str]:
        """The field of each column; "" where the kind has none."""
        texts = [*self.texts, *[""] * (TEXTS - len(self.texts))]
        return [*texts, *self.marks, *[""] * (MARKS - len(self.marks)), self.moment, self.several]


TEXTS, MARKS = 4, 2
NO_MOMENT = Cast(Value(None), DateTimeField())
NOT_SEVERAL = Cast(Value(None), JSONField())
OF_EVERY_LINE = ("id", "text", "system", "code", "status", "happened_at", "precision")
SAID: dict[str, tuple[type[RecordRow], Said]] = {
    "problems": (Problem, Said(("verification", "abated_precision"), moment="abated_at")),
    "medicines": (Medicine, Said(("dosage", "reason", "prescriber"), ("is_reported", "is_prohibited"))),
    "allergies": (Allergy, Said(("severity", "kind", "criticality"), several="reactions")),
    "vaccines": (Vaccine, Said(("reason_not_done", "dose", "place"))),
    "documents": (Document, Said(("doc_status", "author", "description"))),
    "referrals": (Referral, Said(("performer", "reason", "requester", "note"), ("is_prohibited",))),
    "visits": (Encounter, Said(("reason", "clinician", "place"))),
}


def found(viewer: Viewer, words: Sequence[str]) -> list[tuple[str, list[RecordRow]]]:
    """Of what each page shows, what has a word that begins with every word asked for: (kind, rows), newest first."""
    pages: dict[str, RecordQuerySet] = {
        "problems": Problem.objects.visible_to(viewer),
        "medicines": Medicine.objects.visible_to(viewer).exclude(status="draft"),
        "allergies": Allergy.objects.visible_to(viewer),
        "vaccines": vaccines(viewer),
        "documents": documents(viewer),
        "referrals": referrals(viewer),
        "visits": encounters(viewer),
    }
    open_pages = {kind: _with_words(rows, words) for kind, rows in pages.items() if kind in viewer.features}
    having = _kinds_that_have_any(open_pages) if words else set()
    rows: dict[str, list[RecordRow]] = {kind: [] for kind in open_pages if kind in having}
    for kind, *values in _lines_of({kind: open_pages[kind] for kind in rows}):
        if len(rows[kind]) < FOUND_AT_MOST:
            rows[kind].append(_row(kind, values))
    return list(rows.items())


def _with_words(rows: RecordQuerySet, words: Sequence[str]) -> RecordQuerySet:
    return rows.filter(*(Q(search__contains=f" {word}") for word in words))


def _kinds_that_have_any(pages: dict[str, RecordQuerySet]) -> set[str]:
    """Asked first: to put the question for the lines takes longer than to answer it, and few kinds have a word."""
    asked = [rows.values_list(Value(kind), flat=True) for kind, rows in pages.items()]
    return set(asked[0].union(*asked[1:])) if asked else set()


def _lines_of(pages: dict[str, RecordQuerySet]) -> Iterable[tuple[Any, ...]]:
    asked = [
        rows.values_list(Value(kind), *OF_EVERY_LINE, *SAID[kind][1].columns())
        for kind, rows in pages.items()
    ]
    if not asked:
        return []
    together = asked[0].union(*asked[1:], all=True)
    return together.order_by(*NEWEST_FIRST)[:AT_MOST]


def _row(kind: str, values: Sequence[Any]) -> RecordRow:
    """As the table gives it, with what is not shown left out: asking for that would ask the database."""
    model, said = SAID[kind]
    known = dict(zip((*OF_EVERY_LINE, *said.names()), values, strict=True))
    names = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    row: RecordRow = model.from_db(None, names, [known[name] for name in names])
    return row
