"""Reads of letters: of one patient, what may be printed, and the lists of the team."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from portico.clinic.rules.roles import PHYSICIANS
from portico.core.viewer import Viewer
from portico.letters.models import FOR_PATIENTS, Letter, LetterStep
from portico.letters.permissions import LettersVerb
from portico.letters.rules.letter import Needs, State

LATELY = timedelta(days=14)
SHOWN_AT_MOST = 50
STEPS_SHOWN = 100


def _whole(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    return rows.defer("pdf").select_related("patient", "drafted_by", "signed_by", "issued_by")


def of_patient(viewer: Viewer, *, now: datetime) -> QuerySet[Letter]:
    """What was issued, newest first."""
    rows = Letter.objects.visible_at(viewer, now=now).filter(state__in=FOR_PATIENTS)
    return rows.defer("pdf").select_related("signed_by").order_by("-issued_at", "-id")[:SHOWN_AT_MOST]


def letter(viewer: Viewer, letter_id: UUID) -> Letter:
    """Not there or of another patient: DoesNotExist."""
    found: Letter = _whole(Letter.objects.visible_to(viewer)).get(pk=letter_id)
    return found


def of_item(viewer: Viewer, item_id: UUID) -> QuerySet[Letter]:
    """Those that were written beside one item, oldest first."""
    rows = _whole(Letter.objects.visible_to(viewer).filter(item_id=item_id))
    return rows.order_by("drafted_at", "id")[:SHOWN_AT_MOST]


def pdf_of(viewer: Viewer, letter_id: UUID) -> bytes | None:
    rows = Letter.objects.visible_to(viewer).filter(pk=letter_id).values_list("pdf", flat=True)
    found = rows.first()
    return bytes(found) if found else None


def label_of(viewer: Viewer, letter_id: UUID) -> str:
    """What hides it; of the patient whom the viewer is about."""
    labels = Letter.objects.filter(pk=letter_id, patient_id=viewer.patient).values_list(
        "sensitivity", flat=True
    )
    return str(labels[0])


def to_print(viewer: Viewer, letter_id: UUID) -> Letter | None:
    """Issued, and without a file yet; of the patient whom the viewer is about."""
    rows = Letter.objects.filter(
        pk=letter_id, patient_id=viewer.patient, state=State.ISSUED, pdf=None, pdf_fault=""
    )
    found: Letter | None = rows.select_related("patient__site", "signed_by", "issued_by").first()
    return found


def steps(viewer: Viewer, letter_id: UUID) -> list[LetterStep]:
    rows = LetterStep.objects.filter(letter_id=letter_id, letter__patient_id=viewer.patient)
    return list(rows.select_related("staff").order_by("at", "id")[:STEPS_SHOWN])


def to_sign(viewer: Viewer, *, now: datetime) -> QuerySet[Letter]:
    """What this person may sign, oldest first by `sent_at`."""
    rows = _whole(Letter.objects.of_sites(viewer)).filter(state=State.TO_SIGN)
    if not viewer.may(LettersVerb.SIGN):
        return rows.none()
    return rows if viewer.role in PHYSICIANS else rows.filter(needs=Needs.LICENSED)


def to_correct(viewer: Viewer, *, now: datetime) -> QuerySet[Letter]:
    return _whole(Letter.objects.of_sites(viewer)).filter(state__in=[State.DRAFTED, State.RETURNED])


def sent(viewer: Viewer, *, now: datetime) -> QuerySet[Letter]:
    return _whole(Letter.objects.of_sites(viewer)).filter(state=State.TO_SIGN)


def issued(viewer: Viewer, *, now: datetime) -> QuerySet[Letter]:
    """In the last fourteen days."""
    is_new = Q(issued_at__gt=now - LATELY)
    return _whole(Letter.objects.of_sites(viewer)).filter(is_new, state__in=FOR_PATIENTS)


# List -> what is on it, and the column that its order is by.
LISTS: dict[str, tuple[Callable[..., QuerySet[Letter]], str]] = {
    "sign": (to_sign, "sent_at"),
    "correct": (to_correct, "drafted_at"),
    "sent": (sent, "sent_at"),
    "issued": (issued, "issued_at"),
}
