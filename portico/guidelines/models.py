"""Advice guidelines: what each says, every version it had, and which version who adopted."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portico.core.models import Row
from portico.core.viewer import Viewer
from portico.guidelines.permissions import GuidelinesVerb
from portico.guidelines.rules.content import TITLE, Content

LISTS = frozenset({"kinds", "words", "who", "phrases"})


class GuidelineQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> "GuidelineQuerySet":
        return self if viewer.may(GuidelinesVerb.READ) else self.none()


class Said(models.Model):
    """What a guideline says; it has it as it is now, each of its versions as it was."""

    title = models.CharField(max_length=TITLE)
    kinds = models.JSONField(default=list)
    words = models.JSONField(default=list)
    who = models.JSONField(default=list)
    ask = models.TextField(blank=True)
    call = models.TextField(blank=True)
    visit = models.TextField(blank=True)
    emergency = models.TextField(blank=True)
    say = models.TextField(blank=True)
    phrases = models.JSONField(default=list)
    review_on = models.DateField()
    is_retired = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def content(self) -> Content:
        return Content(
            self.title, tuple(self.kinds), tuple(self.words), tuple(self.who), self.ask, self.call, self.visit,
            self.emergency, self.say, tuple(self.phrases), self.review_on,
        )  # fmt: skip

    def hold(self, content: Content) -> None:
        for name, value in asdict(content).items():
            setattr(self, name, list(value) if name in LISTS else value)


class Guideline(Row, Said):
    """`number`: of its version now. In force where the version that was adopted is that one."""

    owner = models.ForeignKey(
        "clinic.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    form_key = models.UUIDField(unique=True, help_text="of the form that made it")
    adopted_number = models.PositiveIntegerField(null=True, blank=True)
    adopted_by = models.ForeignKey(
        "clinic.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    adopted_at = models.DateTimeField(null=True, blank=True)

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guideline_adopted_by_somebody",
                condition=Q(adopted_number=None, adopted_by=None, adopted_at=None)
                | Q(adopted_number__isnull=False, adopted_by__isnull=False, adopted_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(
                fields=["title"], name="guideline_in_force",
                condition=Q(is_retired=False, adopted_number=F("number")),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_adopted(self) -> bool:
        return self.adopted_number == self.number


class Version(Row, Said):
    """A guideline as somebody saved it. Added, never changed."""

    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guideline", "number"], name="guideline_version_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
