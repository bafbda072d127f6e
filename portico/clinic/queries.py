"""Reads about the practice. The office asks before there is a viewer; its questions say so in their names."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from portico.clinic.models import Absence, Closure, FeatureSwitch, Organization, Pool, Site, StaffMember, Team
from portico.clinic.rules.called import is_one
from portico.clinic.rules.cover import covers, who_answers
from portico.clinic.rules.features import in_force
from portico.clinic.rules.roles import LICENSED, MANAGERS, PHYSICIANS, POOL_LEADS
from portico.core.viewer import Viewer


def staff_of(account_id: UUID) -> StaffMember | None:
    """For the office: the staff member behind an account, with sites and pools."""
    return (
        StaffMember.objects.filter(account_id=account_id, is_active=True)
        .prefetch_related("sites", "pools")
        .first()
    )


def rows_of_staff(account_id: UUID) -> dict[str, QuerySet[Any]]:
    """For the office: the member of staff behind an account, their sites and pools, and what is switched there."""
    staff = {"staff__account_id": account_id, "staff__is_active": True}
    sites = Site.objects.filter(**staff)
    return {
        "staff": StaffMember.objects.filter(account_id=account_id, is_active=True),
        "sites": sites.select_related("organization").order_by("pk"),
        "pools": Pool.objects.filter(members__account_id=account_id, members__is_active=True).only("pk"),
        "switches": switches_at(sites.values("pk")),
    }


def switches_at(sites: QuerySet[Any, Any]) -> QuerySet[Any]:
    """For the office: what was ever switched at some sites or in the whole organization."""
    rows = FeatureSwitch.objects.filter(Q(site=None) | Q(site_id__in=sites)).order_by("site_id", "at")
    return rows.only("feature", "site_id", "is_on")


def features_of(switches: Iterable[FeatureSwitch], site_id: UUID | None) -> frozenset[str]:
    """For the office: of such rows, what is on at one of the sites."""
    return in_force(switch for switch in switches if switch.site_id in {None, site_id}).features


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
    return list(rows_of_pools(viewer, site_id))


def rows_of_pools(viewer: Viewer, site_id: UUID) -> QuerySet[Pool]:
    """The same, for a larger question."""
    return Pool.objects.filter(site_id=site_id).order_by("name")


def every_pool(viewer: Viewer) -> list[tuple[Pool, frozenset[str]]]:
    """All pools of the practice in the order in which they are asked, with the roles of those who work in them."""
    pools = (
        Pool.objects.select_related("site")
        .prefetch_related("members__account")
        .order_by("name", "site__name")
    )
    return [
        (pool, frozenset(m.role for m in pool.members.all() if m.is_active and m.account.is_active))
        for pool in pools
    ]


def every_team(viewer: Viewer) -> list[Team]:
    return list(Team.objects.select_related("site").order_by("name", "site__name"))


def leads_team(viewer: Viewer) -> bool:
    return viewer.staff_id is not None and Team.objects.filter(lead_id=viewer.staff_id).exists()


def pools_of(viewer: Viewer) -> QuerySet[Pool]:
    """Every pool of one's sites: where work may be sent."""
    return Pool.objects.filter(site_id__in=viewer.sites).order_by("name", "site_id")


def closures_at(viewer: Viewer, site_id: UUID) -> frozenset[date]:
    return frozenset(rows_of_closures(viewer, site_id).values_list("day", flat=True))


def rows_of_closures(viewer: Viewer, site_id: UUID) -> QuerySet[Closure]:
    """For a larger question: the days on which a site is closed, or all of them are."""
    return Closure.objects.filter(Q(site=None) | Q(site_id=site_id)).order_by("day")


def sites(viewer: Viewer) -> list[Site]:
    return list(Site.objects.filter(pk__in=viewer.sites).order_by("name"))


def first_site() -> Site | None:
    """Where imported patients belong until somebody says otherwise."""
    return Site.objects.order_by("pk").first()


def team_named(name: str) -> Team | None:
    """The team whose lead is called so; two of that name are nobody's."""
    rows = Team.objects.filter(lead__isnull=False).select_related("lead")
    found = [team for team in rows if team.lead and is_one(name, team.lead.name)]
    return found[0] if len(found) == 1 else None


def physicians(viewer: Viewer, site_id: UUID) -> list[StaffMember]:
    """Whom the team of a site may ask."""
    rows = StaffMember.objects.filter(is_active=True, role__in=PHYSICIANS, sites=site_id)
    return list(rows.order_by("name"))


def licensed_at(viewer: Viewer, site_id: UUID) -> QuerySet[StaffMember]:
    """Who holds a licence and works at a site: nurses, pharmacists, pool leads, physicians."""
    rows = StaffMember.objects.filter(is_active=True, role__in=LICENSED, sites=site_id)
    return rows.order_by("name")


def on_duty(viewer: Viewer, staff_id: UUID, site: Site) -> StaffMember | None:
    """One with a licence, or who answers in their place on this day of the site; None where nobody does."""
    day = timezone.now().astimezone(ZoneInfo(site.zone)).date()
    answers = who_answers(staff_id, named_stand_ins(viewer, day))
    return licensed_at(viewer, site.pk).filter(pk=answers).first() if answers else None


def physician_on_duty(viewer: Viewer, physician_id: UUID, *, site_id: UUID) -> StaffMember | None:
    """The physician, or who answers today in their place; None where nobody does."""
    answers = who_answers(physician_id, named_stand_ins(viewer, _today(viewer)))
    rows = StaffMember.objects.filter(is_active=True, role__in=PHYSICIANS, sites=site_id)
    return rows.filter(pk=answers).first() if answers else None


def covered_by(viewer: Viewer) -> frozenset[UUID]:
    """The physicians in whose place this one answers today: whoever `physician_on_duty` sends to them."""
    if viewer.staff_id is None or viewer.role not in PHYSICIANS:
        return frozenset()
    return covers(viewer.staff_id, named_stand_ins(viewer, _today(viewer)))


def stand_ins(viewer: Viewer) -> dict[UUID, str]:
    """Who is away today -> who answers in their place, by name; empty where nobody does."""
    named = named_stand_ins(viewer, _today(viewer))
    answers = {away: who_answers(away, named) for away in named}
    rows = StaffMember.objects.filter(pk__in=[one for one in answers.values() if one])
    names = dict(rows.values_list("pk", "name"))
    return {away: names[one] if one else "" for away, one in answers.items()}


def absences(viewer: Viewer) -> list[Absence]:
    """One's own, from today on."""
    rows = Absence.objects.filter(staff_id=viewer.staff_id, cancelled_at=None, last_day__gte=_today(viewer))
    return list(rows.select_related("stand_in").order_by("first_day"))


def possible_stand_ins(viewer: Viewer) -> list[StaffMember]:
    """Colleagues of one's sites and calling."""
    if viewer.staff_id is None:
        return []
    rows = StaffMember.objects.filter(is_active=True, sites__in=viewer.sites).exclude(pk=viewer.staff_id)
    is_physician = viewer.role in PHYSICIANS
    found = rows.filter(role__in=PHYSICIANS) if is_physician else rows.exclude(role__in=PHYSICIANS)
    return list(found.distinct().order_by("name"))


def _today(viewer: Viewer) -> date:
    return timezone.now().astimezone(ZoneInfo(viewer.zone)).date()


def named_stand_ins(viewer: Viewer, day: date) -> dict[UUID, UUID]:
    """Who is away on a day -> who was named to stand in; of two plans the one that begins later holds."""
    rows = Absence.objects.filter(cancelled_at=None, first_day__lte=day, last_day__gte=day)
    return dict(rows.order_by("first_day", "pk").values_list("staff_id", "stand_in_id"))


def pools_with_people(viewer: Viewer) -> QuerySet[Pool]:
    """The pools of one's sites, with who works in them."""
    rows = Pool.objects.filter(site_id__in=viewer.sites).select_related("site")
    return rows.prefetch_related("members").order_by("site__name", "name")


def who_looks_after(viewer: Viewer, pool_id: UUID) -> tuple[list[StaffMember], bool]:
    """Who is told when something in a pool goes wrong, and whether the pool's own people are: its leads, or who answers
    today in their place; where nobody does, the managers of its site, else of the whole practice."""
    site = Site.objects.get(pools=pool_id)
    named = named_stand_ins(viewer, timezone.now().astimezone(ZoneInfo(site.zone)).date())
    active = StaffMember.objects.filter(is_active=True)
    leads = _there(active.filter(role__in=POOL_LEADS, pools=pool_id), named)
    if leads:
        return leads, True
    return _managers(site, named), False


def managers_of(viewer: Viewer, pool_id: UUID) -> list[StaffMember]:
    """Who runs the site of a pool, or answers today in their place; where nobody does, who runs the practice."""
    site = Site.objects.get(pools=pool_id)
    return _managers(site, named_stand_ins(viewer, timezone.now().astimezone(ZoneInfo(site.zone)).date()))


def _managers(site: Site, named: dict[UUID, UUID]) -> list[StaffMember]:
    managers = StaffMember.objects.filter(is_active=True, role__in=MANAGERS)
    return _there(managers.filter(sites=site.pk), named) or _there(managers, named)


def _there(rows: QuerySet[StaffMember], named: dict[UUID, UUID]) -> list[StaffMember]:
    """These, or who answers in their place, as far as they can sign in."""
    answers = [one for pk in rows.values_list("pk", flat=True) if (one := who_answers(pk, named))]
    there = StaffMember.objects.filter(pk__in=answers, is_active=True, account__is_active=True)
    return list(there.order_by("name", "pk"))


def account_of(staff_id: UUID | str) -> UUID | None:
    """For the office: the account behind a member of staff, to tell them something."""
    rows = StaffMember.objects.filter(pk=staff_id, is_active=True)
    found: UUID | None = rows.values_list("account_id", flat=True).first()
    return found
