"""Reads of the record. Everything starts from what the viewer may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When

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
from portico.core.models import RecordQuerySet
from portico.core.viewer import Purpose, Viewer

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


SEEN_WITHIN = timedelta(days=3 * 365)


def was_seen(viewer: Viewer, *, now: datetime) -> bool:
    """Whether there was a visit in three years, as CPT tells established patients from new ones."""
    last = last_visit(viewer, now=now)
    return last is not None and last.happened_at is not None and now - last.happened_at <= SEEN_WITHIN


def visits_so_far(viewer: Viewer, *, now: datetime) -> QuerySet[Encounter]:
    """Visits that took place, newest first."""
    return encounters(viewer).filter(status="finished", happened_at__lte=now).newest_first()


def care_teams(viewer: Viewer, *, now: datetime) -> RecordQuerySet:
    """Who looks after the patient today."""
    rows = CareTeam.objects.visible_to(viewer).exclude(status__in=("inactive", "suspended", "proposed"))
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=now))


# What a line of a list shows; asking for the rest would only make the answer longer.
OF_EVERY_LINE = ("patient", "text", "system", "code", "status", "happened_at", "precision")
OF_A_LINE: dict[str, tuple[str, ...]] = {
    "problems": ("verification", "abated_at", "abated_precision"),
    "medicines": ("dosage", "reason", "prescriber", "is_reported", "is_prohibited"),
    "allergies": ("severity", "kind", "criticality", "reactions"),
    "vaccines": ("reason_not_done", "dose", "place"),
    "documents": ("doc_status", "author", "description"),
    "referrals": ("performer", "reason", "requester", "note", "is_prohibited"),
    "visits": ("reason", "clinician", "place"),
}


def found(viewer: Viewer, words: Sequence[str]) -> dict[str, QuerySet[Any]]:
    """Of what each page shows, what has a word that begins with every word asked for: kind -> rows, newest first.
    Queries, to go together with others."""
    pages: dict[str, RecordQuerySet] = {
        "problems": Problem.objects.visible_to(viewer),
        "medicines": Medicine.objects.visible_to(viewer).exclude(status="draft"),
        "allergies": Allergy.objects.visible_to(viewer),
        "vaccines": vaccines(viewer),
        "documents": documents(viewer),
        "referrals": referrals(viewer),
        "visits": encounters(viewer),
    }
    return {
        kind: _with_words(rows, words).only(*OF_EVERY_LINE, *OF_A_LINE[kind]).newest_first()[:FOUND_AT_MOST]
        for kind, rows in pages.items()
        if kind in viewer.features
    }


def _with_words(rows: RecordQuerySet, words: Sequence[str]) -> RecordQuerySet:
    return rows.filter(*(Q(search__contains=f" {word}") for word in words)) if words else rows.none()


def visits_of_many(viewer: Viewer, patients: Collection[UUID]) -> dict[UUID, list[datetime]]:
    """For a routing table that is tried: when each of these patients was seen."""
    found: dict[UUID, list[datetime]] = defaultdict(list)
    if viewer.purpose is Purpose.TRY_ROUTING:
        rows = Encounter.objects.filter(patient_id__in=patients, status="finished", happened_at__isnull=False)
        for patient, at in rows.values_list("patient_id", "happened_at"):
            found[patient].append(at)
    return dict(found)
