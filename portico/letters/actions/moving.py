"""One letter, locked, moved by the rule, with the step that is kept of it."""

from uuid import UUID

from portico.core.actions import Act, NotAllowed, Refused
from portico.letters.models import Letter, LetterStep
from portico.letters.permissions import LettersVerb
from portico.letters.rules.letter import Move, State, Stopped, Who, may


def locked(act: Act, letter_id: UUID) -> Letter:
    """Of the patient in the address, or (from a list, across patients) of one's own sites; else it is not there."""
    rows = Letter.objects.visible_to(act.by) if act.by.patient_id else Letter.objects.of_sites(act.by)
    locked_rows = rows.select_for_update(of=("self",)).select_related("patient")
    found: Letter | None = locked_rows.filter(pk=letter_id).first()
    if found is None:
        raise NotAllowed(LettersVerb.VIEW)
    return found


def move(act: Act, letter: Letter, what: Move, *, called: str) -> Letter:
    """Do it, or say in one word why not."""
    outcome = may(letter.facts(), what, Who(staff_of(act), act.by.role), now=act.now)
    if isinstance(outcome, Stopped):
        raise Refused(outcome.why)
    made, was = outcome.letter, letter.state
    letter.state, letter.sent_at, letter.reason = made.state, made.sent_at, made.reason[:500]
    letter.signed_by_id, letter.issued_by_id, letter.issued_at = (
        made.signed_by,
        made.issued_by,
        made.issued_at,
    )
    letter.signed_as = act.by.role if made.signed_by else ""
    if made.state is not State.REVOKED:
        letter.digest = letter.fingerprint() if made.state is State.ISSUED else ""
    if was == State.ISSUED and made.state is not State.REVOKED:
        letter.effective_at, letter.pdf, letter.pdf_fault = None, None, ""
    letter.save()
    step(act, letter, called, made.reason)
    return letter


def step(act: Act, letter: Letter, called: str, reason: str = "") -> None:
    LetterStep.objects.create(
        letter=letter,
        what=called,
        staff_id=act.by.staff_id,
        reason=reason[:500],
        body=letter.body,
        at=act.now,
    )
    act.about("letter", letter.pk, patient=letter.patient_id)


def staff_of(act: Act) -> UUID:
    if act.by.staff_id is None:
        raise NotAllowed(LettersVerb.WRITE)
    return act.by.staff_id
