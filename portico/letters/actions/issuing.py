"""A letter is signed, returned, issued, revoked; its PDF is made."""

from uuid import UUID

from portico.core.actions import Act, Refused, action
from portico.core.viewer import Viewer
from portico.letters import events
from portico.letters.actions.moving import locked, move, staff_of
from portico.letters.models import Letter
from portico.letters.permissions import LettersVerb
from portico.letters.printing import page, pdf
from portico.letters.queries import to_print
from portico.letters.rules.letter import Return, Revoke, Sign, State


@action(LettersVerb.SIGN)
def sign(act: Act, *, by: Viewer, letter_id: UUID, seen: str) -> Letter:
    """`seen`: the fingerprint of what stood on the page; what was seen is what is signed."""
    letter = locked(act, letter_id)
    if letter.state == State.TO_SIGN and letter.fingerprint() != seen:
        raise Refused("changed-meanwhile")
    move(act, letter, Sign(), called="signed")
    return issued(act, letter)


def issued(act: Act, letter: Letter) -> Letter:
    """The patient sees it, and hears of it, when it can no longer be taken back."""
    letter.effective_at = act.undo_until
    event = events.LetterIssued(
        patient_id=letter.patient_id, letter_id=letter.pk, staff_id=staff_of(act),
        is_signed=letter.signed_by_id is not None,
    )  # fmt: skip
    letter.event_key = act.publish(event, effective_at=letter.effective_at)
    letter.save(update_fields=["effective_at", "event_key"])
    return letter


@action(LettersVerb.SIGN)
def send_back(act: Act, *, by: Viewer, letter_id: UUID, reason: str) -> Letter:
    letter = move(act, locked(act, letter_id), Return(reason), called="returned")
    returned = events.LetterReturned(
        patient_id=letter.patient_id, letter_id=letter.pk, staff_id=staff_of(act)
    )
    act.publish(returned)
    return letter


@action(LettersVerb.WRITE)
def revoke(act: Act, *, by: Viewer, letter_id: UUID, reason: str) -> Letter:
    """Issued and wrong: it stays readable, and says that it is no longer valid."""
    letter = move(act, locked(act, letter_id), Revoke(reason), called="revoked")
    letter.pdf, letter.pdf_fault = None, ""
    letter.save(update_fields=["pdf", "pdf_fault"])
    revoked = events.LetterRevoked(patient_id=letter.patient_id, letter_id=letter.pk, staff_id=staff_of(act))
    act.publish(revoked)
    return letter


@action(LettersVerb.PRINT)
def keep_pdf(act: Act, *, by: Viewer, letter_id: UUID, made: bytes | str) -> None:
    """`made`: the file, or in a word why there is none."""
    rows = Letter.objects.select_for_update(of=("self",)).filter(pk=letter_id, patient_id=by.patient)
    letter: Letter | None = rows.filter(state=State.ISSUED).first()
    act.about("letter", letter_id)
    if letter is None:
        return
    letter.pdf, letter.pdf_fault = (made, "") if isinstance(made, bytes) else (None, made)
    letter.save(update_fields=["pdf", "pdf_fault"])
    act.publish(
        events.LetterPrinted(
            patient_id=letter.patient_id, letter_id=letter.pk, is_made=isinstance(made, bytes)
        )
    )


def make_pdf(by: Viewer, letter_id: UUID, *, practice: str) -> None:
    """Drawn in no transaction, kept in one. Made already, or revoked meanwhile: nothing to do."""
    letter = to_print(by, letter_id)
    if letter is not None:
        keep_pdf(by=by, letter_id=letter_id, made=pdf(page(letter, practice=practice)))
