"""Everything that ails the practice, asked of every room."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from portico.audit import queries as ledger
from portico.backup.ailments import ailments as of_backup
from portico.clinic.ailments import ailments as of_clinic
from portico.core.actions import NotAllowed
from portico.core.ailments import SHOWN, Ailment
from portico.core.ailments import ailments as of_core
from portico.core.viewer import Viewer
from portico.files.ailments import ailments as of_files
from portico.health.permissions import HealthVerb
from portico.messaging.ailments import ailments as of_messaging
from portico.notifications.ailments import ailments as of_notifications
from portico.orders.ailments import ailments as of_orders
from portico.people.ailments import ailments as of_people
from portico.phrases.ailments import ailments as of_phrases
from portico.scheduling.ailments import ailments as of_scheduling
from portico.triage.ailments import ailments as of_triage

ROOMS: tuple[Callable[..., Iterator[Ailment]], ...] = (
    of_messaging, of_triage, of_orders, of_core, of_notifications, of_people, of_clinic, of_files, of_backup,
    of_phrases, of_scheduling,
)  # fmt: skip


def ailments(viewer: Viewer, *, now: datetime, is_whole: bool = False) -> list[Ailment]:
    """`is_whole`: the whole ledger is read too, which takes long; else its tail alone, which needs its seal."""
    if not viewer.may(HealthVerb.VIEW):
        raise NotAllowed(HealthVerb.VIEW)
    found = [ailment for room in ROOMS for ailment in room(viewer, now=now)]
    return [*found, *_ledger(now, is_whole)]


def _ledger(now: datetime, is_whole: bool) -> Iterator[Ailment]:
    faults = ledger.faults(now=now) if is_whole else ledger.unsealed(now=now)
    tail = [fault for fault in faults if fault.kind == "unsealed"]
    touched = [fault for fault in faults if fault.kind != "unsealed"]
    if tail:
        yield _of_faults(
            "ledger-unsealed", _("Rows of the ledger have waited over a minute for their seal."), tail
        )
    if touched:
        yield _of_faults("ledger-touched", _("The ledger does not verify: somebody changed it."), touched)


def _of_faults(name: str, sentence: str, faults: list[ledger.Fault]) -> Ailment:
    ids = tuple(f"{fault.kind}: {fault.place}" for fault in faults[:SHOWN])
    return Ailment(name=name, sentence=sentence, count=len(faults), ids=ids)
