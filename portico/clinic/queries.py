"""Reads about the practice. The office asks before there is a viewer; its questions say so in their names."""

from datetime import date
from uuid import UUID

from portico.clinic.models import Closure, FeatureSwitch, Organization, Pool, Site, StaffMember, Team
from portico.clinic.rules.features import in_force
from portico.core.viewer import Viewer


def staff_of(account_id: UUID) -> StaffMember | None:
    """For the office: the staff member behind an account, with sites and pools."""
    return (
        StaffMember.objects.filter(account_id=account_id, is_active=True)
        .prefetch_related("sites", "pools")
        .first()
    )


def features_at(site_id: UUID | None) -> frozenset[str]:
    """For the office: what is switched on at a site (or, without one, in the organization)."""
    return in_force(FeatureSwitch.objects.in_force(site_id)).features


def practice() -> Organization | None:
    """The one organization of this installation: public facts, for every page's head."""
    return Organization.objects.first()


def newest_switches(viewer: Viewer) -> list[FeatureSwitch]:
    rows = FeatureSwitch.objects.filter(site=None) | FeatureSwitch.objects.filter(site_id__in=viewer.sites)
    return list(rows.select_related("site").order_by("-at")[:50])


def pools_at(viewer: Viewer, site_id: UUID) -> list[Pool]:
    """The pools of a site: where a message of a patient there may go."""
    return list(Pool.objects.filter(site_id=site_id).order_by("name"))


def closures_at(viewer: Viewer, site_id: UUID) -> frozenset[date]:
    rows = Closure.objects.filter(site=None) | Closure.objects.filter(site_id=site_id)
    return frozenset(rows.values_list("day", flat=True))


def sites(viewer: Viewer) -> list[Site]:
    return list(Site.objects.filter(pk__in=viewer.sites).order_by("name"))


def first_site() -> Site | None:
    """Where imported patients belong until somebody says otherwise."""
    return Site.objects.order_by("pk").first()


def team_named(name: str) -> Team | None:
    return Team.objects.filter(lead__name=name).first()
