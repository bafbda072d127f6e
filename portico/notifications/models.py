"""The post office's book: what was told to whom, by which channel. No patient information is ever in it."""

from django.conf import settings
from django.db import models

from portico.core.models import Row


class Notice(Row):
    """`key` comes from the delivery that asked for it: asked twice, told once."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    template = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, default="email")
    address = models.CharField(max_length=254)
    key = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.template} {self.created_at:%Y-%m-%d %H:%M}"
