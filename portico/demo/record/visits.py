"""Visits, appointments, referrals and orders."""

from dataclasses import dataclass
from datetime import timedelta

from portico.demo.record.chart import LOINC, SNOMED, TERMS, Chart, Reference, concept, term
from portico.demo.record.people import ORGANIZATION, clinician, place
from portico.demo.record.problems import coded_problem

# key: (class code, words, SNOMED CT code as an identifier, minutes)
VISIT_KINDS = {
    "checkup": ("AMB", "Yearly check-up", "185349003", 40),
    "follow_up": ("AMB", "Follow-up visit", "390906007", 20),
    "problem": ("AMB", "Visit for a new problem", "185345009", 20),
    "well_child": ("AMB", "Well child visit", "410620009", 30),
    "phone": ("VR", "Phone visit", "185317003", 10),
    "video": ("VR", "Video visit", "448337001", 20),
    "emergency": ("EMER", "Emergency room visit", "50849002", 180),
}
CLASS_WORDS = {"AMB": "ambulatory", "VR": "virtual", "EMER": "emergency"}


@dataclass(frozen=True, slots=True)
class Specialty:
    words: str
    snomed: str
    nucc: str  # code of the specialty
    who: str


SPECIALTIES = {
    "eye": Specialty("Referral to ophthalmology", "103696004", "207W00000X", "yusuf"),
    "cardiology": Specialty("Referral to cardiology", "183519002", "207RC0000X", "helen"),
    "therapy": Specialty("Referral to physical therapy", "103696004", "225100000X", "aiko"),
}


def visit(
    chart: Chart,
    kind: str,
    days_ago: int,
    reason: str,
    *,
    clock: str = "09:30",
    who: str = "",
    status: str = "finished",
    labels: tuple[str, ...] = (),
) -> Reference:
    klass, words, snomed, minutes = VISIT_KINDS[kind]
    seen_by = clinician(who or chart.subject.doctor)
    return chart.add(
        "Encounter",
        "visit",
        labels=labels,
        status=status,
        **{"class": {"system": TERMS + "v3-ActCode", "code": klass, "display": CLASS_WORDS[klass]}},
        type=[concept(words, (SNOMED, snomed, words))],
        participant=[
            {"type": [term("v3-ParticipationType", "PPRF", "primary performer")], "individual": seen_by}
        ],
        period={"start": chart.when(days_ago, clock), "end": chart.when(days_ago, clock, plus=minutes)},
        reasonCode=[{"text": reason}],
        location=[{"location": place(chart.subject.site)}] if klass == "AMB" else None,
        serviceProvider=ORGANIZATION,
    )


def appointment(
    chart: Chart,
    days_ahead: int,
    clock: str,
    words: str,
    *,
    status: str = "booked",
    minutes: int = 20,
    kind: str = "FOLLOWUP",
    reason: str = "",
    why_cancelled: str = "",
    instruction: str = "",
    on_video: bool = False,
) -> Reference:
    """Tomorrow is tomorrow, also on a Friday; others keep to the days when the clinic is open."""
    days_ago, exact = -days_ahead, days_ahead == 1
    doctor = clinician(chart.subject.doctor)
    actors = [chart.patient, doctor] if on_video else [chart.patient, doctor, place(chart.subject.site)]
    answer = "declined" if status == "cancelled" else "accepted"
    return chart.add(
        "Appointment",
        "appointment",
        status=status,
        cancelationReason={"text": why_cancelled} if why_cancelled else None,
        serviceType=[{"text": "Video visit" if on_video else words}],
        appointmentType=term("v2-0276", kind),
        description=words,
        reasonCode=[{"text": reason}] if reason else None,
        start=chart.when(days_ago, clock, exact=exact),
        end=chart.when(days_ago, clock, exact=exact, plus=minutes),
        minutesDuration=minutes,
        created=chart.day(max(days_ago + 40, 3)),
        patientInstruction=instruction,
        participant=[
            {"actor": actor, "status": answer if actor is chart.patient else "accepted"} for actor in actors
        ],
    )


def referral(
    chart: Chart, specialty: str, days_ago: int, reason: str, *, status: str = "active", note: str = ""
) -> Reference:
    what = SPECIALTIES[specialty]
    due = chart.today - timedelta(days=days_ago - 60)
    return chart.add(
        "ServiceRequest",
        "referral",
        status=status,
        intent="order",
        category=[concept("Referral", (SNOMED, "3457005", "Referral"))],
        priority="routine",
        code=concept(what.words, (SNOMED, what.snomed, what.words)),
        occurrencePeriod={"start": chart.day(days_ago), "end": due.isoformat()},
        authoredOn=chart.day(days_ago),
        requester=clinician(chart.subject.doctor),
        performerType=concept(what.words, ("http://nucc.org/provider-taxonomy", what.nucc, what.words)),
        performer=[clinician(what.who)],
        reasonCode=[coded_problem(reason)],
        note=[{"text": note}] if note else None,
    )


def lab_order(
    chart: Chart, loinc: str, words: str, days_ago: int, reason: str = "", *, status: str = "active"
) -> Reference:
    """An order for the laboratory: a ServiceRequest that is no referral."""
    return chart.add(
        "ServiceRequest",
        "order",
        status=status,
        intent="order",
        category=[concept("Laboratory", (SNOMED, "108252007", "Laboratory"))],
        priority="routine",
        code=concept(words, (LOINC, loinc, words)),
        authoredOn=chart.day(days_ago),
        requester=clinician(chart.subject.doctor),
        reasonCode=[coded_problem(reason)] if reason else None,
    )
