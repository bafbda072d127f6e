"""Take in appointments from the record system."""

from collections.abc import Sequence

from portico.core.actions import Act, action
from portico.core.record import Incoming, columns, upsert
from portico.core.viewer import Viewer
from portico.lib.fhir.shapes import AppointmentFacts
from portico.lib.words import Kind
from portico.scheduling.models import Appointment
from portico.scheduling.permissions import SchedulingVerb


@action(SchedulingVerb.IMPORT, is_part=True)
def keep(act: Act, *, by: Viewer, items: Sequence[Incoming]) -> None:
    """Write what belongs here; what belongs to other rooms is passed over."""
    upsert([_appointment(item, item.facts) for item in items if isinstance(item.facts, AppointmentFacts)])


def _appointment(item: Incoming, f: AppointmentFacts) -> Appointment:
    void = f.status == "entered-in-error"
    return Appointment(
        **columns(item, Kind.ENCOUNTER, f.code, f.start, status=f.status, is_void=void),
        minutes=f.minutes,
        description=f.description[:300],
        clinician=f.clinician[:200],
        place=f.place[:300],
        reason=f.reason[:300],
        is_video=f.is_video,
    )
