"""What stands beside an item: notes of the team, calls, who is there, and the views of the list that people keep."""

from datetime import timedelta
from uuid import UUID

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.triage.actions.moving import locked, move, publish, staff_of
from portico.triage.events import CallLogged, ItemWorkedOn, NoteWritten
from portico.triage.models import Note, Presence, SavedFilter, WorkItem
from portico.triage.permissions import TriageVerb
from portico.triage.rules import moves

WORKED_ON_EVERY = timedelta(seconds=30)
FILTERS_AT_MOST = 20
NOTE_CHARACTERS = 5000


@action(TriageVerb.OPEN)
def note(act: Act, *, by: Viewer, item_id: UUID, text: str, send_key: UUID) -> Note:
    """For the team; the patient never sees it."""
    item = locked(act, item_id)
    existing = _same(act, item, send_key)
    if existing:
        return existing
    written = _note(act, item, Note.Kind.NOTE, text, send_key)
    act.publish(NoteWritten(patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by)))
    return written


@action(TriageVerb.FILE)
def leave_note(act: Act, *, by: Viewer, item_id: UUID, text: str, send_key: UUID) -> Note:
    """What another room has to tell the team about an item of the patient in the URL, in the name of whoever said it:
    a physician who returns an order need not have been asked about the message."""
    item: WorkItem | None = WorkItem.objects.visible_to(by).filter(pk=item_id).first()
    if item is None:
        raise NotAllowed(TriageVerb.FILE)
    written = _same(act, item, send_key) or _note(act, item, Note.Kind.NOTE, text, send_key)
    act.publish(NoteWritten(patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by)))
    return written


@action(TriageVerb.WORK)
def log_call(act: Act, *, by: Viewer, item_id: UUID, text: str, send_key: UUID) -> Note:
    """A call to the patient and what was said: an action, after which the item may be closed."""
    item = locked(act, item_id)
    existing = _same(act, item, send_key)
    if existing:
        return existing
    done = move(act, item, moves.Act(text), called="called", reason="a call was logged")
    written = _note(act, item, Note.Kind.CALL, text, send_key)
    publish(act, done, CallLogged(patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by)))
    return written


def _same(act: Act, item: WorkItem, send_key: UUID) -> Note | None:
    """The same form sent again."""
    found: Note | None = Note.objects.filter(item=item, author_id=act.by.account, send_key=send_key).first()
    if found:
        act.about("note", found.pk, patient=item.patient_id)
    return found


def _note(act: Act, item: WorkItem, kind: str, text: str, send_key: UUID) -> Note:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused("empty")
    if len(text) > NOTE_CHARACTERS:
        raise Refused("too-long")
    written: Note = Note.objects.create(
        patient_id=item.patient_id, item=item, kind=kind, text=text, author_id=act.by.account,
        author_name=act.by.name, at=act.now, send_key=send_key,
    )  # fmt: skip
    act.about("note", written.pk, patient=item.patient_id)
    return written


@action(TriageVerb.OPEN, is_trace=True)
def be_present(act: Act, *, by: Viewer, item_id: UUID, is_typing: bool, has_worked: bool) -> None:
    """The page of an item says every few seconds that somebody is there; `has_worked`: keys or clicks since then."""
    item = locked(act, item_id)
    presence, is_new = Presence.objects.get_or_create(
        item=item, staff_id=staff_of(by), defaults={"at": act.now, "is_typing": is_typing}
    )
    is_due = presence.worked_at is None or act.now - presence.worked_at >= WORKED_ON_EVERY
    if has_worked and is_due:
        presence.worked_at = act.now
        act.publish(ItemWorkedOn(patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by)))
        if item.claimed_by_id == by.staff_id:
            item.active_at = act.now
            item.save(update_fields=["active_at"])
    if is_new and not has_worked:
        return
    presence.at, presence.is_typing = act.now, is_typing
    presence.save(update_fields=["at", "is_typing", "worked_at"])


@action(TriageVerb.OPEN)
def save_filter(act: Act, *, by: Viewer, name: str, query: str) -> SavedFilter:
    """A view of the list under a name; the same name again replaces it."""
    name = name.strip()[:60]
    if not name:
        raise Refused("empty")
    kept = SavedFilter.objects.filter(staff_id=staff_of(by))
    if kept.count() >= FILTERS_AT_MOST and not kept.filter(name=name).exists():
        raise Refused("too-many")
    found, _ = SavedFilter.objects.update_or_create(
        staff_id=staff_of(by), name=name, defaults={"query": query[:300]}
    )
    act.about("filter", found.pk)
    return found


@action(TriageVerb.OPEN)
def forget_filter(act: Act, *, by: Viewer, filter_id: UUID) -> None:
    SavedFilter.objects.filter(staff_id=staff_of(by), pk=filter_id).delete()
    act.about("filter", filter_id)
