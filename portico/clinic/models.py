"""The practice: organization, sites, staff, pools, hours, closures, and what is switched on."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from portico.core.models import Row


def usual_hours() -> dict[str, list[str]]:
    """Monday to Friday (0-4), 8 to 5, local time."""
    return {str(day): ["08:00", "17:00"] for day in range(5)}


class Organization(Row):
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)

    def __str__(self) -> str:
        return self.name


class Site(Row):
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=60)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    hours = models.JSONField(default=usual_hours)

    def __str__(self) -> str:
        return self.name


class Closure(Row):
    """A holiday or another day on which a site, or all of them (site empty), is closed."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, blank=True, related_name="closures")
    day = models.DateField()
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "day"], name="closure_once")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"


class StaffMember(Row):
    """`role` is a short name of access/roles.py; `title` is how patients read it ("nurse")."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff")
    role = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    sites = models.ManyToManyField(Site, related_name="staff")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Absence(Row):
    """Somebody is away; from the first to the last day questions to them go to who stands in."""

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="covers")
    first_day = models.DateField()
    last_day = models.DateField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_in_order", condition=models.Q(first_day__lte=models.F("last_day"))
            ),
            models.CheckConstraint(
                name="absence_by_another", condition=~models.Q(staff=models.F("stand_in"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%Y-%m-%d} to {self.last_day:%Y-%m-%d}"


class Team(Row):
    """The people who look after a patient together, named after their clinician: "Dr Lee's team"."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    lead = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="leads"
    )
    members = models.ManyToManyField(StaffMember, related_name="teams")

    def __str__(self) -> str:
        return self.name


class Pool(Row):
    """Where messages of some kinds wait for a group of staff. `kinds` are message kinds; "*" takes all others."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="pools")
    name = models.CharField(max_length=120)
    patient_name = models.CharField(max_length=120, help_text="What patients read: the refill nurses")
    kinds = models.JSONField(default=list)
    members = models.ManyToManyField(StaffMember, related_name="pools")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "name"], name="pool_once")]

    def __str__(self) -> str:
        return self.name


class SwitchQuerySet(models.QuerySet[Any]):
    def in_force(self, site_id: UUID | None) -> "SwitchQuerySet":
        """The rows that may speak for a site, oldest first: the last word wins, a site's own over the rest."""
        return self.filter(models.Q(site=None) | models.Q(site_id=site_id)).order_by("site_id", "at")


class FeatureSwitch(Row):
    """One flip of a feature by somebody, for a reason. Rows are added, never changed: the newest is in force."""

    feature = models.CharField(max_length=40)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="switches")
    is_on = models.BooleanField()
    reason = models.CharField(max_length=300)
    by_name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SwitchQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.feature} {'on' if self.is_on else 'off'}"
