"""Who can sign in. A sign-in name is an e-mail address or a chosen name.

The contact e-mail is apart and may be shared, by a couple for example.
"""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from portico.accounts.rules.passwords import may_stand_alone
from portico.core.models import Row


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=(username or "").lower())


class Account(Row, AbstractBaseUser):
    class Theme(models.TextChoices):
        AUTO = "auto"
        LIGHT = "light"
        DARK = "dark"

    username = models.CharField(max_length=150, unique=True)
    contact_email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en")
    theme = models.CharField(max_length=5, choices=Theme.choices, default=Theme.AUTO)
    # Whether the password may be the only factor: its length can't be read from the hash any more.
    password_stands_alone = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    # When its owner took the short tour, or said never to offer it again.
    tour_settled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "contact_email"

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.password_stands_alone = raw_password is None or may_stand_alone(len(raw_password))

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:])).upper()


class KnownDevice(models.Model):
    """A browser that this account has signed in from; a new one is told to its owner."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    mark = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "mark"], name="device_once")]

    def __str__(self) -> str:
        return f"{self.first_seen_at:%Y-%m-%d}"
