"""Recurring: claims that nobody works on go back to their pools."""

from datetime import datetime

from portico.core.viewer import Purpose, system_viewer
from portico.triage.actions import expire


def release_idle(*, now: datetime) -> None:
    expire(by=system_viewer(Purpose.KEEP_ORDER))
