"""Base tables of every room: rows of a patient, the event log, deliveries, what can be undone."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from portico.core.events import upcast
from portico.core.viewer import Viewer
from portico.lib.ids import uuid7


class Row(models.Model):
    """A row with a key that sorts by age and says nothing about whom it concerns."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class PatientQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Only rows of the one patient whom the door opened, less what is hidden from this viewer."""
        return self._of_patient(viewer)

    def _of_patient(self, viewer: Viewer, **also: Any) -> Self:
        """In one condition: to put a second one takes Django as long as the database takes to answer."""
        if viewer.patient_id is None or not viewer.may_see(self.model.data_class):
            return self.none()
        rows = self.filter(patient_id=viewer.patient_id, **also)
        return rows.exclude(sensitivity__in=viewer.hidden) if viewer.hidden else rows


class PatientRow(Row):
    """A row that belongs to one patient. `data_class` is what a relation may hide, `sensitivity` what a label hides."""

    data_class: ClassVar[str] = ""

    patient = models.ForeignKey(settings.PATIENT_MODEL, on_delete=models.PROTECT, related_name="+")
    sensitivity = models.CharField(max_length=20, blank=True, default="")
    source = models.CharField(max_length=60, blank=True, default="")

    objects = PatientQuerySet.as_manager()

    class Meta:
        abstract = True


class Undoable(models.Model):
    """Takes effect after a moment in which its author may withdraw it. The other side sees only what is in effect."""

    effective_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def may_be_withdrawn(self, now: datetime) -> bool:
        return self.withdrawn_at is None and now < self.effective_at


def in_effect(now: datetime) -> Q:
    """The condition that the other side's queries add."""
    return Q(effective_at__lte=now, withdrawn_at=None)


class Event(models.Model):
    """The event log: append-only, never pruned. Read it by cursor over `id`, a minute behind (docs/adr/0004)."""

    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    patient = models.CharField(max_length=36, blank=True)
    actor = models.CharField(max_length=36, blank=True)
    role = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    effective_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["name", "id"], name="event_by_name"),
            models.Index(fields=["patient", "id"], name="event_by_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"

    def facts(self) -> dict[str, Any]:
        return upcast(self.name, self.version, self.data)

    @property
    def patient_id(self) -> UUID | None:
        return UUID(self.patient) if self.patient else None


class Delivery(models.Model):
    """One reaction to one event: done once, retried singly, visible when it is stuck."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        WITHDRAWN = "withdrawn"
        DEAD = "dead"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="delivery_once")]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_waiting", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} {self.state}"


class Due(models.Model):
    """A planned run of a recurring task (config/schedule.py); the unique pair lets one worker have it."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="due_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"


class Heartbeat(models.Model):
    """The last sign of life of a long-running process."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"


class Hold(models.Model):
    """One row while nothing may leave this copy (core/hold.py); none at other times."""

    since = models.DateTimeField()
    why = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.why


class RecordQuerySet(PatientQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """As for every patient row, less what was entered in error or refuted: kept, never shown or used."""
        return self._of_patient(viewer, is_void=False)

    def newest_first(self) -> Self:
        """Without a date comes last, on every database."""
        return self.order_by(models.F("happened_at").desc(nulls_last=True), "-id")


class RecordRow(PatientRow):
    """An item of the record as received. Its key is the key of its entry in the archive."""

    text = models.CharField(max_length=500, blank=True)
    system = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=30, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    precision = models.CharField(max_length=5, blank=True)
    search = models.TextField(blank=True)
    is_void = models.BooleanField(default=False)

    objects = RecordQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager than the base

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text
