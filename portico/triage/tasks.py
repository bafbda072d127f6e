"""Recurring: claims that nobody works on go back to their pools; promises that passed go up, twice; on-call pages."""

from datetime import datetime

from portico.core.viewer import Purpose, system_viewer
from portico.triage import actions


def release_idle(*, now: datetime) -> None:
    actions.expire(by=system_viewer(Purpose.KEEP_ORDER))


def tell_overdue(*, now: datetime) -> None:
    by = system_viewer(Purpose.KEEP_ORDER)
    actions.tell_overdue(by=by)
    actions.tell_still(by=by)


def page_on_call(*, now: datetime) -> None:
    actions.page_on_call(by=system_viewer(Purpose.KEEP_ORDER))
