"""Write, change, go back to, retire. Every change is a version with its author; nothing is deleted."""

from typing import Any
from uuid import UUID, uuid4

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.phrases.events import PhraseRetired, PhraseSaved
from portico.phrases.models import Phrase, Version
from portico.phrases.permissions import PhrasesVerb
from portico.phrases.queries import may_write
from portico.phrases.rules.content import Content, problems
from portico.phrases.rules.shortcut import Owner


@action(PhrasesVerb.USE)
def write(
    act: Act, *, by: Viewer, form_key: UUID, owner: Owner, content: Content, pool_id: UUID | None = None
) -> Phrase:
    """A new phrase: one's own, of a pool that one looks after, or the practice's."""
    new = Phrase(form_key=form_key, saved_at=act.now)
    if owner is Owner.PERSON:
        new.staff_id = by.staff_id
    elif owner is Owner.POOL:
        new.pool_id = pool_id
    if new.owner is not owner or not may_write(by, new):
        raise NotAllowed(PhrasesVerb.USE)
    taken: Phrase | None = Phrase.objects.filter(form_key=form_key).first()
    if taken is not None and may_write(by, taken):
        act.about("phrase", taken.pk)
        return taken
    if taken is not None:  # the key of somebody else's form: this one gets its own, and nobody learns
        new.form_key = uuid4()
    _save(act, new, content)
    act.publish(PhraseSaved(phrase_id=new.pk, number=new.number, owner=new.owner))
    return new


@action(PhrasesVerb.USE)
def change(act: Act, *, by: Viewer, phrase_id: UUID, seen: int, content: Content) -> Phrase:
    """`seen`: the number of the version that the writer had before them; a later one is not written over."""
    phrase = _own(by, phrase_id)
    if phrase.number != seen:
        raise Refused("changed-meanwhile")
    if phrase.content() == content:
        act.about("phrase", phrase.pk)
        return phrase
    _save(act, phrase, content)
    act.publish(PhraseSaved(phrase_id=phrase.pk, number=phrase.number, owner=phrase.owner))
    return phrase


@action(PhrasesVerb.USE)
def go_back(act: Act, *, by: Viewer, phrase_id: UUID, number: int) -> Phrase:
    """What an earlier version said becomes a new one. The day of the next review stays."""
    phrase = _own(by, phrase_id)
    earlier: Version | None = phrase.versions.filter(number=number).first()
    if earlier is None:
        raise NotAllowed(PhrasesVerb.USE)
    earlier.review_on = phrase.review_on
    if phrase.content() == earlier.content():
        act.about("phrase", phrase.pk)
        return phrase
    _save(act, phrase, earlier.content(), restored=number)
    saved = PhraseSaved(phrase_id=phrase.pk, number=phrase.number, owner=phrase.owner, restored=number)
    act.publish(saved)
    return phrase


@action(PhrasesVerb.USE)
def retire(act: Act, *, by: Viewer, phrase_id: UUID) -> Phrase:
    """Nobody is offered it any more; what it said stays readable."""
    phrase = _own(by, phrase_id)
    if not phrase.is_retired:
        phrase.is_retired = True
        _save(act, phrase, phrase.content())
        act.publish(PhraseRetired(phrase_id=phrase.pk, number=phrase.number))
    act.about("phrase", phrase.pk)
    return phrase


@action(PhrasesVerb.USE)
def bring_back(act: Act, *, by: Viewer, phrase_id: UUID) -> Phrase:
    """A retired phrase is offered again, unless its shortcut has gone to another one."""
    phrase = _own(by, phrase_id)
    if phrase.is_retired:
        phrase.is_retired = False
        _save(act, phrase, phrase.content())
        act.publish(PhraseSaved(phrase_id=phrase.pk, number=phrase.number, owner=phrase.owner))
    act.about("phrase", phrase.pk)
    return phrase


def _own(by: Viewer, phrase_id: UUID) -> Phrase:
    found: Phrase | None = (
        Phrase.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=phrase_id).first()
    )
    if found is None or not may_write(by, found):
        raise NotAllowed(PhrasesVerb.USE)
    return found


def _save(act: Act, phrase: Phrase, content: Content, *, restored: int | None = None) -> None:
    """The phrase as it is now, and the same as a version."""
    if problems(content):
        raise Refused("not-a-phrase")
    phrase.say(content)
    if not phrase.is_retired and _others(phrase).filter(shortcut=content.shortcut).exists():
        raise Refused("shortcut-taken")
    phrase.number, phrase.saved_at = phrase.number + 1, act.now
    phrase.save()
    version = Version(
        phrase=phrase, number=phrase.number, author_id=act.by.account_id, author_name=act.by.name, at=act.now,
        restored=restored, is_retired=phrase.is_retired,
    )  # fmt: skip
    version.say(content)
    version.save()
    act.about("phrase", phrase.pk)


def _others(phrase: Phrase) -> Any:
    """In use, of the same owner."""
    rows = Phrase.objects.filter(is_retired=False, staff=phrase.staff_id, pool=phrase.pool_id)
    return rows.exclude(pk=phrase.pk)
