"""Reads about people. The office asks before there is a viewer; its questions say so in their names."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from portico.core.viewer import Viewer
from portico.people.models import Contact, Patient, Relation
from portico.people.rules.mentions import dates, family_names, is_named
from portico.people.rules.relation import is_open

FOUND_AT_MOST = 25


@dataclass(frozen=True, slots=True)
class Knock:
    """What the office needs of a relation: plain values of one row, for this is asked on every page."""

    kind: str
    hidden: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    given: str
    family: str
    site_id: UUID
    zone: str
    practice: str
    phone: str

    def is_open(self, today: date) -> bool:
        return is_open(starts_on=self.starts_on, ends_on=self.ends_on, was_ended=False, today=today)


_KNOCK = (
    "kind", "hidden", "starts_on", "ends_on", "patient__given", "patient__family", "patient__site__zone",
    "patient__site__organization__name", "patient__site__organization__phone",
)  # fmt: skip


def relation_rows(account_id: UUID, patient_id: UUID) -> QuerySet[Relation]:
    """For the office: how this account stands to this patient, ended relations excepted."""
    rows = Relation.objects.filter(account_id=account_id, patient_id=patient_id, ended_at=None)
    return rows.select_related("patient__site__organization").only(*_KNOCK).order_by("pk")[:1]


def site_of(patient_id: UUID) -> QuerySet[Patient, Any]:
    """For the office: the key of the patient's site, for a larger question."""
    return Patient.objects.filter(pk=patient_id).values("site_id")


def knock_of(relation: Relation) -> Knock:
    """For the office: what it needs of the relation."""
    patient, site = relation.patient, relation.patient.site
    return Knock(
        relation.kind, tuple(relation.hidden), relation.starts_on, relation.ends_on, patient.given, patient.family,
        patient.site_id, site.zone, site.organization.name, site.organization.phone,
    )  # fmt: skip


def patient_rows(patient_id: UUID, site_ids: QuerySet[Any, Any]) -> QuerySet[Patient]:
    """For the office: the patient, if they belong to one of these sites."""
    rows = Patient.objects.filter(pk=patient_id, site_id__in=site_ids)
    return rows.only("given", "family", "site_id")


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
    return open_today(viewer, proxy_relations(viewer))


def proxy_relations(viewer: Viewer) -> QuerySet[Relation]:
    """Of every day; open_today says which count."""
    rows = Relation.objects.filter(patient_id=viewer.patient, ended_at=None).exclude(kind=Relation.Kind.SELF)
    return rows.select_related("account").order_by("starts_on", "pk")


def open_today(viewer: Viewer, relations: Iterable[Relation]) -> list[Relation]:
    today = timezone.now().astimezone(ZoneInfo(viewer.zone)).date()
    return [relation for relation in relations if relation.is_open(today)]


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


def others_mentioned(viewer: Viewer, text: str) -> bool:
    """Does a text of the team name another patient of theirs, or give another's birth date?"""
    days = dates(text)
    me = person(viewer)
    if me.birth_date:
        days.discard(me.birth_date)
    rows = Patient.objects.visible_to(viewer).exclude(pk=me.pk)
    if days and rows.filter(birth_date__in=days).exists():
        return True
    named = rows.filter(Q(family__in=family_names(text)))
    # Of the same name as the patient: the text may well mean the patient.
    others = named.exclude(family=me.family, given=me.given).values_list("given", "family")[:500]
    return any(is_named(text, given=given, family=family) for given, family in others)


def zone_for_office(account_id: UUID) -> str:
    """For the office: the zone of the clinic of the account's own record, else of one it acts for; or empty."""
    rows = Relation.objects.filter(account_id=account_id, ended_at=None).select_related("patient__site")
    own_first = sorted(rows, key=lambda relation: (relation.kind != Relation.Kind.SELF, relation.starts_on))
    return own_first[0].patient.site.zone if own_first else ""
