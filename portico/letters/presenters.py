"""Letters in words: of what kind, how far, who signed, and why something can't be done."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from portico.core.presenters import day_of, day_words, item_url, moment_words, today
from portico.core.viewer import Viewer
from portico.letters.models import Letter, LetterStep
from portico.letters.rules.kinds import KINDS, Words, begun
from portico.letters.rules.letter import Needs, State
from portico.lib.days import age_on

KIND_WORDS = {
    "attendance": gettext_noop("Was at our clinic"),
    "absence": gettext_noop("Absence from school or work"),
    "limits": gettext_noop("Limits at work"),
    "travel": gettext_noop("Medicines for a journey"),
    "result": gettext_noop("A result, by letter"),
    "other": gettext_noop("Another letter"),
}
STEPS = {
    "drafted": gettext_noop("Written"),
    "corrected": gettext_noop("Changed"),
    "sent": gettext_noop("Sent on"),
    "signed": gettext_noop("Signed"),
    "returned": gettext_noop("Returned"),
    "taken-back": gettext_noop("Taken back"),
    "withdrawn": gettext_noop("Withdrawn"),
    "revoked": gettext_noop("Revoked"),
}
# As whoever reads the letter names them.
CALLINGS = {
    "nurse": gettext_noop("nurse"), "pool-lead": gettext_noop("nurse"), "pharmacist": gettext_noop("pharmacist"),
    "physician": gettext_noop("physician"),
}  # fmt: skip
PDF_FAULTS = {
    "no-printer": gettext_noop("No PDF can be made on this machine: the library Pango is missing."),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One line of a list of the team, across patients; `body` where it is read there."""

    key: UUID
    mark: str
    href: str
    person: str
    title: str
    detail: str
    state: str
    tone: str
    to: str
    body: str


@dataclass(frozen=True, slots=True)
class Shown:
    """On paper, and for the patient."""

    key: UUID
    href: str
    title: str
    kind: str
    to: str
    body: str
    language: str
    when: str
    signature: str
    state: str
    tone: str
    revoked: str
    has_pdf: bool
    pdf_fault: str


def kind_words(kind: str) -> str:
    return _(KIND_WORDS.get(kind, "Another letter"))


def needs_words(needs: str) -> str:
    return {
        Needs.NOBODY: _("Needs no signature"),
        Needs.LICENSED: _("A nurse, a pharmacist or a physician signs"),
        Needs.PHYSICIAN: _("A physician signs"),
    }[Needs(needs)]


def state_words(row: Letter) -> tuple[str, str]:
    return {
        State.DRAFTED: (_("Draft"), "action"),
        State.TO_SIGN: (_("To be signed"), "needs"),
        State.RETURNED: (_("Returned"), "needs"),
        State.ISSUED: (_("Issued"), "done"),
        State.WITHDRAWN: (_("Withdrawn"), "quiet"),
        State.REVOKED: (_("No longer valid"), "danger"),
    }[State(row.state)]


def signature(row: Letter) -> str:
    """As it stands under the letter."""
    if row.signed_by is None or row.issued_at is None:
        return row.issued_by.name if row.issued_by else ""
    said = {"name": row.signed_by.name, "calling": _(CALLINGS.get(row.signed_as, "physician"))}
    return _("Signed by %(name)s, %(calling)s") % said


def shown(row: Letter, viewer: Viewer, *, pdf: bool = False) -> Shown:
    state, tone = state_words(row)
    return Shown(
        key=row.pk, href=item_url("letters:letter", row.patient_id, row.pk), title=row.title, kind=kind_words(row.kind),
        to=row.to, body=row.body, language=row.language, when=day_of(viewer, row.issued_at) if row.issued_at else "",
        signature=signature(row), state=state, tone=tone, revoked=row.reason if row.state == State.REVOKED else "",
        has_pdf=pdf, pdf_fault=_(PDF_FAULTS[row.pdf_fault]) if row.pdf_fault in PDF_FAULTS else "",
    )  # fmt: skip


def _kind(row: Letter) -> str:
    """Where the title does not say it already."""
    kind = kind_words(row.kind)
    return "" if row.title == kind else kind


def line(row: Letter, viewer: Viewer) -> dict[str, Any]:
    """Among the documents of the patient."""
    state, tone = state_words(row)
    is_valid = row.state == State.ISSUED
    return {
        "title": row.title,
        "detail": " · ".join(part for part in (day_of(viewer, row.issued_at), _kind(row)) if part),
        "href": item_url("letters:letter", row.patient_id, row.pk),
        "state": "" if is_valid else state,
        "tone": tone,
    }


def card(row: Letter, viewer: Viewer) -> Card:
    state, tone = state_words(row)
    age = age_on(row.patient.birth_date, today(viewer))
    person = f"{row.patient.full_name}, {age}" if age is not None else str(row.patient.full_name)
    detail = " · ".join(part for part in (_kind(row), row.drafted_by.name, row.reason) if part)
    return Card(
        row.pk, f"{row.pk}@{row.fingerprint()}", item_url("letters-team:letter", row.patient_id, row.pk),
        person, row.title, detail, state, tone, row.to, row.body,
    )  # fmt: skip


def history(rows: list[LetterStep], viewer: Viewer) -> list[dict[str, str]]:
    return [
        {
            "what": _(STEPS[row.what]),
            "who": row.staff.name if row.staff else "",
            "when": moment_words(viewer, row.at),
            "words": row.reason,
        }
        for row in rows
    ]


def beginning(kind: str, patient: Any, *, language: str = "", phone: str = "") -> Words:
    """How a letter of this kind begins, in this language or the patient's."""
    spoken = (language or patient.language)[:2].lower()
    spoken = spoken if spoken in {"en", "es"} else "en"
    with override(spoken):
        begins, ours = KINDS[kind].text(spoken), patient.site.phone or phone
        body = begun(begins, name=patient.full_name, born=born_words(patient), phone=ours)
        return Words(title=kind_words(kind), body=body, language=spoken)


def born_words(patient: Any) -> str:
    return day_words(patient.birth_date) if patient.birth_date else ""


def why_words(why: str) -> str:
    """Why it can't be done, and what to do instead."""
    return {
        "not-open": _("It can no longer be changed. Open it again to see where it stands."),
        "to-fill-in": _("Something in it is still to be filled in (***). Nothing was sent."),
        "not-waiting": _("It does not wait for a signature any more."),
        "not-licensed": _("A nurse, a pharmacist or a physician signs this."),
        "for-physician": _("A physician signs this."),
        "not-yours": _("Only whoever issued it can take it back."),
        "too-late": _("The ten seconds are over. If it is wrong, revoke it with a reason."),
        "take-back": _("It was issued a moment ago: take it back instead."),
        "not-issued": _("It was not issued."),
        "no-reason": _("Please say why."),
        "empty": _("Please write a title and the letter."),
        "long": _("It is too long."),
        "kind": _("Choose what kind of letter."),
        "changed-meanwhile": _("Somebody changed it meanwhile. Read it again before you sign."),
        "another-patient": _(
            "This form belongs to another patient's page. Nothing was done; open the page again."
        ),
    }.get(why, _("That can't be done as things stand now. Open the page again."))
