"""Prepared texts: whose they are, what they say now, and every version they had."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from portico.core.models import Row
from portico.core.viewer import Viewer
from portico.phrases.permissions import PhrasesVerb
from portico.phrases.rules.content import Content
from portico.phrases.rules.shortcut import LETTERS, Owner

NOBODY = UUID(int=0)


class PhraseQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> "PhraseQuerySet":
        """One's own, those of one's pools, the practice's; for a manager, those of every pool of their sites."""
        if not viewer.may(PhrasesVerb.USE):
            return self.none()
        mine = Q(staff_id=viewer.staff_id or NOBODY)
        practices = Q(staff_id=None, pool_id=None)
        if viewer.may(PhrasesVerb.WRITE_PRACTICE):
            return self.filter(mine | Q(pool__site_id__in=viewer.sites) | practices)
        return self.filter(mine | Q(pool_id__in=viewer.pools) | practices)


class Said(models.Model):
    """What a phrase says; the phrase has it as it is now, each of its versions as it was."""

    shortcut = models.CharField(max_length=LETTERS)
    title = models.CharField(max_length=120)
    kinds = models.JSONField(default=list)
    english = models.TextField(blank=True)
    spanish = models.TextField(blank=True)
    review_on = models.DateField()
    is_retired = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def content(self) -> Content:
        return Content(
            self.shortcut, self.title, tuple(self.kinds), self.english, self.spanish, self.review_on
        )  # fmt: skip

    def say(self, content: Content) -> None:
        for name, value in asdict(content).items():
            setattr(self, name, list(value) if name == "kinds" else value)


class Phrase(Row, Said):
    """Belongs to a member of staff, or a pool, or (neither is set) to the practice. `number`: of its version now."""

    staff = models.ForeignKey(
        "clinic.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="phrases"
    )
    pool = models.ForeignKey(
        "clinic.Pool", on_delete=models.PROTECT, null=True, blank=True, related_name="phrases"
    )
    number = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    form_key = models.UUIDField(
        unique=True, help_text="of the form that made it: sent twice it is one phrase"
    )

    objects = PhraseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="phrase_of_one", condition=Q(staff=None) | Q(pool=None)),
            *(
                models.UniqueConstraint(fields=fields, condition=Q(is_retired=False) & of, name=name)
                for fields, of, name in (
                    (["staff", "shortcut"], Q(staff__isnull=False), "phrase_once_of_person"),
                    (["pool", "shortcut"], Q(pool__isnull=False), "phrase_once_of_pool"),
                    (["shortcut"], Q(staff=None, pool=None), "phrase_once_of_practice"),
                )
            ),
        ]
        indexes = [models.Index(fields=["review_on"], name="phrase_by_review", condition=Q(is_retired=False))]

    def __str__(self) -> str:
        return self.shortcut

    @property
    def owner(self) -> Owner:
        if self.staff_id:
            return Owner.PERSON
        return Owner.POOL if self.pool_id else Owner.PRACTICE


class Version(Row, Said):
    """A phrase as somebody saved it. Rows are added, never changed; `restored`: the number of the one it repeats."""

    phrase = models.ForeignKey(Phrase, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    restored = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phrase", "number"], name="phrase_version_once")]

    def __str__(self) -> str:
        return f"{self.shortcut} {self.number}"
