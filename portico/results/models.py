"""Results: observations (laboratory, vital signs, answers) and the reports that group them.

Numbers are kept as text, as the laboratory wrote them: 4.40 is not 4.4.
"""

from typing import ClassVar

from django.db import models

from portico.core.models import RecordRow
from portico.core.viewer import DataClass


class Observation(RecordRow):
    data_class: ClassVar[str] = DataClass.RESULTS
    category = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=40, blank=True)
    comparator = models.CharField(max_length=2, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    value_text = models.TextField(blank=True)
    absent = models.CharField(max_length=120, blank=True)
    low = models.CharField(max_length=40, blank=True)
    high = models.CharField(max_length=40, blank=True)
    range_text = models.CharField(max_length=300, blank=True)
    flags = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    members = models.JSONField(default=list)
    issued_at = models.DateTimeField(null=True, blank=True)
    performer = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    resource_id = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["patient", "category", "-happened_at", "-id"], name="observation_by_category"
            ),
            models.Index(fields=["patient", "code", "-happened_at", "-id"], name="observation_by_code"),
        ]


class Report(RecordRow):
    """`results` are the source's ids of the observations it groups."""

    data_class: ClassVar[str] = DataClass.RESULTS
    category = models.CharField(max_length=60, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    performer = models.CharField(max_length=200, blank=True)
    conclusion = models.TextField(blank=True)
    results = models.JSONField(default=list)
    files = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["patient", "-happened_at", "-id"], name="report_by_time")]
