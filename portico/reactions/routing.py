"""What follows when a routing table is to be tried: a piece of the past at a time, so that nothing else has to wait."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.utils import timezone

from portico.chart.queries import visits_of_many
from portico.core.delivery import apart
from portico.core.models import Event
from portico.core.viewer import Purpose, Viewer, system_viewer
from portico.messaging.queries import SOURCE, begun_with
from portico.routing.actions import note
from portico.routing.queries import pools_by_site, running, version
from portico.routing.rules.decide import Facts, decide
from portico.routing.rules.rehearsal import Past, Way
from portico.routing.rules.route import PoolFacts
from portico.routing.rules.table import Table, from_data
from portico.triage.queries import calendar_of, filed, how_many_filed
from portico.triage.rules.asked import Brought, facts_of
from portico.triage.rules.clock import by_when
from portico.triage.rules.item import Flag
from portico.triage.rules.promise import Calendar

AT_ONCE = 4000
SEEN_WITHIN_DAYS = 3 * 365


@apart
def rehearse(event: Event, *, key: str) -> None:
    by = system_viewer(Purpose.TRY_ROUTING)
    run = running(by, UUID(event.facts()["run_id"]))
    begun_after = event.facts()["after"]
    after = UUID(begun_after) if begun_after else None
    if run is None or run.after != after:
        return
    total = how_many_filed(by, SOURCE, since=run.since, until=run.until) if run.total is None else run.total
    rows = filed(by, SOURCE, since=run.since, until=run.until, after=after)[: AT_ONCE + 1]
    items = list(rows)
    more, items = len(items) > AT_ONCE, items[:AT_ONCE]
    live = version(by, run.number)
    tables = (
        Table(from_data(live.rows) if live else (), run.number),
        Table(from_data(run.rows), run.number + 1),
    )
    found = list(_past(by, items, tables))
    note(by=by, run_id=run.pk, after=after, found=found, last=items[-1].pk if more else None, total=total)


def _past(by: Viewer, items: Sequence[Any], tables: tuple[Table, Table]) -> Iterator[Past]:
    now = timezone.now()
    pools, calendars = pools_by_site(by), cache(lambda site: calendar_of(by, site))
    with_words = any(row.words for table in tables for row in table.rows)
    begun = begun_with(by, [item.source_id for item in items], with_text=with_words)
    asks = any(table.asks_standing for table in tables)
    visits = visits_of_many(by, {item.patient_id for item in items}) if asks else {}
    for item in items:
        if item.source_id not in begun or not pools.get(item.site_id):
            continue
        kind, text = begun[item.source_id]
        brought = Brought(text, is_seen=_was_seen(visits.get(item.patient_id, ()), item.effective_at))
        facts = facts_of(
            item.patient, kind, calendars(item.site), now=item.effective_at, flag=item.flag, brought=brought
        )
        ways = [_way(facts, table, pools[item.site_id], item, calendars(item.site)) for table in tables]
        yield Past(ways[0], ways[1], item.closed_at or now)


def _was_seen(visits: Sequence[datetime], at: datetime) -> Callable[[], bool]:
    return lambda: any(0 <= (at - visit).days <= SEEN_WITHIN_DAYS for visit in visits)


def _way(facts: Facts, table: Table, pools: list[PoolFacts], item: Any, calendar: Calendar) -> Way:
    """What was urgent went to the nurses under any table, in half an hour; it is counted where it was."""
    if item.flag == Flag.URGENT:
        return Way(item.pool_id, 0, item.due_at)
    decided = decide(facts, table, pools)
    flag = max(Flag(item.flag), Flag(decided.urgency), key=list(Flag).index)
    return Way(
        decided.pool.id,
        decided.row,
        by_when(flag, facts.kind, item.effective_at, calendar, days=decided.days).at,
    )
