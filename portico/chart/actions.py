"""Take in the record. What is entered in error or refuted is kept and marked, never shown or used."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from portico.chart.models import (
    Allergy,
    CareTeam,
    Document,
    Encounter,
    FamilyHistory,
    Medicine,
    Problem,
    Referral,
    Vaccine,
)
from portico.chart.permissions import ChartVerb
from portico.chart.rules.void import is_void
from portico.core.actions import Act, action
from portico.core.models import RecordRow
from portico.core.record import Incoming, columns, upsert
from portico.core.viewer import Viewer
from portico.lib.fhir import shapes
from portico.lib.fhir.shapes import Attachment, Coded, Facts, Moment
from portico.lib.words import Kind, normalise


@action(ChartVerb.IMPORT, is_part=True)
def keep(act: Act, *, by: Viewer, items: Sequence[Incoming]) -> None:
    """Write what belongs here; what belongs to other rooms is passed over."""
    tables: dict[type[RecordRow], list[RecordRow]] = defaultdict(list)
    for item in items:
        make = _MAKERS.get(type(item.facts))
        if make:
            row = make(item, item.facts)
            tables[type(row)].append(row)
    for rows in tables.values():
        upsert(rows)


def _problem(item: Incoming, f: shapes.ProblemFacts) -> Problem:
    void = is_void(f.clinical_status, f.verification_status)
    moment = f.onset or f.recorded
    return Problem(
        **columns(item, Kind.PROBLEM, f.code, moment, status=f.clinical_status, is_void=void),
        verification=f.verification_status[:30],
        category=f.category[:60],
        abated_at=f.abated.at if f.abated else None,
        abated_precision=f.abated.precision if f.abated else "",
    )


def _medicine(item: Incoming, f: shapes.MedicineFacts) -> Medicine:
    return Medicine(
        **columns(item, Kind.MEDICINE, f.code, f.authored, status=f.status, is_void=is_void(f.status)),
        intent=f.intent[:20],
        is_reported=f.is_reported,
        dosage=f.dosage[:500],
        reason=f.reason[:300],
        prescriber=f.prescriber[:200],
        days_supply=f.days_supply,
        refills=f.refills,
        is_prohibited=f.is_prohibited,
    )


def _allergy(item: Incoming, f: shapes.AllergyFacts) -> Allergy:
    void = is_void(f.clinical_status, f.verification_status)
    return Allergy(
        **columns(item, Kind.ALLERGY, f.code, f.recorded, status=f.clinical_status, is_void=void),
        verification=f.verification_status[:30],
        kind=f.kind[:20],
        category=f.category[:20],
        criticality=f.criticality[:20],
        severity=f.severity[:20],
        reactions=list(f.reactions),
    )


def _vaccine(item: Incoming, f: shapes.VaccineFacts) -> Vaccine:
    return Vaccine(
        **columns(item, Kind.VACCINE, f.code, f.given, status=f.status, is_void=is_void(f.status)),
        lot=f.lot[:60],
        dose=f.dose[:60],
        reason_not_done=f.reason_not_done[:300],
        place=f.place[:200],
    )


def _family(item: Incoming, f: shapes.FamilyHistoryFacts) -> FamilyHistory:
    return FamilyHistory(
        **columns(
            item, Kind.RELATIVE, f.relationship, f.recorded, status=f.status, is_void=is_void(f.status)
        ),
        name=f.name[:200],
        is_deceased=f.is_deceased,
        conditions=[
            {**_coded(c.code), "onset": c.onset, "is_cause_of_death": c.is_cause_of_death}
            for c in f.conditions
        ],
        note=f.note,
    )


def _document(item: Incoming, f: shapes.DocumentFacts) -> Document:
    text = next((a for a in f.attachments if _is_text(a)), None)
    shared = columns(
        item, Kind.DOCUMENT, f.code, f.written, status=f.status, is_void=is_void(f.status, f.doc_status)
    )
    # The description is the title that a patient reads, so it is what they look for.
    shared["search"] += "".join(f" {word}" for word in dict.fromkeys(normalise(f.description)))
    return Document(
        **shared,
        doc_status=f.doc_status[:30],
        category=f.category[:120],
        author=f.author[:200],
        description=f.description[:500],
        encounter=f.encounter[:200],
        content_type=text.content_type[:100] if text else "",
        body=_written(text) if text else "",
        files=[_file(number, a) for number, a in enumerate(f.attachments) if a is not text and a.data],
    )


def _written(attachment: Attachment) -> str:
    """In the character set that the sender names; UTF-8 where none or an unknown one is named."""
    named = attachment.content_type.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    try:
        text = attachment.data.decode(named or "utf-8", "replace")
    except LookupError:
        text = attachment.data.decode("utf-8", "replace")
    return text.replace("\x00", "")


def _is_text(attachment: Attachment) -> bool:
    kind = attachment.content_type.split(";")[0].strip().lower()
    return bool(attachment.data) and kind in {"text/plain", "text/html"}


def _file(number: int, attachment: Attachment) -> dict[str, Any]:
    return {"number": number, "content_type": attachment.content_type, "size": len(attachment.data)}


def _referral(item: Incoming, f: shapes.ReferralFacts) -> Referral:
    return Referral(
        **columns(item, Kind.PROCEDURE, f.code, f.authored, status=f.status, is_void=is_void(f.status)),
        is_referral=f.is_referral,
        is_prohibited=f.is_prohibited,
        intent=f.intent[:20],
        priority=f.priority[:20],
        occurs_at=f.occurs.at if f.occurs else None,
        requester=f.requester[:200],
        performer=f.performer[:200],
        reason=f.reason[:300],
        note=f.note,
    )


def _encounter(item: Incoming, f: shapes.EncounterFacts) -> Encounter:
    return Encounter(
        **columns(item, Kind.ENCOUNTER, f.code, f.start, status=f.status, is_void=is_void(f.status)),
        klass=f.klass[:20],
        ended_at=f.end.at if f.end else None,
        reason=f.reason[:300],
        clinician=f.clinician[:200],
        place=f.place[:200],
    )


def _care_team(item: Incoming, f: shapes.CareTeamFacts) -> CareTeam:
    name = Coded(text=f.name)
    start: Moment | None = f.start
    return CareTeam(
        **columns(item, Kind.ENCOUNTER, name, start, status=f.status, is_void=is_void(f.status)),
        members=[{"name": m.name, "role": m.role} for m in f.members],
        ended_at=f.end.at if f.end else None,
    )


def _coded(code: Coded) -> dict[str, str]:
    return {"text": code.text, "system": code.system, "code": code.code}


_MAKERS: dict[type[Facts], Callable[[Incoming, Any], RecordRow]] = {
    shapes.ProblemFacts: _problem,
    shapes.MedicineFacts: _medicine,
    shapes.AllergyFacts: _allergy,
    shapes.VaccineFacts: _vaccine,
    shapes.FamilyHistoryFacts: _family,
    shapes.DocumentFacts: _document,
    shapes.ReferralFacts: _referral,
    shapes.EncounterFacts: _encounter,
    shapes.CareTeamFacts: _care_team,
}
