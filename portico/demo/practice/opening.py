"""Opens the practice around the cast by the ordinary actions: a third site, staff, accounts, who acts for whom."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from portico.accounts import actions as accounts
from portico.clinic import actions as clinic
from portico.core.viewer import Viewer
from portico.demo.practice.households import Resident
from portico.demo.practice.staff import COLLEAGUES, EASTSIDE, POOLS
from portico.people import actions as people
from portico.people.queries import patient_by_number

SINCE = timedelta(days=760)  # every relation is older than the history
MAJORITY = 18


def open_around(by: Viewer, organization: Any, sites: dict[str, Any], staff: dict[str, Any]) -> None:
    """Adds to `sites` and `staff`, by key."""
    sites[EASTSIDE.key] = clinic.open_site(
        by=by, organization=organization, name=EASTSIDE.name, zone=EASTSIDE.zone, phone=EASTSIDE.phone,
        address=f"{EASTSIDE.street}, {EASTSIDE.city} {EASTSIDE.state} {EASTSIDE.postcode}",
    )  # fmt: skip
    for one in COLLEAGUES:
        account = accounts.create(by=by, username=one.sign_in, name=one.formal, contact_email=one.sign_in)
        staff[one.key] = clinic.employ(
            by=by, account_id=account.pk, role=one.role, name=one.formal, sites=[sites[one.site.key]]
        )
    _pools(by, sites, staff)
    for site, team in (
        ("denver", ("samuel", "kenji", "linh")),
        ("eastside", ("beatriz", "marisol", "dwayne")),
    ):
        lead = staff[team[0]]
        clinic.form_team(
            by=by,
            site=sites[site],
            name=f"Dr {lead.name.split()[-1]}'s team",
            lead=lead,
            members=[staff[key] for key in team],
        )


def _pools(by: Viewer, sites: Mapping[str, Any], staff: Mapping[str, Any]) -> None:
    for name, (patient_name, kinds, members) in POOLS.items():
        for site, keys in members.items():
            clinic.open_pool(
                by=by, site=sites[site], name=name, patient_name=patient_name, kinds=list(kinds),
                members=[staff[key] for key in keys],
            )  # fmt: skip


def move_in(
    by: Viewer, residents: Sequence[Resident], sites: Mapping[str, Any], system: str, today: date
) -> dict[str, UUID]:
    """Each to their site, those who sign in with an account, and who acts for whom. Gives patients by number."""
    patients = {one.subject.mrn: patient_by_number(system, one.subject.mrn).pk for one in residents}
    for one in residents:
        if one.subject.site.key != "madison":
            people.move(by=by, patient_id=patients[one.subject.mrn], site_id=sites[one.subject.site.key].pk)
    born = {one.number: one.subject.born for one in residents}
    for one in residents:
        if one.has_account:
            _sign_up(by, one, patients, born, today)
    return patients


def _sign_up(
    by: Viewer, one: Resident, patients: Mapping[str, UUID], born: Mapping[int, date], today: date
) -> None:
    account = accounts.create(
        by=by, username=one.sign_in, name=one.subject.name, contact_email=one.sign_in, language=one.writes_in
    )
    people.relate(
        by=by,
        account_id=account.pk,
        patient_id=patients[one.subject.mrn],
        kind="self",
        starts_on=today - SINCE,
    )
    for number, kind in one.acts_for:
        is_child = kind != "adult"
        people.relate(
            by=by, account_id=account.pk, patient_id=patients[str(number)], kind=kind,
            starts_on=max(today - SINCE, born[number]), hidden=("confidential",) if kind == "parent-of-teen" else (),
            ends_on=_birthday(born[number], MAJORITY) if is_child else None,
        )  # fmt: skip


def _birthday(born: date, years: int) -> date:
    return date(born.year + years, born.month, born.day)
