"""Clear away what nobody sent."""

from datetime import datetime

from portico.core.viewer import Purpose, system_viewer
from portico.files import actions


def tidy(*, now: datetime) -> None:
    actions.tidy(by=system_viewer(Purpose.CHECK_FILE))
