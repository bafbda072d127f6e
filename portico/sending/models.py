"""The rules for sending in every version, physicians' own, what was handed out, and whose caps were lifted."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from portico.core.models import PatientQuerySet, PatientRow, Row
from portico.core.viewer import DataClass, Viewer


class RuleSet(Row):
    """The practice's rules as somebody wrote them. In force is the newest that a licensed person adopted.

    `approved_by`, `approved_on`: who looked at it for the law, where somebody had to. `states`: for which it is meant.
    """

    number = models.PositiveIntegerField(unique=True)
    rules = models.JSONField(default=dict)
    states = models.CharField(max_length=120, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    adopted_by = models.ForeignKey(
        "clinic.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rule_set_adopted_by_somebody",
                condition=models.Q(adopted_by__isnull=True, adopted_at__isnull=True)
                | models.Q(adopted_by__isnull=False, adopted_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class OwnRules(Row):
    """What a physician asks beside the practice's rules, for their own patients. The newest counts; empty: none."""

    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rules = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "number"], name="own_rules_once")]

    def __str__(self) -> str:
        return str(self.number)


class TeamsQuerySet(PatientQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The team's alone."""
        return super().visible_to(viewer) if viewer.is_staff else self.none()


class Handout(PatientRow):
    """The rules were given to a patient on paper, or talked over. Added, never changed."""

    data_class: ClassVar[str] = DataClass.MESSAGES

    class How(models.TextChoices):
        GIVEN = "given"
        DISCUSSED = "discussed"

    how = models.CharField(max_length=10, choices=How.choices)
    rules = models.JSONField(default=dict, help_text="as they were on that day")
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = TeamsQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager than the base

    class Meta:
        indexes = [models.Index(fields=["patient", "-at"], name="handout_by_patient")]

    def __str__(self) -> str:
        return self.how


class Lift(PatientRow):
    """The caps are lifted for this patient through a day, with a reason. Added; ended early by `ended_at`."""

    data_class: ClassVar[str] = DataClass.MESSAGES

    until = models.DateField()
    reason = models.CharField(max_length=300)
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "-until"], name="lift_by_patient")]

    def __str__(self) -> str:
        return f"{self.until:%Y-%m-%d}"
