"""What the routing table asks of a message, from what is known of the patient, the moment, and what was written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from portico.lib.days import age_on
from portico.routing.rules.decide import Facts, unknown
from portico.triage.rules.item import Flag
from portico.triage.rules.promise import Calendar


@dataclass(frozen=True, slots=True)
class Brought:
    """What the rooms above know of a message. `found`: by the net, for the reason. `is_seen`: as in decide.Facts."""

    text: str = ""
    found: str = ""
    is_seen: Callable[[], bool | None] = unknown


NOTHING = Brought()


def facts_of(
    patient: Any, kind: str, calendar: Calendar, *, now: datetime, flag: str, brought: Brought = NOTHING
) -> Facts:
    """`patient`: with site, team, language and birth date."""
    local = now.astimezone(ZoneInfo(calendar.zone))
    hours = calendar.opening(local.date())
    return Facts(
        kind=kind, site=patient.site_id, team=patient.team_id, language=patient.language,
        age=age_on(patient.birth_date, local.date()), is_same_day=flag == Flag.SAME_DAY,
        is_open=hours is not None and hours[0] <= local.time() < hours[1], text=brought.text, is_seen=brought.is_seen,
    )  # fmt: skip
