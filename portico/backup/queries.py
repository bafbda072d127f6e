"""What a restored copy would tell people if it were let go."""

from dataclasses import dataclass
from datetime import datetime

from portico.backup.permissions import BackupVerb
from portico.core.actions import NotAllowed
from portico.core.models import Delivery, Hold
from portico.core.viewer import Viewer
from portico.notifications.queries import how_many_wait


@dataclass(frozen=True, slots=True)
class Waiting:
    """`since`: None where nothing is held."""

    since: datetime | None
    why: str = ""
    notices: int = 0
    deliveries: int = 0


def waiting(viewer: Viewer, *, now: datetime) -> Waiting:
    if not viewer.may(BackupVerb.RELEASE):
        raise NotAllowed(BackupVerb.RELEASE)
    held = Hold.objects.first()
    if held is None:
        return Waiting(None)
    deliveries = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now).count()
    return Waiting(held.since, held.why, how_many_wait(viewer), deliveries)
