"""Quick actions: whose they are, what they do now, every version they had, each time that one was used, alone or on
many items at once."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from portico.core.models import Row
from portico.core.viewer import Viewer
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.rules.also import Also, Do
from portico.quickactions.rules.content import TITLE, Content, Ends
from portico.quickactions.rules.running import State

NOBODY = UUID(int=0)


class QuickActionQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> "QuickActionQuerySet":
        """One's own and the practice's."""
        if not viewer.may(QuickVerb.USE):
            return self.none()
        return self.filter(Q(staff=None) | Q(staff_id=viewer.staff_id or NOBODY))


class Does(models.Model):
    """What it does; the action has it as it is now, each of its versions as it was."""

    title = models.CharField(max_length=TITLE)
    kinds = models.JSONField(default=list)
    ends = models.CharField(max_length=12, choices=[(e.value, e.value) for e in Ends])
    english = models.TextField(blank=True)
    spanish = models.TextField(blank=True)
    pool = models.CharField(max_length=120, blank=True)
    also = models.JSONField(default=list, help_text="what it does beside: rules/also.py")
    is_retired = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def content(self) -> Content:
        also = tuple(Also(**one) for one in self.also)
        return Content(self.title, tuple(self.kinds), self.ends, self.english, self.spanish, self.pool, also)

    def do(self, content: Content) -> None:
        for name, value in asdict(content).items():
            setattr(self, name, list(value) if name in {"kinds", "also"} else value)


class QuickAction(Row, Does):
    """Of a member of staff, or (`staff` empty) of the practice."""

    staff = models.ForeignKey(
        "clinic.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    form_key = models.UUIDField(
        unique=True, help_text="of the form that made it: sent twice it is one action"
    )

    objects = QuickActionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["staff", "title"], name="quick_by_owner", condition=Q(is_retired=False))
        ]

    def __str__(self) -> str:
        return self.title


class Version(Row, Does):
    """A quick action as somebody saved it. Added, never changed."""

    action = models.ForeignKey(QuickAction, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "number"], name="quick_version_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Use(Row):
    """One click on one item. `step_id`: the move it made; where that is taken back, it does not count."""

    action = models.ForeignKey(QuickAction, on_delete=models.PROTECT, related_name="uses")
    number = models.PositiveIntegerField()
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("triage.WorkItem", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    step = models.ForeignKey("triage.Step", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["staff", "kind", "-at"], name="quick_use")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Effect(Row):
    """What one use did beside the answer. `target`: a ticket, a recall or an order, by `do`."""

    use = models.ForeignKey(Use, on_delete=models.PROTECT, related_name="effects")
    do = models.CharField(max_length=12, choices=[(do.value, do.value) for do in Do])
    target = models.UUIDField()

    def __str__(self) -> str:
        return self.do


class RunQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> "RunQuerySet":
        """One's own alone."""
        is_mine = viewer.may(QuickVerb.USE) and viewer.staff_id is not None
        return self.filter(staff_id=viewer.staff_id) if is_mine else self.none()


class Run(Row):
    """One press for many items: the version of the action that was shown, and until when all of it can be undone."""

    action = models.ForeignKey(QuickAction, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    form_key = models.UUIDField(unique=True, help_text="of the form: sent twice it is one run")
    asked_at = models.DateTimeField()
    holds_until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["staff", "-asked_at"], name="run_by_staff")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class Part(Row):
    """One item of a run: done in a transaction of its own, as the person who pressed. `last_seen`: the newest post at
    that time; `why`: what a guard said."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="parts")
    item = models.ForeignKey("triage.WorkItem", on_delete=models.PROTECT, related_name="+")
    last_seen = models.UUIDField(null=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.WAITING
    )
    why = models.CharField(max_length=40, blank=True)
    use = models.ForeignKey(Use, on_delete=models.PROTECT, null=True, related_name="+")
    post_id = models.UUIDField(null=True, help_text="the answer, where it answered")
    event_key = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "item"], name="part_once")]

    def __str__(self) -> str:
        return self.state


class Put(Row):
    """The text of an action went into the box of an answer, to be changed before it is sent: because somebody wanted
    that, because something was not known, or because a click was taken back. `is_changed`: once it is sent."""

    action = models.ForeignKey(QuickAction, on_delete=models.PROTECT, related_name="puts")
    number = models.PositiveIntegerField()
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("triage.WorkItem", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    is_changed = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Dismissal(Row):
    """What the detector said and somebody does not want to hear again: a habit as a button; or (`action`) that this
    version no longer fits."""

    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    end = models.CharField(max_length=12)
    pool = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    action = models.ForeignKey(QuickAction, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.end}"
