"""Conversations between a patient and the care team. From queued to closed their state is the work item's (triage)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from portico.core.models import PatientRow, Row, Undoable
from portico.core.viewer import DataClass


class Thread(PatientRow, Undoable):
    """`details` is what the typed form asked, as it was when sent: {"medicine": …, "days_left": …}."""

    data_class: ClassVar[str] = DataClass.MESSAGES

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    goes_to = models.CharField(max_length=120, help_text="as the patient read it")
    promised_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    send_key = models.UUIDField(
        unique=True, help_text="of the form: the same form sent again is the same message"
    )
    event_key = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "-created_at", "-id"], name="thread_by_time")]

    def __str__(self) -> str:
        return self.kind


class Post(PatientRow, Undoable):
    """One message in a thread. The author's name is kept as it was."""

    data_class: ClassVar[str] = DataClass.MESSAGES

    class Side(models.TextChoices):
        PATIENT = "patient"
        TEAM = "team"

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    side = models.CharField(max_length=10, choices=Side.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=200)
    body = models.TextField()
    send_key = models.UUIDField(unique=True)
    event_key = models.UUIDField(null=True)
    step_id = models.UUIDField(null=True, help_text="of triage: what the answer did to the item")
    guideline = models.CharField(
        max_length=100, blank=True, default="", help_text="which advice guideline was used, with its version"
    )
    created_at = models.DateTimeField()
    unread_told_at = models.DateTimeField(null=True, help_text="its writer heard that nobody read it")

    class Meta:
        indexes = [
            models.Index(fields=["thread", "created_at"], name="post_by_thread"),
            models.Index(fields=["step_id"], name="post_by_step", condition=Q(step_id__isnull=False)),
            models.Index(
                fields=["effective_at"],
                name="post_unread_untold",
                condition=Q(side="team", unread_told_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.side


class Reading(Row):
    """Somebody on one side opened the thread, last at. For "new" marks on both sides."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="readings")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_team = models.BooleanField(default=False)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "account"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.read_at:%Y-%m-%d %H:%M}"


class Draft(PatientRow):
    """What somebody has typed and not sent; one per person, record and place."""

    data_class: ClassVar[str] = DataClass.MESSAGES

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "patient", "place"], name="draft_once")]

    def __str__(self) -> str:
        return self.place
