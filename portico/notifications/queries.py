"""What the post office may be asked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from portico.core.viewer import Viewer
from portico.notifications.models import Notice


@dataclass(frozen=True, slots=True)
class Recipient:
    account_id: UUID
    address: str
    language: str


def notices_to(viewer: Viewer) -> QuerySet[Notice]:
    return Notice.objects.filter(account_id=viewer.account).order_by("-created_at")


def waiting(now: datetime) -> QuerySet[Notice]:
    """For the office: what is due to be carried."""
    return Notice.objects.filter(state=Notice.State.WAITING, due_at__lte=now)
