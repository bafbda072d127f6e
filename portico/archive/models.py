"""Every resource as received, by source, type and id, in every version. Typed rows upstairs share the entry's key."""

from django.db import models

from portico.core.models import Row


class Source(models.Model):
    """A record system. Nothing dated before `notify_from` makes a notice, a reminder or a target."""

    name = models.CharField(max_length=60, primary_key=True)
    notify_from = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Entry(Row):
    """One resource. `patient` is a string: the archive stands below people and blocks nobody."""

    source = models.CharField(max_length=60)
    type = models.CharField(max_length=60)
    resource_id = models.CharField(max_length=200)
    patient = models.CharField(max_length=36, blank=True)
    current = models.CharField(max_length=64, help_text="content hash of the version in force")
    updated_at = models.DateTimeField(
        null=True, blank=True, help_text="meta.lastUpdated of the version in force"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "type", "resource_id"], name="entry_once")]
        indexes = [models.Index(fields=["patient", "type"], name="entry_by_patient")]

    def __str__(self) -> str:
        return f"{self.type}/{self.resource_id}"


class Version(models.Model):
    """Content as received, by its SHA-256 over canonical JSON. Never changed."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    hash = models.CharField(max_length=64)
    updated_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    body = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "hash"], name="version_once")]

    def __str__(self) -> str:
        return self.hash[:12]
