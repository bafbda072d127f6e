"""Appointments as the record system has them. `happened_at` is the start, `minutes` the length."""

from typing import ClassVar

from django.db import models

from portico.core.models import RecordRow
from portico.core.viewer import DataClass


class Appointment(RecordRow):
    data_class: ClassVar[str] = DataClass.VISITS
    minutes = models.PositiveIntegerField(null=True, blank=True)
    description = models.CharField(max_length=300, blank=True)
    clinician = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    is_video = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["patient", "-happened_at", "-id"], name="appointment_by_time")]
