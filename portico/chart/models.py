"""The record: problems, medicines, allergies, vaccines, family history, documents, referrals, encounters, care team.

Typed columns for what is shown or asked; lists of small facts as JSON. The resource itself stands in the archive.
"""

from typing import ClassVar

from django.db import models

from portico.core.models import RecordRow
from portico.core.viewer import DataClass


def by_time(name: str) -> list[models.Index]:
    return [models.Index(fields=["patient", "-happened_at", "-id"], name=f"{name}_by_time")]


class Problem(RecordRow):
    data_class: ClassVar[str] = DataClass.PROBLEMS
    verification = models.CharField(max_length=30, blank=True)
    category = models.CharField(max_length=60, blank=True)
    abated_at = models.DateTimeField(null=True, blank=True)
    abated_precision = models.CharField(max_length=5, blank=True)

    class Meta:
        indexes = by_time("problem")


class Medicine(RecordRow):
    data_class: ClassVar[str] = DataClass.MEDICINES
    intent = models.CharField(max_length=20, blank=True)
    is_reported = models.BooleanField(default=False)
    dosage = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    prescriber = models.CharField(max_length=200, blank=True)
    days_supply = models.PositiveIntegerField(null=True, blank=True)
    refills = models.PositiveIntegerField(null=True, blank=True)
    is_prohibited = models.BooleanField(default=False, help_text="an order not to take it")

    class Meta:
        indexes = by_time("medicine")


class Allergy(RecordRow):
    data_class: ClassVar[str] = DataClass.ALLERGIES
    verification = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=20, blank=True)
    criticality = models.CharField(max_length=20, blank=True)
    severity = models.CharField(max_length=20, blank=True)
    reactions = models.JSONField(default=list)

    class Meta:
        indexes = by_time("allergy")


class Vaccine(RecordRow):
    data_class: ClassVar[str] = DataClass.VACCINES
    lot = models.CharField(max_length=60, blank=True)
    dose = models.CharField(max_length=60, blank=True)
    reason_not_done = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = by_time("vaccine")


class FamilyHistory(RecordRow):
    """`text` is the relationship; `conditions` a list of {text, system, code, onset, is_cause_of_death}."""

    data_class: ClassVar[str] = DataClass.FAMILY_HISTORY
    name = models.CharField(max_length=200, blank=True)
    is_deceased = models.BooleanField(default=False)
    conditions = models.JSONField(default=list)
    note = models.TextField(blank=True)

    class Meta:
        indexes = by_time("family")


class Document(RecordRow):
    """`body` is the first attachment that is text; `files` lists the others, served from the archive."""

    data_class: ClassVar[str] = DataClass.DOCUMENTS
    doc_status = models.CharField(max_length=30, blank=True)
    category = models.CharField(max_length=120, blank=True)
    author = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=500, blank=True)
    encounter = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    body = models.TextField(blank=True)
    files = models.JSONField(default=list)

    class Meta:
        indexes = by_time("document")


class Referral(RecordRow):
    data_class: ClassVar[str] = DataClass.REFERRALS
    is_referral = models.BooleanField(default=True)
    is_prohibited = models.BooleanField(default=False, help_text="an order not to do it")
    intent = models.CharField(max_length=20, blank=True)
    priority = models.CharField(max_length=20, blank=True)
    occurs_at = models.DateTimeField(null=True, blank=True)
    requester = models.CharField(max_length=200, blank=True)
    performer = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = by_time("referral")


class Encounter(RecordRow):
    data_class: ClassVar[str] = DataClass.VISITS
    klass = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    clinician = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = by_time("encounter")


class CareTeam(RecordRow):
    """`members` is a list of {name, role}."""

    data_class: ClassVar[str] = DataClass.CARE_TEAM
    members = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = by_time("careteam")
