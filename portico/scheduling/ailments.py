"""What can be wrong with tickets and recalls, for the doctor."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portico.core.ailments import Ailment, told
from portico.core.viewer import Viewer
from portico.scheduling.models import Ticket
from portico.scheduling.rules.ticket import ENDED_WITHOUT

LOOKED_AT_WITHIN = timedelta(days=4)  # two working days, and a weekend between them
ENTERED_WITHIN = timedelta(days=4)


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    rows = Ticket.objects.filter(withdrawn_at=None)
    waiting = rows.filter(state="to-offer", changed_at__lt=now - LOOKED_AT_WITHIN)
    sentence = _("For these visits nobody has offered times for four days.")
    yield from told("ticket-without-times", sentence, waiting, since="changed_at")
    ended = rows.filter(state__in=sorted(ENDED_WITHOUT), changed_at__lt=now - LOOKED_AT_WITHIN)
    sentence = _("These visits ended without a time four days ago, and nobody has said what becomes of them.")
    yield from told("ticket-ended-unseen", sentence, ended, since="changed_at")
    chosen = rows.filter(state="chosen", entered_at=None, changed_at__lt=now - ENTERED_WITHIN)
    sentence = _("These times were chosen four days ago and are not in the record system.")
    yield from told("ticket-not-entered", sentence, chosen, since="changed_at")
