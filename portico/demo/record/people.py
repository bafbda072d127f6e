"""Who is in the record: the patient, the practice, the care team and the family's health."""

from dataclasses import dataclass
from datetime import date

from portico.demo.cast import MADISON, PRACTICE, SITES, STAFF, Person, Role, Site
from portico.demo.practice.staff import COLLEAGUES, EASTSIDE
from portico.demo.record.chart import (
    MRN_SYSTEM,
    TERMS,
    Chart,
    Reference,
    Resource,
    concept,
    meta,
    quantity,
    term,
)
from portico.demo.record.problems import coded_problem

LANGUAGES = {
    "en": "English", "es": "Spanish", "vi": "Vietnamese", "ar": "Arabic", "zh": "Chinese",
    "hmn": "Hmong", "so": "Somali",
}  # fmt: skip
RELATIVES = {"MTH": "Mother", "FTH": "Father", "SIS": "Sister", "BRO": "Brother", "GRMTH": "Grandmother"}
ORGANIZATION: Reference = {"reference": "Organization/lf-org-1", "display": PRACTICE}
LABORATORY: Reference = {
    "reference": "Organization/lf-org-2",
    "display": "Northshore Reference Laboratory",
}


@dataclass(frozen=True, slots=True)
class Clinician:
    key: str
    record_id: str
    given: str
    family: str
    credential: str
    work: str


def _of_the_cast(person: Person) -> Clinician:
    work = {
        Role.PHYSICIAN: "Family medicine physician",
        Role.NURSE: "Registered nurse",
        Role.MEDICAL_ASSISTANT: "Medical assistant",
        Role.PHARMACIST: "Clinical pharmacist",
    }[person.role]
    return Clinician(person.key, person.record_id, person.given, person.family, person.credential, work)


CLINICAL = (Role.PHYSICIAN, Role.NURSE, Role.MEDICAL_ASSISTANT, Role.PHARMACIST)
# People of the record who don't sign in to Portico; Dr Okafor does where the practice is loaded.
OUTSIDE = (
    Clinician("samuel", "lf-staff-21", "Samuel", "Okafor", "MD", "Family medicine physician"),
    Clinician("helen", "lf-staff-22", "Helen", "Brandt", "MD", "Cardiologist"),
    Clinician("yusuf", "lf-staff-23", "Yusuf", "Demir", "MD", "Ophthalmologist"),
    Clinician("aiko", "lf-staff-24", "Aiko", "Tanaka", "DPT", "Physical therapist"),
)
# Of the practice around the cast (practice/staff.py): in the record where the practice is loaded.
AROUND = tuple(
    Clinician(one.key, one.record_id, one.given, one.family, one.credential, one.work)
    for one in COLLEAGUES
    if one.credential and one.key != "samuel"
)
FIRST = (*(_of_the_cast(one) for one in STAFF if one.role in CLINICAL), *OUTSIDE)
CLINICIANS = {person.key: person for person in (*FIRST, *AROUND)}


def clinician(key: str) -> Reference:
    one = CLINICIANS[key]
    return {
        "reference": f"Practitioner/{one.record_id}",
        "display": f"{one.given} {one.family}, {one.credential}",
    }


def place(site: Site) -> Reference:
    return {"reference": f"Location/{site.record_id}", "display": site.name}


def write_patient(chart: Chart) -> None:
    """The Patient resource. Its id is the record number itself, not a numbered one."""
    who = chart.subject
    resource: Resource = {
        "resourceType": "Patient",
        "id": who.record_id,
        "meta": meta(chart.today),
        "identifier": [
            {
                "use": "usual",
                "type": term("v2-0203", "MR", "Medical record number"),
                "system": MRN_SYSTEM,
                "value": who.mrn,
            }
        ],
        "active": True,
        "name": _names(chart),
        "telecom": _telecom(chart),
        "gender": who.gender,
        "birthDate": who.born.isoformat(),
        "address": _address(chart),
        "communication": _languages(chart),
        "generalPractitioner": [clinician(who.doctor)],
        "managingOrganization": ORGANIZATION,
    }
    if who.died_days_ago is not None:
        resource["deceasedDateTime"] = chart.day(who.died_days_ago)
    chart.resources.append({key: value for key, value in resource.items() if value != []})


def _names(chart: Chart) -> list[Resource]:
    who = chart.subject
    official = {"use": "official", "text": who.name, "family": who.family, "given": who.given.split()}
    names: list[Resource] = [{key: value for key, value in official.items() if value}]
    return [*names, {"use": "usual", "text": who.usual, "given": [who.usual]}] if who.usual else names


def _telecom(chart: Chart) -> list[Resource]:
    who = chart.subject
    rows = [("phone", who.mobile, "mobile"), ("phone", who.phone, "home"), ("email", who.email, "home")]
    return [{"system": system, "value": value, "use": use} for system, value, use in rows if value]


def _address(chart: Chart) -> list[Resource]:
    who = chart.subject
    if not who.street:
        return []
    home = {"use": "home", "line": [who.street], "city": who.city, "state": who.site.state}
    return [home | {"postalCode": who.postcode, "country": "US"}]


def _languages(chart: Chart) -> list[Resource]:
    first = chart.subject.languages[0]
    return [
        {
            "language": {
                "coding": [{"system": "urn:ietf:bcp:47", "code": code, "display": LANGUAGES[code]}],
                "text": LANGUAGES[code],
            },
            "preferred": code == first,
        }
        for code in chart.subject.languages
    ]


def practice(today: date) -> list[Resource]:
    """What all records share: the organizations, the sites and the clinicians."""
    stamp = {"meta": meta(today)}
    organizations = [
        {"resourceType": "Organization", "id": "lf-org-1", **stamp, "active": True, "name": PRACTICE},
        {
            "resourceType": "Organization", "id": "lf-org-2", **stamp, "active": True,
            "name": LABORATORY["display"],
        },
    ]  # fmt: skip
    organizations[0]["telecom"] = [{"system": "phone", "value": MADISON.phone, "use": "work"}]
    return [*organizations, *(stamp | _location(site) for site in SITES), *_practitioners(stamp, FIRST)]


def around(today: date) -> list[Resource]:
    """What the practice has beside: its third site, and who works there."""
    stamp = {"meta": meta(today)}
    return [stamp | _location(EASTSIDE), *_practitioners(stamp, AROUND)]


def _location(site: Site) -> Resource:
    return {
        "resourceType": "Location",
        "id": site.record_id,
        "status": "active",
        "name": site.name,
        "telecom": [{"system": "phone", "value": site.phone, "use": "work"}],
        "address": {
            "line": [site.street], "city": site.city, "state": site.state,
            "postalCode": site.postcode, "country": "US",
        },
        "managingOrganization": ORGANIZATION,
    }  # fmt: skip


def _practitioners(stamp: Resource, people: tuple[Clinician, ...]) -> list[Resource]:
    return [
        stamp
        | {
            "resourceType": "Practitioner",
            "id": one.record_id,
            "active": True,
            "name": [
                {
                    "use": "official",
                    "text": f"{one.given} {one.family}, {one.credential}",
                    "family": one.family,
                    "given": [one.given],
                    "suffix": [one.credential],
                }
            ],
            "qualification": [{"code": {"text": one.work}}],
        }
        for one in people
    ]


def care_team(chart: Chart, members: tuple[str, ...], since_days: int) -> None:
    chart.add(
        "CareTeam",
        "team",
        status="active",
        name=f"Care team at {chart.subject.site.name}",
        period={"start": chart.day(since_days)},
        participant=[{"role": [{"text": CLINICIANS[key].work}], "member": clinician(key)} for key in members],
        managingOrganization=[ORGANIZATION],
    )


def family_history(
    chart: Chart, relative: str, *illnesses: tuple[str, int | None], died_at: int | None = None
) -> None:
    """`illnesses` are (problem, age when it began); the age may be unknown."""
    conditions = [
        {"code": coded_problem(key)} | ({} if age is None else {"onsetAge": quantity(age, "years", "a")})
        for key, age in illnesses
    ]
    died: Resource = {} if died_at is None else {"deceasedAge": quantity(died_at, "years", "a")}
    known_for = (chart.today - chart.subject.born).days
    chart.add(
        "FamilyMemberHistory",
        "family",
        status="completed",
        date=chart.day(min(400, known_for - 10)),
        relationship=concept(
            RELATIVES[relative], (TERMS + "v3-RoleCode", relative, RELATIVES[relative].lower())
        ),
        condition=conditions,
        **died,
    )
