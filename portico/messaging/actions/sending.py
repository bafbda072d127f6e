"""The patient's side: a new message, a reply, and ten seconds to take either back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from portico.chart.queries import was_seen
from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Purpose, Viewer
from portico.files import actions as files
from portico.messaging.actions.posting import drop, keep, own_key, post, take_back
from portico.messaging.events import MessageSent, MessageWithdrawn, ReplySent, ReplyWithdrawn
from portico.messaging.models import Draft, Post, Thread
from portico.messaging.permissions import MessagingVerb
from portico.messaging.queries import FILES_OF, SOURCE, Begins, may_begin
from portico.messaging.rules.limits import DANGER_CHARACTERS, fits, length
from portico.messaging.rules.state import State, may_reply
from portico.messaging.rules.typed import typed
from portico.routing.rules.route import Unroutable
from portico.sending.queries import rules_of
from portico.triage import actions as triage
from portico.triage.queries import Goes, items_for, where_to
from portico.triage.rules.asked import Brought
from portico.triage.rules.item import Flag
from portico.triage.rules.red_flags import Scan, scan


@action(MessagingVerb.SEND)
def send(
    act: Act, *, by: Viewer, send_key: UUID, kind: str, subject: str, body: str, details: dict[str, Any],
    place: str = "", is_same_day: bool = False, result_on: date | None = None,
) -> Thread:  # fmt: skip
    """A new message to the team. The same form sent again (same key) is the same message, unless it was undone.

    `is_same_day`: it can't wait, so it takes effect at once and can't be undone. So does what the net finds a sign of
    danger in; it goes to the nurses, whatever it is about. `result_on`: the day of the result that it is about."""
    mine = Thread.objects.visible_to(by).filter(started_by_id=by.account, withdrawn_at=None)
    existing: Thread | None = mine.filter(send_key=send_key).first()
    if existing:
        act.about("message", existing.pk)
        return existing
    text = typed(kind, subject, body, details)
    found = scan(text)
    _hold_to_rules(act, kind, body, found, result_on)
    goes = _where_to(act, kind, text, found, is_same_day=is_same_day)
    thread = Thread(
        patient_id=by.patient, kind=kind, subject=subject, details=details, goes_to=goes.patient_name,
        promised_at=goes.promised.at, started_by_id=by.account, send_key=own_key(Thread, send_key, mine),
        created_at=act.now, effective_at=act.now if goes.flag else act.undo_until,
    )  # fmt: skip
    _store(act, thread, body, goes, place or kind, found.codes)
    drop(act, place or kind)
    act.about("message", thread.pk)
    return thread


def _hold_to_rules(act: Act, kind: str, body: str, found: Scan, result_on: date | None) -> None:
    """The form has asked before; whoever comes past it is held to the same."""
    if not fits(body, DANGER_CHARACTERS).fits:
        raise Refused("too-long")
    asked = Begins(kind, length(body), result_on, is_danger=found.interrupts)
    answer, _rules = may_begin(act.by, asked, now=act.now)
    if answer.why:
        raise Refused(answer.why)


def _store(act: Act, thread: Thread, body: str, goes: Goes, place: str, signs: str) -> None:
    """The conversation, its first post with its files, what follows, and the team's work: all or nothing."""
    effective_at = thread.effective_at
    sent = MessageSent(
        patient_id=thread.patient_id, thread_id=thread.pk, kind=thread.kind,
        is_by_proxy=act.by.is_acting_for_other, flag=goes.flag,
    )  # fmt: skip
    thread.event_key = act.publish(sent, effective_at=effective_at)
    thread.save(force_insert=True)
    first = post(act, thread, Post.Side.PATIENT, body, thread.send_key, effective_at=effective_at)
    _hand_over(act, first, place)
    triage.file(
        by=act.by.for_purpose(Purpose.FILE_WORK), source_kind=SOURCE, source_id=thread.pk, kind=thread.kind,
        effective_at=effective_at, goes=goes, signs=signs,
    )  # fmt: skip


def _hand_over(act: Act, written: Post, place: str) -> None:
    files.hand_over(
        by=act.by, place=place, holder_kind=FILES_OF, holder_id=written.pk, effective_at=written.effective_at
    )


def _take_files_back(act: Act, written: Post, place: str) -> None:
    files.take_back(by=act.by, holder_kind=FILES_OF, holder_id=written.pk, place=place)


def _where_to(act: Act, kind: str, text: str, found: Scan, *, is_same_day: bool) -> Goes:
    """Nothing is accepted that nobody would see. The routing may ask of the record what the writer may not see."""
    flag = Flag.URGENT if found.interrupts else Flag.SAME_DAY if is_same_day else Flag.NONE
    by, now = act.by.for_purpose(Purpose.FILE_WORK), act.now
    brought = Brought(text, ", ".join(found.topics), lambda: was_seen(by, now=now))
    try:
        return where_to(act.by, kind, now=now, flag=flag, brought=brought)
    except Unroutable:
        raise Refused("unroutable") from None


@action(MessagingVerb.SEND)
def undo(act: Act, *, by: Viewer, thread_id: UUID) -> Draft:
    """Within ten seconds: nothing was sent, and what was typed is a draft again."""
    thread: Thread | None = Thread.objects.visible_to(by).select_for_update().filter(pk=thread_id).first()
    if thread is None or thread.started_by_id != by.account:
        raise NotAllowed(MessagingVerb.SEND)
    if not thread.may_be_withdrawn(act.now):
        raise Refused("too-late")
    first = thread.posts.order_by("created_at", "id")[0]
    take_back(act, thread)
    take_back(act, first)
    _take_files_back(act, first, place_of(thread))
    triage.withdraw(by=by.for_purpose(Purpose.FILE_WORK), source_kind=SOURCE, source_id=thread.pk)
    act.about("message", thread.pk)
    act.publish(MessageWithdrawn(patient_id=by.patient, thread_id=thread.pk))
    return keep(act, place_of(thread), {**thread.details, "body": first.body})


def place_of(thread: Thread) -> str:
    """Where such a message is written: a question about a result has a place for each result."""
    about = thread.details.get("result", "")
    return f"{thread.kind}-{about}" if about else thread.kind


@action(MessagingVerb.SEND)
def reply(act: Act, *, by: Viewer, thread_id: UUID, send_key: UUID, body: str) -> Post:
    """The patient's side writes again: the team has it when it takes effect (reactions/messages.py), at once where
    the net finds a sign of danger."""
    thread: Thread | None = Thread.objects.visible_to(by).filter(pk=thread_id, withdrawn_at=None).first()
    if thread is None:
        raise NotAllowed(MessagingVerb.SEND)
    mine = Post.objects.visible_to(by).filter(thread=thread, author_id=by.account, withdrawn_at=None)
    existing: Post | None = mine.filter(send_key=send_key).first()
    if existing:
        act.about("message", existing.pk)
        return existing
    if not body.strip():
        raise Refused("empty")
    found, rules = scan(body), rules_of(by)
    if not fits(body, DANGER_CHARACTERS if found.interrupts else rules.characters).fits:
        raise Refused("too-long")
    _hold_open(act, thread, now=act.now, days=rules.reply_days)
    effective_at = max(act.now if found.interrupts else act.undo_until, thread.effective_at)
    written = post(
        act, thread, Post.Side.PATIENT, body, own_key(Post, send_key, mine), effective_at=effective_at
    )
    sent = ReplySent(
        patient_id=by.patient, thread_id=thread.pk, post_id=written.pk, is_by_proxy=by.is_acting_for_other,
        signs=found.codes,
    )  # fmt: skip
    written.event_key = act.publish(sent, effective_at=effective_at)
    written.save(update_fields=["event_key"])
    _hand_over(act, written, reply_place(thread.pk))
    drop(act, reply_place(thread.pk))
    act.about("message", written.pk)
    return written


def _hold_open(act: Act, thread: Thread, *, now: datetime, days: int) -> None:
    """What was closed too long ago takes no reply: it would be lost in an old matter."""
    item = items_for(act.by, SOURCE, [thread.pk]).get(thread.pk)
    if item is None or may_reply(closed_at=item.closed_at, now=now, days=days).state is State.DONE:
        raise Refused("too-old")


@action(MessagingVerb.SEND)
def undo_reply(act: Act, *, by: Viewer, post_id: UUID) -> Draft:
    """Within ten seconds: the team never saw it, and the text is a draft again."""
    found: Post | None = Post.objects.visible_to(by).select_for_update().filter(pk=post_id).first()
    if found is None or found.author_id != by.account:
        raise NotAllowed(MessagingVerb.SEND)
    if not found.may_be_withdrawn(act.now):
        raise Refused("too-late")
    take_back(act, found)
    _take_files_back(act, found, reply_place(found.thread_id))
    act.about("message", found.pk)
    act.publish(ReplyWithdrawn(patient_id=by.patient, thread_id=found.thread_id, post_id=found.pk))
    return keep(act, reply_place(found.thread_id), {"body": found.body}, thread_id=found.thread_id)


def reply_place(thread_id: UUID) -> str:
    return f"reply-{thread_id}"
