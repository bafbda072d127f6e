"""On-call ladders, in versions. A version is added, never changed, but for the signature under it."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from portico.core.models import Row
from portico.oncall.rules.ladder import Rung, is_in_force


class Ladder(Row):
    """`rungs`: [{"staff": …, "role": …, "minutes": …}] as they were when it was written."""

    site = models.ForeignKey("clinic.Site", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rungs = models.JSONField(default=list)
    author_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    signed_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    form_key = models.UUIDField(unique=True, help_text="of the form: sent twice, it is one version")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "number"], name="ladder_version_once"),
            models.CheckConstraint(
                name="ladder_signed_by_somebody",
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} {self.number}"

    def facts(self) -> list[Rung]:
        return [Rung(UUID(one["staff"]), one["role"], int(one["minutes"])) for one in self.rungs]

    @property
    def is_in_force(self) -> bool:
        return is_in_force(self.facts(), is_signed=self.signed_at is not None)
