"""The ledger: who saw or changed what, for whom, when, from where. Append and verify only.

Ids are strings, without foreign keys: the ledger outlives what it speaks of and blocks nobody.
"""

from django.db import models

SIGNED = (
    "nonce", "at", "account", "name", "role", "on_behalf", "patient", "verb", "kind", "object", "outcome", "purpose",
    "source",
)  # fmt: skip


class Row(models.Model):
    at = models.DateTimeField()
    account = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=40, blank=True)
    on_behalf = models.BooleanField(default=False)
    patient = models.CharField(max_length=64, blank=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    object = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=64, blank=True)
    # Two rows may say the same; a copy of one may not pass as another.
    nonce = models.CharField(max_length=32, unique=True)
    signature = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["patient", "-id"], name="audit_by_patient"),
            models.Index(fields=["account", "-id"], name="audit_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.verb} {self.outcome}"

    def signed_fields(self) -> list[str]:
        values = [getattr(self, name) for name in SIGNED]
        return [
            f"{v:%Y-%m-%dT%H:%M:%S.%f}" if name == "at" else str(v)
            for name, v in zip(SIGNED, values, strict=True)
        ]


class Seal(models.Model):
    """The place of a row in the chain. Written apart from the row, so that the row is never updated."""

    position = models.BigIntegerField(primary_key=True)
    row = models.BigIntegerField(unique=True)
    link = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.position}"


class Head(models.Model):
    """The end of the chain, one row. It moves; a copy goes hourly to a file outside the database."""

    position = models.BigIntegerField(default=0)
    link = models.CharField(max_length=64)
    last_row = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)
    anchored_at = models.DateTimeField(null=True)
    signature = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.position}"
