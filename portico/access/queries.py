"""The office: gathers what is known of a request, lets the rule decide, builds the viewer. One query for a patient."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from portico.access.roles import ROLES
from portico.access.rules.decide import Answer, Ask, Standing, decide
from portico.audit.actions import Fact, append
from portico.clinic.queries import features_at, features_of, rows_of_staff, staff_of, switches_at
from portico.core.doors import Door, Refusal
from portico.core.prepared import prepared
from portico.core.viewer import DataClass, Purpose, Strength, Viewer
from portico.notifications.queries import Recipient
from portico.people.queries import knock_of, patient_rows, relation_rows, relations_to, site_of

_REFUSALS = {
    Answer.SIGN_IN: Refusal.SIGN_IN,
    Answer.SECOND_FACTOR: Refusal.SECOND_FACTOR,
    Answer.FRESH_SIGN_IN: Refusal.FRESH_SIGN_IN,
    Answer.NOT_YOURS: Refusal.NOT_YOURS,
}


def admit(request: HttpRequest, door: Door, person: UUID | None) -> Viewer | Refusal:
    """The answer to one knock. A refusal to somebody signed in is written to the ledger."""
    now = timezone.now()
    viewer, standing = _look_up(request, door, person, now) if request.user.is_authenticated else _nobody()
    ask = Ask(
        verb=door.verb,
        names_patient=door.patient,
        is_for_staff=door.staff,
        data_class=door.data_class,
        feature=door.feature,
        is_fresh=door.fresh,
        needs_second_factor=door.needs_second_factor,
    )
    decision = decide(ask, standing, now=now)
    if decision.answer is Answer.PASS:
        return viewer
    if decision.answer is Answer.NOT_YOURS:
        _note_refusal(viewer, door, person)
    return _REFUSALS[decision.answer]


def _nobody() -> tuple[Viewer, Standing]:
    return Viewer(), Standing(is_signed_in=False)


def _look_up(request: HttpRequest, door: Door, person: UUID | None, now: datetime) -> tuple[Viewer, Standing]:
    if door.staff:
        return _as_staff(request, person)
    if door.patient:
        return _as_person(request, person, now)
    return _as_account(request)


def _as_person(request: HttpRequest, person: UUID | None, now: datetime) -> tuple[Viewer, Standing]:
    """A patient or proxy, at the door of one record: one query."""
    base = _base(request)
    found = prepared(_rows_of_person, Viewer(), account=base["account_id"], person=person) if person else {}
    knock = knock_of(found["relation"][0]) if found and found["relation"] else None
    if knock is None or not knock.is_open(_today(knock.zone, now)):
        return Viewer(**base, role="account"), Standing(is_signed_in=True)
    is_self = knock.kind == "self"
    role = ROLES["patient" if is_self else "proxy"]
    # A label on an item closes it to every proxy, whatever the relation shows.
    hidden = frozenset(knock.hidden) | (frozenset() if is_self else {DataClass.CONFIDENTIAL})
    viewer = Viewer(
        **base,
        role=role.name,
        verbs=role.verbs,
        patient_id=person,
        person_name=f"{knock.given} {knock.family}".strip(),
        is_acting_for_other=not is_self,
        hidden=hidden,
        features=features_of(found["switches"], knock.site_id),
        zone=knock.zone,
        practice=knock.practice,
        phone=knock.phone,
    )
    return viewer, _standing(viewer, has_relation=True)


def _rows_of_person(_nobody: Viewer, *, account: UUID, person: UUID) -> dict[str, Any]:
    return {"relation": relation_rows(account, person), "switches": switches_at(site_of(person))}


def _as_staff(request: HttpRequest, person: UUID | None) -> tuple[Viewer, Standing]:
    """A member of staff, at the door of a patient of theirs or of none: one query."""
    base = _base(request)
    viewer = _member(base, person)
    if viewer is None:
        return Viewer(**base, role="account"), Standing(is_signed_in=True)
    _hold_to_staff_limits(request)
    return viewer, _standing(viewer, is_on_site=viewer.patient_id is not None)


def working_for(account_id: UUID, person: UUID, holds_until: datetime) -> Viewer | None:
    """Who pressed once for many, at the record of one of them: with what they may by now, and no more. None when this
    is no patient of theirs, or they no longer work here."""
    base = {"account_id": account_id, "purpose": Purpose.CARRY_OUT, "holds_until": holds_until}
    viewer = _member(base, person)
    return viewer if viewer is not None and viewer.patient_id == person else None


def _member(base: dict[str, Any], person: UUID | None) -> Viewer | None:
    """The member of staff behind an account; with the patient, where it is one of their sites."""
    found = prepared(_rows_of_staff, Viewer(), account=base["account_id"], person=person)
    staff = found["staff"][0] if found["staff"] else None
    if staff is None or staff.role not in ROLES:
        return None
    role = ROLES[staff.role]
    sites = {site.pk: site for site in found["sites"]}
    patient = found["patient"][0] if found.get("patient") else None
    home = sites[patient.site_id] if patient else next(iter(sites.values()), None)
    return Viewer(
        **{**base, "name": staff.name},
        role=role.name,
        verbs=role.verbs,
        staff_id=staff.pk,
        sites=frozenset(sites),
        pools=frozenset(pool.pk for pool in found["pools"]),
        patient_id=patient.pk if patient else None,
        person_name=patient.full_name if patient else "",
        features=features_of(found["switches"], home.pk if home else None),
        **_place(home),
    )


def _rows_of_staff(_nobody: Viewer, *, account: UUID, person: UUID | None) -> dict[str, Any]:
    rows = rows_of_staff(account)
    return {**rows, "patient": patient_rows(person, rows["sites"].values("pk"))} if person else rows


def _as_account(request: HttpRequest) -> tuple[Viewer, Standing]:
    """A page of no patient: one's own sign-in, language, what is on here."""
    base = _base(request)
    if staff_of(base["account_id"]) is not None:
        return _as_staff(request, None)
    role = ROLES["account"]
    viewer = Viewer(**base, role=role.name, verbs=role.verbs, features=features_at(None))
    return viewer, _standing(viewer)


def _base(request: HttpRequest) -> dict[str, Any]:
    strength, signed_in_at = _sign_in(request)
    account: Any = request.user
    return {
        "account_id": account.pk,
        "name": account.name,
        "strength": strength,
        "signed_in_at": signed_in_at,
        "source": request.META.get("REMOTE_ADDR", ""),
        "language": get_language() or "en",
    }


def _place(site: Any) -> dict[str, Any]:
    """The zone in which times are told, and the practice's name and phone for the head of the page."""
    if site is None:
        return {}
    return {"zone": site.zone, "practice": site.organization.name, "phone": site.organization.phone}


def _standing(viewer: Viewer, **more: Any) -> Standing:
    return Standing(
        is_signed_in=True,
        is_staff=viewer.is_staff,
        verbs=viewer.verbs,
        hidden=viewer.hidden,
        features=viewer.features,
        has_second_factor=viewer.strength >= Strength.SECOND_FACTOR,
        signed_in_at=viewer.signed_in_at,
        **more,
    )


def _sign_in(request: HttpRequest) -> tuple[Strength, datetime | None]:
    """How strong and how old the sign-in is, from the records that the sign-in library keeps in the session."""
    records = get_authentication_records(request, request.user)
    if not records:
        return Strength.NONE, None
    strong = {"mfa", "demo"} if settings.IS_DEMO else {"mfa"}
    is_strong = any(record["method"] in strong for record in records)
    newest = max(record["at"] for record in records)
    return Strength.SECOND_FACTOR if is_strong else Strength.PASSWORD, datetime.fromtimestamp(newest, UTC)


def _hold_to_staff_limits(request: HttpRequest) -> None:
    if request.session.get("idle_limit") != settings.SESSION_IDLE_STAFF:
        request.session["idle_limit"] = settings.SESSION_IDLE_STAFF


def _today(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def _note_refusal(viewer: Viewer, door: Door, person: UUID | None) -> None:
    append(
        Fact(
            verb=door.verb,
            outcome="refused",
            kind=door.opens,
            patient=str(person or ""),
            account=str(viewer.account_id or ""),
            name=viewer.name,
            role=viewer.role,
            source=viewer.source,
        )
    )


def who_may_know(
    viewer: Viewer, patient_id: UUID, data_class: str, *, sensitivity: str = ""
) -> list[Recipient]:
    """The accounts that may hear that something of this kind is new for the patient: by open relation, less hidden.

    `sensitivity`: the label of the item. As on the pages, what has one is closed to every proxy."""
    now = timezone.now()
    return [
        Recipient(
            account_id=relation.account_id,
            address=relation.account.contact_email,
            language=relation.account.language,
            zone=relation.patient.site.zone,
        )
        for relation in relations_to(patient_id)
        if relation.is_open(_today(relation.patient.site.zone, now))
        and data_class not in relation.hidden
        and (not sensitivity or relation.kind == "self")
    ]
