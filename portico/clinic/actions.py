"""Set the practice up, and switch features."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from portico.clinic.events import AbsenceCancelled, AbsencePlanned, FeatureSwitched
from portico.clinic.models import (
    Absence,
    Closure,
    FeatureSwitch,
    Organization,
    Pool,
    Site,
    StaffMember,
    Team,
)
from portico.clinic.permissions import ClinicVerb
from portico.clinic.rules.roles import PHYSICIANS, may_be_first_eyes
from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer


@action(ClinicVerb.SET_UP)
def found(act: Act, *, by: Viewer, name: str, phone: str = "") -> Organization:
    """The one organization of this installation."""
    organization = Organization.objects.first() or Organization()
    organization.name, organization.phone = name, phone
    organization.save()
    act.about("organization", organization.pk)
    return organization


@action(ClinicVerb.SET_UP)
def open_site(
    act: Act, *, by: Viewer, organization: Organization, name: str, zone: str, address: str = "", phone: str = "",
    hours: dict[str, list[str]] | None = None,
) -> Site:  # fmt: skip
    more = {"hours": hours} if hours else {}
    site, _ = Site.objects.update_or_create(
        organization=organization,
        name=name,
        defaults={"zone": zone, "address": address, "phone": phone, **more},
    )
    act.about("site", site.pk)
    return site


@action(ClinicVerb.SET_UP)
def employ(
    act: Act, *, by: Viewer, account_id: UUID, role: str, name: str, sites: Sequence[Site]
) -> StaffMember:
    """A member of staff at these sites. `name` is how patients read it: Dr Amara Lee."""
    staff, _ = StaffMember.objects.update_or_create(
        account_id=account_id, defaults={"role": role, "name": name}
    )
    staff.sites.set(sites)
    act.about("staff", staff.pk)
    return staff


@action(ClinicVerb.SET_UP)
def form_team(
    act: Act, *, by: Viewer, site: Site, name: str, lead: StaffMember | None, members: Sequence[StaffMember]
) -> Team:
    team, _ = Team.objects.update_or_create(site=site, name=name, defaults={"lead": lead})
    team.members.set(members)
    act.about("team", team.pk)
    return team


@action(ClinicVerb.SET_UP)
def open_pool(
    act: Act, *, by: Viewer, site: Site, name: str, patient_name: str, kinds: Sequence[str],
    members: Sequence[StaffMember],
) -> Pool:  # fmt: skip
    """Whoever works in a pool sees what nobody has seen yet, so a physician can't be a member (domain.md 4.1)."""
    if not all(may_be_first_eyes(member.role) for member in members):
        raise Refused("physician-in-pool")
    pool, _ = Pool.objects.update_or_create(
        site=site, name=name, defaults={"patient_name": patient_name, "kinds": list(kinds)}
    )
    pool.members.set(members)
    act.about("pool", pool.pk)
    return pool


@action(ClinicVerb.SET_UP)
def close_on(act: Act, *, by: Viewer, day: date, name: str, site: Site | None = None) -> Closure:
    closure, _ = Closure.objects.update_or_create(site=site, day=day, defaults={"name": name})
    act.about("closure", closure.pk)
    return closure


@action(ClinicVerb.SWITCH_FEATURES)
def switch(
    act: Act, *, by: Viewer, feature: str, is_on: bool, reason: str, site_id: UUID | None = None
) -> FeatureSwitch:
    """Add the word that is in force from now on, at one of the viewer's sites or everywhere."""
    if site_id is not None and by.is_staff and site_id not in by.sites:
        raise NotAllowed(ClinicVerb.SWITCH_FEATURES)
    row: FeatureSwitch = FeatureSwitch.objects.create(
        feature=feature,
        site_id=site_id,
        is_on=is_on,
        reason=reason,
        by_name=by.name,
        by_id=by.account_id,
        at=act.now,
    )
    act.about("feature-switch", row.pk)
    act.publish(FeatureSwitched(feature=feature, is_on=is_on, site_id=site_id))
    return row


@action(ClinicVerb.BE_AWAY)
def be_away(act: Act, *, by: Viewer, stand_in_id: UUID, first_day: date, last_day: date) -> Absence:
    """The viewer is away; a colleague of the same calling and site stands in, so that nothing waits unseen."""
    if by.staff_id is None:
        raise NotAllowed(ClinicVerb.BE_AWAY)
    me = StaffMember.objects.get(pk=by.staff_id)
    colleagues = StaffMember.objects.filter(is_active=True, sites__in=by.sites).exclude(pk=me.pk)
    stand_in = colleagues.filter(pk=stand_in_id).first()
    if stand_in is None or (me.role in PHYSICIANS) != (stand_in.role in PHYSICIANS):
        raise Refused("no-stand-in")
    if last_day < first_day:
        raise Refused("ends-before-it-begins")
    absence: Absence = Absence.objects.create(
        staff=me, stand_in=stand_in, first_day=first_day, last_day=last_day
    )
    act.about("absence", absence.pk)
    act.publish(AbsencePlanned(staff_id=me.pk, stand_in_id=stand_in.pk))
    return absence


@action(ClinicVerb.BE_AWAY)
def be_back(act: Act, *, by: Viewer, absence_id: UUID) -> None:
    """The absence is called off, or ends early."""
    found = Absence.objects.filter(pk=absence_id, staff_id=by.staff_id, cancelled_at=None).first()
    if found is None:
        raise NotAllowed(ClinicVerb.BE_AWAY)
    found.cancelled_at = act.now
    found.save(update_fields=["cancelled_at"])
    act.about("absence", found.pk)
    act.publish(AbsenceCancelled(staff_id=found.staff_id))
