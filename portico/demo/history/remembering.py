"""From the people of a day to their two years of conversations: who could write, the plan, the rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from portico.core.viewer import Viewer
from portico.demo import cast
from portico.demo.history import loading
from portico.demo.history.authors import authors
from portico.demo.history.plan import Now
from portico.demo.history.whole import plan
from portico.demo.practice.holidays import closures
from portico.demo.practice.households import Resident
from portico.demo.practice.staff import COLLEAGUES
from portico.demo.record.bundle import charts as record_charts
from portico.demo.record.chart import Chart
from portico.triage.rules.promise import Calendar


def remember(
    by: Viewer, town: Sequence[Resident], charts: Mapping[str, Chart], sites: Mapping[str, Any],
    patients: Mapping[str, UUID], now: Now, *, source: str,
) -> loading.Loaded:  # fmt: skip
    """Two years of conversations: planned, then kept as the real actions would have."""
    told = authors(town, {**cast_charts(now.today), **charts})
    closed = {day for day, _name in closures(now.today)}
    calendars = {key: Calendar(site.zone, site.hours, closed) for key, site in sites.items()}
    scripts = plan(now, told, calendars, closed)
    staff = {one.key: one.sign_in for one in (*cast.STAFF, *COLLEAGUES)}
    around = loading.world(
        by, staff=staff, sites={key: site.pk for key, site in sites.items()}, patients=patients, source=source,
        points_at=(script.points_at for script in scripts),
    )  # fmt: skip
    return loading.load(by, scripts, around, until=now.until)


def cast_charts(today: date) -> dict[str, Chart]:
    return {chart.subject.mrn: chart for chart in record_charts(today, 0)}
