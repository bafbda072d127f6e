"""The routing table in every version that was published, the one that is being written, and its dry runs."""

from django.conf import settings
from django.db import models

from portico.core.models import Row
from portico.routing.rules.table import Table, from_data


class Version(Row):
    """A table as somebody published it; the highest number is in force. Added, never changed."""

    number = models.PositiveIntegerField(unique=True)
    rows = models.JSONField(default=list)
    mark = models.CharField(max_length=16, help_text="rules/table.mark of the rows")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    restored = models.PositiveIntegerField(null=True, blank=True, help_text="number of the one it repeats")

    def __str__(self) -> str:
        return str(self.number)

    def table(self) -> Table:
        return Table(from_data(self.rows), self.number)


class Draft(Row):
    """What is being written: one for the practice. `stamp` counts its changes, `begun_from` is a version's number."""

    is_only = models.BooleanField(default=True, unique=True)
    rows = models.JSONField(default=list)
    stamp = models.PositiveIntegerField(default=0)
    begun_from = models.PositiveIntegerField(default=0)
    author_name = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="draft_is_only", condition=models.Q(is_only=True))]

    def __str__(self) -> str:
        return str(self.stamp)


class DryRun(Row):
    """The draft of this mark, tried against the table of this number with the messages of some days. Counts alone."""

    mark = models.CharField(max_length=16)
    rows = models.JSONField(default=list)
    number = models.PositiveIntegerField(help_text="of the version that was in force")
    since = models.DateTimeField()
    until = models.DateTimeField()
    total = models.PositiveIntegerField(null=True, blank=True)
    after = models.UUIDField(null=True, blank=True, help_text="the last item that was looked at")
    counted = models.JSONField(default=dict)
    author_name = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mark", "number"], condition=models.Q(ended_at=None), name="dry_run_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.mark
