"""ServiceRequest, Encounter, CareTeam, Appointment."""

import re
from datetime import timedelta

from portico.lib.fhir.chart import reasons
from portico.lib.fhir.codes import SNOMED, coded_at, codes_of, first_coded, labels_of, notes_of, texts
from portico.lib.fhir.moments import moment_at, period, started
from portico.lib.fhir.references import Context
from portico.lib.fhir.shapes import (
    AppointmentFacts,
    CareTeamFacts,
    Coded,
    EncounterFacts,
    Member,
    Moment,
    ReferralFacts,
)
from portico.lib.fhir.taking import LARGEST, Json, count, flag, many, one, word

REFERRAL = "3457005"  # SNOMED CT: patient referral
REFERRAL_CODES = frozenset({REFERRAL, "11429006", "306206005"})  # referral, consultation, referral to service
TEST_CATEGORIES = frozenset({"108252007", "363679005", "laboratory", "imaging"})  # laboratory, imaging
REFERRAL_WORDS = re.compile(r"\b(referral|refer to|referred to|consult|consultation)\b", re.IGNORECASE)
VIDEO_WORDS = re.compile(r"\b(video|virtual|tele-?health|tele-?medicine|tele-?visit)\b", re.IGNORECASE)
CLINICIANS = ("Practitioner", "PractitionerRole")
LEADING = ("PPRF", "ATND")  # primary performer, attender


def read_service_request(resource: Json, context: Context) -> ReferralFacts:
    here = "ServiceRequest"
    return ReferralFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=coded_at(resource, "code", here),
        status=word(resource, "status", here),
        is_referral=is_referral(resource),
        intent=word(resource, "intent", here),
        priority=word(resource, "priority", here),
        authored=moment_at(resource, "authoredOn", here),
        occurs=started(resource, "occurrence", here),
        requester=context.named(resource, "requester", here),
        performer=context.all_named(resource, "performer", here)
        or coded_at(resource, "performerType", here).text,
        reason=reasons(resource, context, here),
        note=notes_of(resource, here),
        is_prohibited=flag(resource, "doNotPerform", here),
    )


def is_referral(resource: Json) -> bool:
    """A category of referral says yes, one of laboratory or imaging no; else the code decides."""
    here = "ServiceRequest"
    categories = many(resource, "category", here)
    codes = {code for c in categories for code in codes_of(c, f"{here}.category")}
    if REFERRAL in codes or any("referral" in text.lower() for c in categories for text in _shown(c, here)):
        return True
    if codes & TEST_CATEGORIES:
        return False
    code = one(resource, "code", here)
    snomed = [c for c in many(code, "coding", f"{here}.code") if c.get("system") == SNOMED]
    has_code = any(word(c, "code", f"{here}.code") in REFERRAL_CODES for c in snomed)
    return has_code or any(REFERRAL_WORDS.search(text) for text in _shown(code, here))


def _shown(concept: Json, place: str) -> list[str]:
    """Every word a concept shows: its text and all displays."""
    return [
        word(concept, "text", place),
        *(word(c, "display", place) for c in many(concept, "coding", place)),
    ]


def read_encounter(resource: Json, context: Context) -> EncounterFacts:
    here = "Encounter"
    start, end = period(resource, "period", here)
    klass = one(resource, "class", here)
    kind = first_coded(resource, "type", here)
    if not kind.text:
        kind = coded_at(resource, "serviceType", here)
    places = (
        context.named(entry, "location", f"{here}.location") for entry in many(resource, "location", here)
    )
    return EncounterFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=kind,
        status=word(resource, "status", here),
        klass=word(klass, "code", f"{here}.class"),
        start=start,
        end=end,
        reason=reasons(resource, context, here),
        clinician=_clinician(resource, context, here),
        place=next(filter(None, places), "") or context.named(resource, "serviceProvider", here),
    )


def _clinician(resource: Json, context: Context, place: str) -> str:
    """The one who led the visit, else the first who took part."""
    here = f"{place}.participant"
    people = sorted(many(resource, "participant", place), key=lambda p: not _led(p, here))
    return next((name for p in people if (name := context.named(p, "individual", here))), "")


def _led(participant: Json, place: str) -> bool:
    return any(code in LEADING for t in many(participant, "type", place) for code in codes_of(t, place))


def read_care_team(resource: Json, context: Context) -> CareTeamFacts:
    here, there = "CareTeam", "CareTeam.participant"
    start, end = period(resource, "period", here)
    members = (
        Member(context.named(p, "member", there), ", ".join(texts(p, "role", there)))
        for p in many(resource, "participant", here)
    )
    return CareTeamFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        status=word(resource, "status", here),
        name=word(resource, "name", here),
        members=tuple(m for m in members if m.name or m.role),
        start=start,
        end=end,
    )


def read_appointment(resource: Json, context: Context) -> AppointmentFacts:
    here = "Appointment"
    start, end = moment_at(resource, "start", here), moment_at(resource, "end", here)
    return AppointmentFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        status=word(resource, "status", here),
        code=_visit_kind(resource, here),
        start=start,
        minutes=_minutes(count(resource, "minutesDuration", here), start, end),
        description=word(resource, "description", here),
        clinician=_actor(resource, context, CLINICIANS),
        place=_actor(resource, context, ("Location",)),
        reason=reasons(resource, context, here),
        is_video=_is_video(resource, here),
    )


def _visit_kind(resource: Json, place: str) -> Coded:
    service = first_coded(resource, "serviceType", place)
    return service if service.text else coded_at(resource, "appointmentType", place)


def _minutes(told: int | None, start: Moment | None, end: Moment | None) -> int | None:
    if told is not None or start is None or end is None:
        return told
    minutes = (end.at - start.at) // timedelta(minutes=1)
    return minutes if 0 < minutes <= LARGEST else None


def _actor(resource: Json, context: Context, kinds: tuple[str, ...]) -> str:
    """The first participant of one of these types."""
    here = "Appointment.participant"
    for participant in many(resource, "participant", "Appointment"):
        actor = one(participant, "actor", here)
        reference = word(actor, "reference", f"{here}.actor")
        key = context.key(reference)
        kind = word(actor, "type", f"{here}.actor") or (key[0] if key else reference.partition("?")[0])
        if kind in kinds and (name := context.name(actor, resource, f"{here}.actor")):
            return name
    return ""


def _is_video(resource: Json, place: str) -> bool:
    """R4 has no element for it: the codes or words of the service say so."""
    concepts = [*many(resource, "serviceType", place), one(resource, "appointmentType", place)]
    codes = {code for c in concepts for code in codes_of(c, place)}
    return "VR" in codes or any(VIDEO_WORDS.search(text) for c in concepts for text in _shown(c, place))
