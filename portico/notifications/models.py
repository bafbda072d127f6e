"""The post office's book: what is told to whom, by which channel. No patient information is ever in it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from portico.core.models import Row
from portico.notifications.rules.gate import Kind, Wishes


class Notice(Row):
    """One notice by one channel. `key` comes from the delivery that asked for it: asked twice, told once.

    `reason` says why it is in its state where the state alone does not."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        BUNDLED = "bundled"  # told by `told_by`
        HELD = "held"
        OFF = "off"
        NO_ADDRESS = "no-address"
        DEAD = "dead"
        GIVEN_UP = "given-up"

    class Channel(models.TextChoices):
        EMAIL = "email"
        SMS = "sms"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in Kind], default=Kind.CARE)
    template = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=8, default="en")
    zone = models.CharField(max_length=60, blank=True, default="")
    words = models.JSONField(default=dict)
    link = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=90, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=40, blank=True, default="")
    told_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="tells")
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=100, blank=True)
    owner = models.CharField(max_length=40, blank=True, default="")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="notice_waiting", condition=Q(state="waiting")),
            models.Index(fields=["state", "created_at"], name="notice_by_state"),
            models.Index(fields=["account", "channel", "template", "created_at"], name="notice_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.created_at:%Y-%m-%d %H:%M}"

    def settle(self, **outcome: Any) -> None:
        """How a try went, from whoever still has it in hand; a worker that was too slow changes nothing any more."""
        mine = Notice.objects.filter(pk=self.pk, state=Notice.State.WAITING, tries=self.tries)
        mine.update(leased_until=None, **outcome)


class Preference(models.Model):
    """How an account wants to be told. No row: by e-mail. The number is one that its owner has confirmed."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    by_email = models.BooleanField(default=True)
    by_text = models.BooleanField(default=False)
    mobile = models.CharField(max_length=16, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)  # to texts: kept as the proof of consent

    def __str__(self) -> str:
        return "e-mail" if self.by_email else "texts"

    @classmethod
    def locked(cls, account_id: UUID) -> "Preference":
        """What an account chose. The lock lets notices to the same person be decided one after the other."""
        cls.objects.get_or_create(account_id=account_id)
        return cls.objects.select_for_update().get(account_id=account_id)

    @property
    def wishes(self) -> Wishes:
        return Wishes(self.by_email, self.by_text and bool(self.mobile))


class NumberCode(Row):
    """A code on its way to a mobile number. Of the code itself only a keyed hash is kept."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mobile = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "made_at"], name="code_of_account"),
            models.Index(fields=["mobile", "made_at"], name="code_to_number"),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class Decision(Row):
    """What somebody decided about a notice that could not be delivered: append-only, with a reason from a list."""

    class What(models.TextChoices):
        AGAIN = "again"
        GIVE_UP = "give-up"

    class Reason(models.TextChoices):
        WRONG_ADDRESS = "wrong-address"
        TOLD_OTHERWISE = "told-otherwise"
        TOO_LATE = "too-late"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=10, choices=What.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
