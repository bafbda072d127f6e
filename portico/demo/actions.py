"""Set the demo practice up, through the same actions that a real one uses."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from portico.accounts import actions as accounts
from portico.clinic import actions as clinic
from portico.clinic.queries import practice
from portico.core.viewer import Purpose, Viewer, system_viewer
from portico.demo import cast
from portico.demo.history.plan import Now
from portico.demo.history.remembering import remember
from portico.demo.practice.charts import chart_of
from portico.demo.practice.holidays import closures
from portico.demo.practice.households import residents
from portico.demo.practice.opening import move_in, open_around
from portico.demo.practice.phrases import write_phrases
from portico.demo.practice.workflow import set_out
from portico.demo.record.bundle import generate
from portico.exchange.actions import import_path
from portico.guidelines import actions as guidelines
from portico.guidelines.permissions import GuidelinesVerb
from portico.people import actions as people
from portico.people.queries import patient_by_number
from portico.quickactions import actions as quickactions

if TYPE_CHECKING:
    from portico.accounts.models import Account
    from portico.clinic.models import Organization, Site, StaffMember

SOURCE = "lakeside"
MRN = "https://lakeside.example/mrn"
KINDS = {"adult_child": "adult", "parent_of_teenager": "parent-of-teen"}
NEARLY_EMPTY = 1  # a person who has only been registered
LONG_AGO = date(2024, 1, 8)


def load(
    *, folder: Path, today: date, background: int = 20, patients: int = 0, until: datetime | None = None
) -> str:
    """The practice, its record and its people. Gives a line about what was done; an existing demo stays.

    `patients`: how many there are in all; where that is more than the cast and `background`, the whole practice opens
    around them, with two years of conversations that end at `until`."""
    if practice() is not None:
        return "The demo practice is there already."
    by = system_viewer(Purpose.SET_UP)
    organization, sites, staff = _practice(by, today)
    town = residents(patients - len(cast.PATIENTS) - NEARLY_EMPTY - background, today)
    charts = {one.subject.mrn: chart_of(one, today) for one in town}
    if town:
        open_around(by, organization, sites, staff)
    summary = generate(today, folder, background, tuple(charts.values()))
    import_path(system_viewer(Purpose.RECORD_IMPORT), folder, SOURCE)
    known = _patients(by, sites)
    said = f"Lakeside Family Medicine: {len(staff)} staff, {summary.patients} patients"
    if not town:
        return f"{said}."
    known |= move_in(by, town, sites, MRN, today)
    if until is None:  # it is today: what is under way is of now
        set_out(staff, sites, known, today)
    now = Now(today, until or timezone.now(), summary.patients)
    loaded = remember(by, town, charts, sites, known, now, source=SOURCE)
    return f"{said}, {loaded.conversations} conversations of two years, {loaded.open_items} of them open."


def _account(by: Viewer, person: cast.Person) -> "Account":
    return accounts.create(
        by=by,
        username=person.sign_in,
        name=_formal(person),
        contact_email=person.sign_in,
        language=person.languages[0],
    )


ADOPTED = {"Cough, cold, flu", "Blood pressure from home", "Rash", "Side effects of a medicine"}


def _formal(person: cast.Person) -> str:
    return f"Dr {person.name}" if person.role is cast.Role.PHYSICIAN else person.name


def _practice(by: Viewer, today: date) -> tuple["Organization", dict[str, "Site"], dict[str, "StaffMember"]]:
    organization = clinic.found(by=by, name=cast.PRACTICE, phone=cast.MADISON.phone)
    sites = {
        s.key: clinic.open_site(
            by=by, organization=organization, name=s.name, zone=s.zone, phone=s.phone,
            address=f"{s.street}, {s.city} {s.state} {s.postcode}",
        )
        for s in cast.SITES
    }  # fmt: skip
    for day, name in closures(today):
        clinic.close_on(by=by, day=day, name=name)
    staff = {}
    for person in cast.STAFF:
        account = _account(by, person)
        role = person.role.replace("_", "-")
        own = [sites[person.site.key if person.site else "madison"]]
        staff[person.key] = clinic.employ(
            by=by, account_id=account.pk, role=role, name=_formal(person), sites=own
        )
    _pools(by, sites, staff)
    write_phrases(by, today)
    quickactions.take_over(by=by)
    _guidelines(by, staff["jo"], today)
    return organization, sites, staff


def _guidelines(by: Viewer, nurse: "StaffMember", today: date) -> None:
    """The prepared ones; the nurse has read and adopted some, the others are drafts."""
    reader = replace(by, staff_id=nurse.pk, name=nurse.name, verbs=by.verbs | {GuidelinesVerb.ADOPT})
    for one in guidelines.take_over(by=by, review_on=today + timedelta(days=180)):
        if one.title in ADOPTED:
            guidelines.adopt(by=reader, guideline_id=one.pk, number=one.number)


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


def _patients(by: Viewer, sites: dict[str, "Site"]) -> dict[str, UUID]:
    """The cast signs up. Gives them by record number."""
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
    return {person.mrn: patients[person.key].pk for person in cast.PATIENTS}
