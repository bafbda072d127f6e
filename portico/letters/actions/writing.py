"""The team writes: a draft, corrected, sent to be signed or issued as it is, withdrawn."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.letters import events
from portico.letters.actions.issuing import issued
from portico.letters.actions.moving import locked, move, staff_of, step
from portico.letters.models import Letter
from portico.letters.permissions import LettersVerb
from portico.letters.rules.kinds import BODY, KINDS, TITLE, TO, Words, is_open
from portico.letters.rules.letter import Correct, Send, State, TakeBack, Withdraw
from portico.triage.queries import item as work_item


@action(LettersVerb.WRITE)
def draft(
    act: Act, *, by: Viewer, kind: str, words: Words, send_key: UUID, item_id: UUID | None = None
) -> Letter:  # fmt: skip
    """For the patient in the address, perhaps beside an item. The same form sent twice is one draft."""
    taken: Letter | None = Letter.objects.filter(send_key=send_key).first()
    if taken is not None:
        if (taken.patient_id, taken.drafted_by_id) != (by.patient, by.staff_id):
            raise Refused("another-patient")
        act.about("letter", taken.pk)
        return taken
    if kind not in KINDS:
        raise Refused("kind")
    item = _beside(act, item_id)
    letter = Letter(
        patient_id=by.patient, item=item, kind=kind, needs=KINDS[kind].needs, drafted_by_id=staff_of(act),
        drafted_at=act.now, send_key=send_key, sensitivity=item.sensitivity if item else "",
    )  # fmt: skip
    _say(letter, words)
    letter.save()
    step(act, letter, "drafted")
    drafted = events.LetterDrafted(
        patient_id=letter.patient_id, letter_id=letter.pk, kind=kind, staff_id=staff_of(act)
    )
    act.publish(drafted)
    return letter


def _beside(act: Act, item_id: UUID | None) -> Any:
    """What hides the item hides the letter beside it."""
    if item_id is None:
        return None
    try:
        return work_item(act.by, item_id, now=act.now)
    except ObjectDoesNotExist:
        raise NotAllowed(LettersVerb.WRITE) from None


def _say(letter: Letter, words: Words) -> None:
    if not words.title.strip() or not words.body.strip():
        raise Refused("empty")
    if len(words.title) > TITLE or len(words.to) > TO or len(words.body) > BODY:
        raise Refused("long")
    letter.title, letter.to, letter.body = words.title.strip(), words.to.strip(), words.body.strip()
    letter.language = words.language if words.language in {"en", "es"} else "en"


@action(LettersVerb.WRITE)
def correct(act: Act, *, by: Viewer, letter_id: UUID, words: Words) -> Letter:
    """Other words in a draft, or in what came back."""
    letter = locked(act, letter_id)
    _say(letter, words)
    return move(act, letter, Correct(), called="corrected")


@action(LettersVerb.WRITE)
def send(act: Act, *, by: Viewer, letter_id: UUID) -> Letter:
    """To be signed; what needs no signature is issued."""
    letter = locked(act, letter_id)
    move(act, letter, Send(is_open(letter.body) or is_open(letter.title)), called="sent")
    if letter.state == State.ISSUED:
        return issued(act, letter)
    sent = events.LetterSent(
        patient_id=letter.patient_id, letter_id=letter.pk, staff_id=staff_of(act), needs=letter.needs
    )
    act.publish(sent)
    return letter


@action(LettersVerb.VIEW)
def take_back(act: Act, *, by: Viewer, letter_id: UUID) -> Letter:
    """What was sent and not signed; one's own signature or issuing, within ten seconds."""
    letter = locked(act, letter_id)
    if letter.state == State.TO_SIGN and not by.may(LettersVerb.WRITE):
        raise NotAllowed(LettersVerb.WRITE)
    if letter.event_key:
        act.withdraw(letter.event_key)
    move(act, letter, TakeBack(), called="taken-back")
    taken = events.LetterTakenBack(patient_id=letter.patient_id, letter_id=letter.pk, staff_id=staff_of(act))
    act.publish(taken)
    return letter


@action(LettersVerb.WRITE)
def withdraw(act: Act, *, by: Viewer, letter_id: UUID) -> Letter:
    """It is not wanted any more; it is kept, with who withdrew it."""
    letter = move(act, locked(act, letter_id), Withdraw(), called="withdrawn")
    gone = events.LetterWithdrawn(patient_id=letter.patient_id, letter_id=letter.pk, staff_id=staff_of(act))
    act.publish(gone)
    return letter


@action(LettersVerb.UNDO)
def undo(act: Act, *, by: Viewer, letter_id: UUID) -> None:
    """The move that it came with was taken back: withdrawn, unless it was issued by then."""
    rows = Letter.objects.select_for_update(of=("self",)).filter(pk=letter_id, patient_id=by.patient)
    letter: Letter | None = rows.filter(state__in=[State.DRAFTED, State.TO_SIGN, State.RETURNED]).first()
    act.about("letter", letter_id)
    if letter is None:
        return
    letter.state, letter.sent_at = State.WITHDRAWN, None
    letter.save(update_fields=["state", "sent_at"])
    step(act, letter, "withdrawn")
    act.publish(events.LetterWithdrawn(patient_id=letter.patient_id, letter_id=letter.pk))
