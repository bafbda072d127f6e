"""Reads of on-call ladders: the one in force, the versions, and whom one may name."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from portico.clinic.queries import licensed_at
from portico.core.viewer import Viewer
from portico.oncall.models import Ladder
from portico.oncall.permissions import OnCallVerb

VERSIONS_SHOWN = 20


def in_force(viewer: Viewer, site_id: UUID) -> Ladder | None:
    """The newest version that may be used; one that waits for a signature leaves the one before in its place."""
    rows = Ladder.objects.filter(site_id=site_id).order_by("-number")[:VERSIONS_SHOWN]
    return next((row for row in rows if row.is_in_force), None)


def every_in_force(viewer: Viewer) -> list[Ladder]:
    """For the schedule: of each site that has one."""
    sites = Ladder.objects.values_list("site_id", flat=True).distinct()
    found = [in_force(viewer, site) for site in sites]
    return [row for row in found if row is not None]


def versions(viewer: Viewer, site_id: UUID) -> list[Ladder]:
    rows = Ladder.objects.filter(site_id=site_id, site_id__in=viewer.sites)
    return list(rows.select_related("signed_by").order_by("-number")[:VERSIONS_SHOWN])


def ladder(viewer: Viewer, key: UUID) -> Ladder:
    """Of one's own sites. Not there: DoesNotExist."""
    found: Ladder = Ladder.objects.filter(site_id__in=viewer.sites).get(pk=key)
    return found


def may_be_named(viewer: Viewer, site_id: UUID) -> list[Any]:
    """Who holds a licence at a site."""
    return list(licensed_at(viewer, site_id)) if viewer.may(OnCallVerb.VIEW) else []


def newest(viewer: Viewer, site_id: UUID) -> QuerySet[Ladder]:
    return Ladder.objects.filter(site_id=site_id).order_by("-number")[:1]
