"""What the team has under way in the demo beside its messages: visits offered, what is due, letters, who is on call."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from portico.access.queries import working_for
from portico.core.presenters import day_words
from portico.core.viewer import Purpose, Viewer
from portico.demo import cast
from portico.letters import actions as letters
from portico.letters import presenters as letter_words
from portico.letters.rules.kinds import BLANK
from portico.oncall import actions as oncall
from portico.people.queries import person
from portico.scheduling import actions as visits

As = Callable[[str, cast.Person], Viewer]
WHY = {
    "harold": "Your blood pressure from home was higher than we would like.",
    "elena": "Your yearly check-up.",
}


def set_out(
    staff: Mapping[str, Any], sites: Mapping[str, Any], known: Mapping[str, UUID], today: date
) -> None:
    """`known`: patients by record number."""

    def as_(key: str, patient: cast.Person) -> Viewer:
        viewer = working_for(staff[key].account_id, known[patient.mrn], _at(today, 0))
        if viewer is None:
            raise LookupError(f"{key} does not work where {patient.key} is a patient.")
        return replace(viewer, purpose=Purpose.SET_UP)

    _on_call(replace(as_("grace", cast.ROSA), patient_id=None, person_name=""), staff, sites["madison"])
    _visits(as_, today)
    _recalls(as_, today)
    _letters(as_, today)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(cast.MADISON.zone))


def _on_call(by: Viewer, staff: Mapping[str, Any], site: Any) -> None:
    """A nurse first, then a physician."""
    rungs = [(staff["jo"].pk, 15), (staff["amara"].pk, 30)]
    oncall.write(by=by, site_id=site.pk, rungs=rungs, seen=0, form_key=uuid4())


def _visits(as_: As, today: date) -> None:
    """Harold may choose between three times; Elena waits for the front desk."""
    week = today + timedelta(days=7)
    for patient, visit_type in ((cast.HAROLD, "nurse"), (cast.ELENA, "annual")):
        wanted = visits.Wanted(
            visit_type=visit_type, from_day=today, to_day=today + timedelta(days=28), choose_by=week,
            why=WHY[patient.key],
        )  # fmt: skip
        ticket = visits.issue(by=as_("jo", patient), wanted=wanted, send_key=uuid4())
        if patient is cast.HAROLD:
            days = [day for n in range(8, 16) if (day := today + timedelta(days=n)).weekday() < 5][:3]
            times = [visits.Time(starts_at=_at(day, 9 + n, 20), minutes=20) for n, day in enumerate(days)]
            visits.offer(by=as_("priya", patient), ticket_id=ticket.pk, times=times)


def _recalls(as_: As, today: date) -> None:
    for patient, what, days in (
        (cast.ROSA, "Eye exam for diabetes", 21),
        (cast.HAROLD, "Uric acid blood test", 9),
        (cast.MARCUS, "Asthma check", 120),
    ):
        visits.recall(by=as_("jo", patient), due_on=today + timedelta(days=days), what=what, send_key=uuid4())


def _letters(as_: As, today: date) -> None:
    """One that waits for a signature, one that the patient has."""
    first, last = (day_words(today - timedelta(days=n)) for n in (3, 2))
    blanks = {"travel": ("Lisinopril 10 mg, metformin 500 mg",), "absence": ("school", first, last)}
    for patient, kind, is_signed in ((cast.ROSA, "travel", False), (cast.MARCUS, "absence", True)):
        by = as_("jo", patient)
        words = letter_words.beginning(kind, person(by), phone=by.phone)
        for said in blanks[kind]:
            words = replace(words, body=words.body.replace(BLANK, said, 1))
        row = letters.draft(by=by, kind=kind, words=words, send_key=uuid4())
        row = letters.send(by=by, letter_id=row.pk)
        if is_signed:
            letters.sign(by=as_("amara", patient), letter_id=row.pk, seen=row.fingerprint())
