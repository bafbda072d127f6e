"""What can be wrong with stored files, for the doctor."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portico.core.ailments import Ailment, told
from portico.core.viewer import Viewer
from portico.files.models import StoredFile

# Eight tries take about twenty minutes (docs/adr/0008).
LONG = timedelta(minutes=30)


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    waiting = StoredFile.objects.filter(state=StoredFile.State.CHECKING, withdrawn_at=None)
    yield from told("files-being-checked", _("These files have been “being checked” for half an hour."),
                    waiting.filter(created_at__lt=now - LONG), since="created_at")  # fmt: skip
