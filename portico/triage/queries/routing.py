"""Where something goes, and by when it is answered."""

from datetime import datetime
from typing import Any
from uuid import UUID

from portico.clinic.queries import closures_at, pools_at
from portico.core.actions import Refused
from portico.core.viewer import Viewer
from portico.people.queries import person
from portico.triage.models import WorkItem
from portico.triage.rules.clock import by_when, next_staffed
from portico.triage.rules.item import Flag
from portico.triage.rules.promise import Calendar, Promise
from portico.triage.rules.route import PoolFacts, Routed, route, route_urgent


def calendar_of(viewer: Viewer, site: Any) -> Calendar:
    return Calendar(site.zone, site.hours, closures_at(viewer, site.pk))


def pool_facts(viewer: Viewer, site_id: UUID) -> list[PoolFacts]:
    return [PoolFacts(p.pk, p.name, tuple(p.kinds)) for p in pools_at(viewer, site_id)]


def pool_for(viewer: Viewer, item: WorkItem, *, pool_id: UUID | None, kind: str) -> tuple[UUID, str]:
    """Where an item goes: the pool that was named, of its own site; else the one that the routing table has."""
    pools = pool_facts(viewer, item.site_id)
    if pool_id is None:
        routed = route(kind or item.kind, pools)
        return routed.pool.id, routed.reason
    if pool_id not in {pool.id for pool in pools}:
        raise Refused("no-pool")
    return pool_id, ""


def where_to(
    viewer: Viewer, kind: str, *, now: datetime, flag: str = Flag.NONE, found: str = ""
) -> tuple[Routed, str, Promise]:
    """Before anything is sent: the pool, its name as patients read it, and the promised time. What is urgent goes to
    the nurses, whatever its kind; `found`: what the net found, for the reason."""
    site = person(viewer).site
    pools = pools_at(viewer, site.pk)
    facts = [PoolFacts(p.pk, p.name, tuple(p.kinds)) for p in pools]
    routed = route_urgent(facts, found) if flag == Flag.URGENT else route(kind, facts)
    name = next(p.patient_name for p in pools if p.pk == routed.pool.id)
    return routed, name, by_when(Flag(flag), kind, now, calendar_of(viewer, site))


def read_next(viewer: Viewer, *, now: datetime) -> datetime:
    """When somebody at the patient's site reads what is sent now: now, or when it opens next."""
    return next_staffed(now, calendar_of(viewer, person(viewer).site))
