"""The worklist of the practice: one item for whatever waits for the team, of whatever kind.

The source (a message, later a result or a form) is named by kind and id; callers bring the facts.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portico.core.models import PatientRow, Row, Undoable
from portico.core.viewer import DataClass


class WorkItem(PatientRow, Undoable):
    """`state` follows from the steps; it stands here so that lists and constraints can use it."""

    data_class: ClassVar[str] = DataClass.MESSAGES

    class State(models.TextChoices):
        QUEUED = "queued"
        CLAIMED = "claimed"
        CLOSED = "closed"

    source_kind = models.CharField(max_length=30)
    source_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    site = models.ForeignKey("clinic.Site", on_delete=models.PROTECT, related_name="+")
    pool = models.ForeignKey("clinic.Pool", on_delete=models.PROTECT, related_name="items")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    claimed_by = models.ForeignKey(
        "clinic.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    reason = models.CharField(max_length=200, help_text="why this pool: the row of the routing table")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_kind", "source_id"], name="item_once"),
            models.CheckConstraint(
                name="item_claimed_has_claimer",
                condition=(Q(state="claimed") & Q(claimed_by__isnull=False))
                | (Q(state="queued") & Q(claimed_by__isnull=True))
                | Q(state="closed"),
            ),
        ]
        indexes = [
            models.Index(fields=["pool", "due_at", "id"], name="item_open", condition=~Q(state="closed")),
            models.Index(fields=["patient", "-created_at"], name="item_by_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Step(Row):
    """What happened to an item, by whom and when. Added, never changed."""

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=20)
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
