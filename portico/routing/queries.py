"""Reads of the routing table: what is in force, what is being written, what a dry run found."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from portico.clinic.queries import every_pool, every_team
from portico.core.viewer import Viewer
from portico.routing.models import Draft, DryRun, Version
from portico.routing.rules.faults import Fault, Place, faults
from portico.routing.rules.route import PoolFacts
from portico.routing.rules.table import Row, Table

VERSIONS_SHOWN = 30


def in_force(viewer: Viewer) -> Table:
    """The table by which messages go now."""
    return next((one.table() for one in rows_in_force(viewer)), Table())


def rows_in_force(viewer: Viewer) -> QuerySet[Version]:
    """The same for a larger question: one row, or none while nobody has published one."""
    return Version.objects.order_by("-number")[:1]


def newest(viewer: Viewer) -> Version | None:
    return Version.objects.order_by("-number").first()


def versions(viewer: Viewer, *, before: int | None = None) -> list[Version]:
    """Newest first; one more than a page shows, where there are more."""
    rows = Version.objects.order_by("-number")
    return list((rows.filter(number__lt=before) if before is not None else rows)[: VERSIONS_SHOWN + 1])


def version(viewer: Viewer, number: int) -> Version | None:
    return Version.objects.filter(number=number).first()


def draft(viewer: Viewer) -> Draft | None:
    return Draft.objects.first()


def places(viewer: Viewer) -> list[Place]:
    """Every pool of every site, with the roles of those who work in it: a table holds for the whole practice."""
    return [
        Place(pool.site_id, pool.site.name, PoolFacts(pool.pk, pool.name, tuple(pool.kinds)), roles)
        for pool, roles in every_pool(viewer)
    ]


def teams(viewer: Viewer) -> list[tuple[str, str]]:
    """Every team of the practice: key and name."""
    return [(str(team.pk), f"{team.name}, {team.site.name}") for team in every_team(viewer)]


def faults_of(viewer: Viewer, rows: tuple[Row, ...]) -> list[Fault]:
    """Why these rows can't be published as the practice is today."""
    return faults(rows, places(viewer), frozenset(key for key, _name in teams(viewer)))


def dry_run(viewer: Viewer, mark: str, number: int) -> DryRun | None:
    """The newest of these rows against the table of this number."""
    return DryRun.objects.filter(mark=mark, number=number).order_by("-begun_at", "-id").first()


def running(viewer: Viewer, run_id: UUID) -> DryRun | None:
    return DryRun.objects.filter(pk=run_id, ended_at=None).first()


def pools_by_site(viewer: Viewer) -> dict[UUID, list[PoolFacts]]:
    """For a dry run: the pools of each site in the order in which they are asked."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    for place in places(viewer):
        found[place.site].append(place.pool)
    return dict(found)
