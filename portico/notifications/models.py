"""The post office's book: what is told to whom, by which channel. No patient information is ever in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portico.core.models import Row


class Notice(Row):
    """`key` comes from the delivery that asked for it: asked twice, told once."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        NO_ADDRESS = "no-address"
        DEAD = "dead"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    template = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, default="email")
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=8, default="en")
    words = models.JSONField(default=dict)
    link = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    error = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="notice_waiting", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.template} {self.created_at:%Y-%m-%d %H:%M}"
