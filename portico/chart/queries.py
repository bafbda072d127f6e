"""Reads of the record. Everything starts from what the viewer may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

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
AT_MOST = 100


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
        seen.setdefault((row.system, row.code) if row.code else ("", row.text.lower()), row)
    return list(seen.values())


def allergies(viewer: Viewer, *, is_current: bool = True) -> RecordQuerySet:
    rows = Allergy.objects.visible_to(viewer)
    return rows.filter(status__in=CURRENT_ALLERGY) if is_current else rows.exclude(status__in=CURRENT_ALLERGY)


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
    rows = encounters(viewer).filter(status="finished", happened_at__lte=now)
    found: Encounter | None = rows.newest_first().first()
    return found


def care_teams(viewer: Viewer) -> RecordQuerySet:
    return CareTeam.objects.visible_to(viewer).exclude(status__in=("inactive", "suspended", "proposed"))


def found(viewer: Viewer, words: Sequence[str]) -> list[tuple[str, list[RecordRow]]]:
    """What of each kind has a word that begins with every word asked for: (kind, rows)."""
    tables: list[tuple[str, type[RecordRow]]] = [
        ("problems", Problem), ("medicines", Medicine), ("allergies", Allergy), ("vaccines", Vaccine),
        ("documents", Document), ("referrals", Referral),
    ]  # fmt: skip
    return [(kind, list(matching(table, viewer, words)[:20])) for kind, table in tables]


def matching(table: type[RecordRow], viewer: Viewer, words: Sequence[str]) -> QuerySet[Any]:
    manager: Any = table._default_manager
    rows = manager.visible_to(viewer)
    for word in words:
        rows = rows.filter(search__contains=f" {word}")
    return rows.newest_first() if words else rows.none()
