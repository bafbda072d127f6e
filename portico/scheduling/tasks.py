"""Recurring: tickets whose time is over come back to the team."""

from datetime import datetime

from portico.core.viewer import Purpose, system_viewer
from portico.scheduling import actions


def lapse(*, now: datetime) -> None:
    actions.lapse(by=system_viewer(Purpose.KEEP_ORDER))
