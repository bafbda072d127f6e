"""Reads about people. The office asks before there is a viewer; its questions say so in their names."""

from collections.abc import Collection
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from portico.core.viewer import Viewer
from portico.people.models import Contact, Patient, Relation

FOUND_AT_MOST = 25


def relation_for_office(account_id: UUID, patient_id: UUID) -> Relation | None:
    """For the office: how this account stands to this patient, ended relations excepted."""
    rows = Relation.objects.filter(account_id=account_id, patient_id=patient_id, ended_at=None)
    return rows.select_related("patient__site__organization").first()


def patient_for_office(patient_id: UUID, site_ids: Collection[UUID]) -> Patient | None:
    """For the office: the patient, if they belong to one of these sites."""
    return (
        Patient.objects.filter(pk=patient_id, site_id__in=site_ids)
        .select_related("site__organization")
        .first()
    )


def records_of(viewer: Viewer) -> list[Relation]:
    """The records that the viewer's account may open today: one's own first."""
    now = timezone.now()
    rows = Relation.objects.filter(account_id=viewer.account, ended_at=None).select_related("patient__site")
    is_open = [r for r in rows if r.is_open(now.astimezone(ZoneInfo(r.patient.site.zone)).date())]
    return sorted(is_open, key=lambda r: (r.kind != Relation.Kind.SELF, r.patient.given))


def person(viewer: Viewer) -> Patient:
    """The patient whose record the door opened."""
    return Patient.objects.visible_to(viewer).select_related("site", "team").get(pk=viewer.patient_id)


def proxies(viewer: Viewer) -> list[Relation]:
    """Who may act for the patient today, in the practice's zone."""
    rows = Relation.objects.filter(patient_id=viewer.patient, ended_at=None).exclude(kind=Relation.Kind.SELF)
    today = timezone.now().astimezone(ZoneInfo(viewer.zone)).date()
    return [relation for relation in rows.select_related("account") if relation.is_open(today)]


def found(viewer: Viewer, words: Collection[str]) -> list[Patient]:
    """Patients of the viewer's sites whose name, number or birth date begins with every word."""
    rows = Patient.objects.visible_to(viewer).select_related("site")
    for word in words:
        rows = rows.filter(search__contains=f" {word}")
    return list(rows.order_by("family", "given", "pk")[:FOUND_AT_MOST])


def relations_to(patient_id: UUID) -> list[Relation]:
    """For the office: every account that stands in some relation to the patient."""
    rows = Relation.objects.filter(patient_id=patient_id, ended_at=None, account__is_active=True)
    return list(rows.select_related("account", "patient__site"))


def patient_by_number(system: str, value: str) -> Patient:
    """By the number that an assigning authority gave; exactly, never by name or birth date."""
    return Patient.objects.get(identifiers__system=system, identifiers__value=value)


def contacts(viewer: Viewer, kind: str) -> list[tuple[str, str]]:
    """(use, value) of the phones or e-mail addresses of the patient whose record is open."""
    rows = Contact.objects.filter(patient_id=viewer.patient, kind=kind).order_by("pk")
    return list(rows.values_list("use", "value"))
