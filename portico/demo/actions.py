"""Set the demo practice up, through the same actions that a real one uses."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from portico.accounts import actions as accounts
from portico.clinic import actions as clinic
from portico.clinic.queries import practice
from portico.core.viewer import Purpose, Viewer, system_viewer
from portico.demo import cast
from portico.demo.record.bundle import generate
from portico.exchange.actions import import_path
from portico.people import actions as people
from portico.people.queries import patient_by_number

if TYPE_CHECKING:
    from portico.accounts.models import Account
    from portico.clinic.models import Site, StaffMember

SOURCE = "lakeside"
MRN = "https://lakeside.example/mrn"
KINDS = {"adult_child": "adult", "parent_of_teenager": "parent-of-teen"}
LONG_AGO = date(2024, 1, 8)


def load(*, folder: Path, today: date, background: int = 20) -> str:
    """The practice, its record and its people. Gives a line about what was done; an existing demo stays."""
    if practice() is not None:
        return "The demo practice is there already."
    by = system_viewer(Purpose.SET_UP)
    sites, staff = _practice(by)
    summary = generate(today, folder, background)
    import_path(system_viewer(Purpose.RECORD_IMPORT), folder, SOURCE)
    _patients(by, sites)
    return f"Lakeside Family Medicine: {len(staff)} staff, {summary.patients} patients."


def _account(by: Viewer, person: cast.Person) -> "Account":
    return accounts.create(
        by=by,
        username=person.sign_in,
        name=_formal(person),
        contact_email=person.sign_in,
        language=person.languages[0],
    )


def _formal(person: cast.Person) -> str:
    return f"Dr {person.name}" if person.role is cast.Role.PHYSICIAN else person.name


def _practice(by: Viewer) -> tuple[dict[str, "Site"], dict[str, "StaffMember"]]:
    organization = clinic.found(by=by, name=cast.PRACTICE, phone=cast.MADISON.phone)
    sites = {
        s.key: clinic.open_site(
            by=by, organization=organization, name=s.name, zone=s.zone, phone=s.phone,
            address=f"{s.street}, {s.city} {s.state} {s.postcode}",
        )
        for s in cast.SITES
    }  # fmt: skip
    clinic.close_on(by=by, day=date(2026, 11, 26), name="Thanksgiving")
    clinic.close_on(by=by, day=date(2026, 12, 25), name="Christmas Day")
    clinic.close_on(by=by, day=date(2027, 1, 1), name="New Year's Day")
    staff = {}
    for person in cast.STAFF:
        account = _account(by, person)
        role = person.role.replace("_", "-")
        own = [sites[person.site.key if person.site else "madison"]]
        staff[person.key] = clinic.employ(
            by=by, account_id=account.pk, role=role, name=_formal(person), sites=own
        )
    _pools(by, sites, staff)
    return sites, staff


def _pools(by: Viewer, sites: dict[str, "Site"], staff: dict[str, "StaffMember"]) -> None:
    madison, denver = sites["madison"], sites["denver"]
    team = [staff[key] for key in ("amara", "jo", "tomas", "lena")]
    clinic.form_team(by=by, site=madison, name="Dr Lee's team", lead=staff["amara"], members=team)
    nurses, front = ["jo", "tomas", "lena"], ["priya", "tomas"]
    for name, patient_name, kinds, members in (
        ("Refills", "the refill nurses", ["refill"], nurses),
        ("Nurse advice", "the nursing team", ["*"], nurses),
        ("Front desk", "the front desk", ["appointment"], front),
        ("Referrals", "the referral team", ["referral"], front),
    ):
        for site, keys in ((madison, members), (denver, ["kenji"])):
            clinic.open_pool(
                by=by, site=site, name=name, patient_name=patient_name, kinds=kinds,
                members=[staff[key] for key in keys],
            )  # fmt: skip


def _patients(by: Viewer, sites: dict[str, "Site"]) -> None:
    accounts_by_key = {p.key: _account(by, p) for p in (*cast.PATIENTS, *cast.PROXIES)}
    patients = {p.key: patient_by_number(MRN, p.mrn) for p in cast.PATIENTS}
    for person in cast.PATIENTS:
        if person.site:
            people.move(by=by, patient_id=patients[person.key].pk, site_id=sites[person.site.key].pk)
        people.relate(
            by=by, account_id=accounts_by_key[person.key].pk, patient_id=patients[person.key].pk,
            kind="self", starts_on=LONG_AGO,
        )  # fmt: skip
    for relation in cast.RELATIONS:
        made = people.relate(
            by=by, account_id=accounts_by_key[relation.proxy].pk, patient_id=patients[relation.patient].pk,
            kind=KINDS[relation.kind], starts_on=LONG_AGO, ends_on=relation.ended, hidden=relation.hidden,
        )  # fmt: skip
        if relation.ended:
            people.end_relation(by=by, relation_id=made.pk)
