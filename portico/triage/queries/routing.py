"""Where something goes, and by when it is answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from portico.clinic.queries import closures_at, pools_at, rows_of_closures, rows_of_pools
from portico.core.actions import Refused
from portico.core.prepared import prepared
from portico.core.viewer import Viewer
from portico.people.queries import person
from portico.routing.queries import in_force, rows_in_force
from portico.routing.rules.decide import Decision, decide
from portico.routing.rules.route import PoolFacts, route_urgent
from portico.routing.rules.table import Table
from portico.triage.models import WorkItem
from portico.triage.rules.asked import NOTHING, Brought, facts_of
from portico.triage.rules.clock import by_when, next_staffed
from portico.triage.rules.item import Flag
from portico.triage.rules.promise import Calendar, Promise


@dataclass(frozen=True, slots=True)
class Goes:
    """The pool of the patient's site and why, its name as patients read it, how urgent it is, and the promise."""

    site: UUID
    pool: PoolFacts
    reason: str
    patient_name: str
    flag: Flag
    promised: Promise


def calendar_of(viewer: Viewer, site: Any) -> Calendar:
    return Calendar(site.zone, site.hours, closures_at(viewer, site.pk))


def pool_facts(viewer: Viewer, site_id: UUID) -> list[PoolFacts]:
    return [PoolFacts(p.pk, p.name, tuple(p.kinds)) for p in pools_at(viewer, site_id)]


def pool_for(
    viewer: Viewer, item: WorkItem, *, pool_id: UUID | None, kind: str, now: datetime, flag: str | None = None
) -> tuple[UUID, str]:
    """Where an item goes: the pool that was named, of its own site; else the one that the routing table has. `flag`: as
    if it had this one, for what comes beside it."""
    pools = pool_facts(viewer, item.site_id)
    if pool_id is None:
        patient, calendar = person(viewer), calendar_of(viewer, item.site)
        facts = facts_of(
            patient, kind or item.kind, calendar, now=now, flag=item.flag if flag is None else flag
        )
        decided = decide(facts, in_force(viewer), pools)
        return decided.pool.id, decided.reason
    if pool_id not in {pool.id for pool in pools}:
        raise Refused("no-pool")
    return pool_id, ""


def where_to(
    viewer: Viewer, kind: str, *, now: datetime, flag: str = Flag.NONE, brought: Brought = NOTHING
) -> Goes:
    """Before anything is sent. What is urgent goes to the nurses, whatever its kind and the table."""
    patient = person(viewer)
    known = prepared(_around, viewer, site=patient.site_id)
    site, pools = patient.site, known["pools"]
    table = next((one.table() for one in known["table"]), Table())
    calendar = Calendar(site.zone, site.hours, frozenset(row.day for row in known["closed"]))
    facts = [PoolFacts(p.pk, p.name, tuple(p.kinds)) for p in pools]
    if flag == Flag.URGENT:
        routed = route_urgent(facts, brought.found)
        decided = Decision(routed.pool, routed.reason)
    else:
        asked = facts_of(patient, kind, calendar, now=now, flag=flag, brought=brought)
        decided = decide(asked, table, facts)
    raised = max(Flag(flag), Flag(decided.urgency), key=RISING.index)
    return Goes(
        site=patient.site_id, pool=decided.pool, reason=decided.reason, flag=raised,
        patient_name=next(p.patient_name for p in pools if p.pk == decided.pool.id),
        promised=by_when(raised, kind, now, calendar, days=decided.days),
    )  # fmt: skip


RISING = (Flag.NONE, Flag.SAME_DAY, Flag.URGENT)


def _around(viewer: Viewer, *, site: UUID) -> dict[str, Any]:
    return {
        "pools": rows_of_pools(viewer, site),
        "closed": rows_of_closures(viewer, site),
        "table": rows_in_force(viewer),
    }


def read_next(viewer: Viewer, *, now: datetime) -> datetime:
    """When somebody at the patient's site reads what is sent now: now, or when it opens next."""
    return next_staffed(now, calendar_of(viewer, person(viewer).site))
