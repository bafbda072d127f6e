"""What a phrase may put in for the patient of one item: gathered for this viewer, said in each language.

Only of the patient whom the door opened, and only what this person may see. A visit or result with a label of its own
is left out: who reads the answer may be a proxy, from whom it is hidden. What is not known is not there.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from portico.chart import presenters as chart_words
from portico.chart import queries as chart
from portico.core.presenters import day_of, page_language
from portico.core.viewer import Viewer
from portico.lib.words import Kind, words
from portico.phrases.rules.variant import LANGUAGES
from portico.results import presenters as result_words
from portico.results import queries as results
from portico.results.rules.released import is_released
from portico.scheduling import queries as scheduling
from portico.triage.presenters import as_id

ABOUT_A_MEDICINE = {"refill", "medicine"}
# How patients read what somebody of the team is.
CALLINGS = {
    "nurse": gettext_noop("nurse"), "pool-lead": gettext_noop("nurse"), "pharmacist": gettext_noop("pharmacist"),
    "medical-assistant": gettext_noop("medical assistant"), "front-desk": gettext_noop("front desk"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """The rows behind the facts."""

    patient: Any
    item: Any
    thread: Any
    medicine: Any
    result: Any
    last_visit: Any
    next_visit: Any
    referral: Any
    clinician: str


def facts_by_language(
    viewer: Viewer,
    patient: Any,
    item: Any,
    thread: Any,
    *,
    now: datetime,
    languages: Sequence[str] = LANGUAGES,
    tokens: Collection[str] | None = None,
) -> dict[str, dict[str, str]]:
    """`patient`, `item` and `thread` as this viewer found them, all of the patient whose record is open. `tokens`: all
    that is wanted; what others need is not looked up."""
    if {patient.pk, item.patient_id, thread.patient_id} != {viewer.patient}:
        raise ValueError("Facts of another patient.")
    known = _gathered(viewer, patient, item, thread, now, _asks_for(tokens))
    found = {}
    for language in languages:
        with override(language):
            found[language] = {
                token: text for token, said in _said(viewer, known) if (text := _one_line(said))
            }
    return found


def _asks_for(tokens: Collection[str] | None) -> Callable[[str], bool]:
    """Whether any of them begins so."""
    return lambda begins: tokens is None or any(token.startswith(begins) for token in tokens)


def _gathered(
    viewer: Viewer, patient: Any, item: Any, thread: Any, now: datetime, asks: Callable[[str], bool]
) -> Known:  # fmt: skip
    sees_past = asks("last_visit.") and viewer.may("chart.view")
    sees_coming = asks("next_visit.") and viewer.may("scheduling.view")
    last = chart.visits_so_far(viewer, now=now).first() if sees_past else None
    coming = scheduling.next_visit(viewer, now=now) if sees_coming else None
    return Known(
        patient=patient,
        item=item,
        thread=thread,
        medicine=_medicine(viewer, thread) if asks("med.") else None,
        result=_result(viewer, thread) if asks("result.") else None,
        last_visit=_open(last),
        next_visit=_open(coming),
        referral=_referral(viewer, thread) if asks("referral.") else None,
        clinician=_clinician(patient) if asks("clinician.") else "",
    )


def _clinician(patient: Any) -> str:
    lead = patient.team.lead if patient.team else None
    return str(lead.name if lead else patient.general_practitioner)


def _open(row: Any) -> Any:
    return row if row is not None and not row.sensitivity else None


def _medicine(viewer: Viewer, thread: Any) -> Any:
    key = as_id(str(thread.details.get("medicine") or ""))
    if thread.kind not in ABOUT_A_MEDICINE or key is None or not viewer.may("chart.view"):
        return None
    return _open(chart.medicines(viewer, is_current=True).filter(pk=key).first())


def _referral(viewer: Viewer, thread: Any) -> Any:
    """The newest that nothing hides."""
    if thread.kind != "referral" or not viewer.may("chart.view"):
        return None
    return chart.referrals(viewer).filter(sensitivity="", is_prohibited=False).newest_first().first()


def _result(viewer: Viewer, thread: Any) -> Any:
    key = as_id(str(thread.details.get("result") or ""))
    if thread.kind != "result" or key is None or not viewer.may("results.view"):
        return None
    try:
        found = results.observation(viewer, key)
    except ObjectDoesNotExist:
        return None
    return _open(found) if is_released(found.status).answer else None


def _said(viewer: Viewer, known: Known) -> list[tuple[str, str]]:
    patient = known.patient
    return [
        ("patient.first_name", patient.given.strip().split(" ")[0]),
        ("patient.preferred_name", patient.called),
        ("practice.name", viewer.practice),
        ("practice.phone", patient.site.phone or viewer.phone),
        ("clinician.name", known.clinician),
        ("user.signature", _signature(viewer)),
        ("due.date", day_of(viewer, known.item.due_at)),
        *_of_visits(viewer, known),
        *_of_subject(viewer, known),
    ]


def _signature(viewer: Viewer) -> str:
    calling = CALLINGS.get(viewer.role, "")
    return (
        _("%(name)s, %(calling)s") % {"name": viewer.name, "calling": _(calling)} if calling else viewer.name
    )


def _of_visits(viewer: Viewer, known: Known) -> list[tuple[str, str]]:
    table = (("last_visit.date", known.last_visit), ("next_visit.date", known.next_visit))
    return [(token, day_of(viewer, row.happened_at, row.precision)) for token, row in table if row]


def _of_subject(viewer: Viewer, known: Known) -> list[tuple[str, str]]:
    """What the message is about."""
    thread, found = known.thread, [("pharmacy.name", str(known.thread.details.get("pharmacy") or ""))]
    if thread.kind in ABOUT_A_MEDICINE:
        named = words(Kind.MEDICINE, system="", code="", text=thread.subject, language=page_language())
        found += [("med.name", named.plain or thread.subject)]
        found += [("med.dose", known.medicine.dosage)] if known.medicine else []
    asked = (("asked.specialist", "specialist"), ("asked.reason", "reason"))
    found += [(token, str(thread.details.get(name) or "")) for token, name in asked]
    if known.referral:
        found += _of_referral(viewer, known.referral)
    if known.result:
        of = result_words.row(known.result, viewer)
        found += [
            ("result.name", of.title),
            ("result.date", of.when),
            ("result.value", _value(known.result, of.value)),
        ]
    return found


def _of_referral(viewer: Viewer, row: Any) -> list[tuple[str, str]]:
    said = chart_words.referral(row, viewer)
    to, day = row.performer or said.title, day_of(viewer, row.happened_at, row.precision)
    return [("referral.to", to), ("referral.date", day), ("referral.state", said.state.lower())]


def _value(result: Any, shown: str) -> str:
    """A number, a word, or a pair such as a blood pressure; of a panel there is no one value."""
    if result.parts:
        return shown if "/" in shown else ""
    return shown if result.number or result.value_text else ""


def _one_line(said: str) -> str:
    return " ".join((said or "").replace("\x00", "").split())
