"""Files that people attach. The bytes stand on the disk (store.py); a row says whose they are and what became of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from portico.core.models import PatientRow
from portico.core.viewer import DataClass


class StoredFile(PatientRow):
    """First of a draft (`place`), then of what was sent (`holder_*`); from then on as undoable as that is.

    `store_name` is empty when no bytes are kept. `received_*` tell of what was sent, `size` and `hash` of what is kept.
    """

    data_class: ClassVar[str] = DataClass.MESSAGES

    class State(models.TextChoices):
        CHECKING = "checking"
        READY = "ready"
        REFUSED = "refused"

    class Side(models.TextChoices):
        PATIENT = "patient"
        TEAM = "team"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    place = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    reason = models.CharField(max_length=30, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    store_name = models.CharField(max_length=32, blank=True)
    size = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    received_size = models.PositiveIntegerField()
    received_hash = models.CharField(max_length=64)
    holder_kind = models.CharField(max_length=40, blank=True)
    holder_id = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField()
    effective_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "created_at"], name="file_by_account"),
            models.Index(fields=["patient", "place"], name="file_by_place"),
            models.Index(fields=["holder_kind", "holder_id"], name="file_by_holder"),
            models.Index(fields=["store_name"], name="file_by_store_name"),
            models.Index(fields=["created_at"], name="file_not_sent", condition=models.Q(holder_id=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
