"""What can be wrong with backups: a copy that is still held, a night without one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from portico.backup.making import made_at, newest
from portico.core.ailments import Ailment, told
from portico.core.models import Hold
from portico.core.viewer import Viewer

# A night, and two hours for one that took long.
AT_LEAST = timedelta(hours=26)


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    held = _("This is a restored copy: nobody is told anything until it is let go (bin/portico release).")
    yield from told("restored-copy-held", held, Hold.objects.all(), since="since")
    if settings.IS_PRODUCTION:
        yield from _missing(now)


def _missing(now: datetime) -> Iterator[Ailment]:
    last = newest(settings.PORTICO_BACKUPS)
    at = made_at(last) if last else None
    if at is None or now - at > AT_LEAST:
        sentence = _("No backup was made in the last day.")
        yield Ailment(
            name="backup-missing", sentence=sentence, count=1, ids=(str(settings.PORTICO_BACKUPS),), oldest=at
        )
