"""Patients, how they are known elsewhere, how to reach them, and who may act for whom."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from portico.core.models import Row
from portico.core.viewer import Viewer
from portico.people.rules.relation import is_open


class PatientManyQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> "PatientManyQuerySet":
        """Staff: the patients of their sites. Everybody else: the one whose record the door opened."""
        if viewer.is_staff:
            return self.filter(site_id__in=viewer.sites)
        return self.filter(pk=viewer.patient_id) if viewer.patient_id else self.none()


class Patient(Row):
    site = models.ForeignKey("clinic.Site", on_delete=models.PROTECT, related_name="patients")
    team = models.ForeignKey(
        "clinic.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="patients"
    )
    family = models.CharField(max_length=200, blank=True)
    given = models.CharField(max_length=200, blank=True)
    preferred_name = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=20, blank=True)
    is_deceased = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    address = models.JSONField(default=list)
    general_practitioner = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=60, blank=True)
    search = models.CharField(max_length=400, blank=True)

    objects = PatientManyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["site", "search"], name="patient_search"),
            # The wrong-patient guard looks names and birth dates up (people/rules/mentions.py).
            models.Index(fields=["family"], name="patient_by_family"),
            models.Index(fields=["birth_date"], name="patient_by_birth"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def called(self) -> str:
        """How they like to be addressed."""
        return self.preferred_name or self.given.split(" ")[0] or self.family


class Identifier(models.Model):
    """A number that an assigning authority gave; never shortened, folded or cast."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="identifiers")
    system = models.CharField(max_length=255)
    value = models.CharField(max_length=255)
    type_code = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["system", "value"], name="identifier_lookup")]
        constraints = [models.UniqueConstraint(fields=["patient", "system", "value"], name="identifier_once")]

    def __str__(self) -> str:
        return f"{self.system}|{self.value}"


class Contact(models.Model):
    class Kind(models.TextChoices):
        PHONE = "phone"
        EMAIL = "email"

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    use = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "kind", "value"], name="contact_once")]

    def __str__(self) -> str:
        return self.kind


class Relation(Row):
    """An account may open a patient's record: one's own, or as a proxy. `hidden` are data classes it doesn't show."""

    class Kind(models.TextChoices):
        SELF = "self"
        ADULT = "adult"  # an adult whom the patient chose
        PARENT = "parent"  # of a child
        PARENT_OF_TEEN = "parent-of-teen"
        GUARDIAN = "guardian"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relations")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    hidden = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "patient"], condition=Q(ended_at=None), name="relation_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} since {self.starts_on:%Y-%m-%d}"

    def is_open(self, today: date) -> bool:
        return is_open(
            starts_on=self.starts_on, ends_on=self.ends_on, was_ended=self.ended_at is not None, today=today
        )
