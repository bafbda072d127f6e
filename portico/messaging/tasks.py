"""Recurring: whoever wrote a clinical answer hears when nobody has read it for two days."""

from datetime import datetime

from portico.core.viewer import Purpose, system_viewer
from portico.messaging import actions


def tell_unread(*, now: datetime) -> None:
    actions.tell_unread(by=system_viewer(Purpose.KEEP_ORDER))
