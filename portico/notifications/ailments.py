"""What can be wrong with notices, for the doctor."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from portico.core.ailments import Ailment, told
from portico.core.viewer import Viewer
from portico.notifications.models import Notice

STUCK = timedelta(minutes=10)


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    dead = Notice.objects.filter(state=Notice.State.DEAD)
    yield from told("notices-dead", _("These notices could not be delivered; somebody has to decide."), dead,
                    since="created_at")  # fmt: skip
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    stuck = Notice.objects.filter(free, state=Notice.State.WAITING, due_at__lt=now - STUCK)
    yield from told("notices-stuck", _("These notices have been due for ten minutes and did not leave."), stuck,
                    since="due_at")  # fmt: skip
