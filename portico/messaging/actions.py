"""Write to each other: ask, undo, answer, undo the answer, mark as read, keep a draft."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Purpose, Viewer
from portico.messaging.events import AnswerSent, AnswerWithdrawn, MessageSent, MessageWithdrawn, ThreadRead
from portico.messaging.models import Draft, Post, Reading, Thread
from portico.messaging.permissions import MessagingVerb
from portico.messaging.rules.limits import ANSWER_CHARACTERS, fits
from portico.triage import actions as triage
from portico.triage.queries import where_to
from portico.triage.rules.promise import Promise
from portico.triage.rules.route import Unroutable

UNDO = timedelta(seconds=10)
SOURCE = "message"


@action(MessagingVerb.SEND)
def send(
    act: Act, *, by: Viewer, send_key: UUID, kind: str, subject: str, body: str, details: dict[str, Any]
) -> Thread:
    """A new message to the team. The same form sent again (same key) is the same message, unless it was undone."""
    mine = Thread.objects.visible_to(by).filter(started_by_id=by.account, withdrawn_at=None)
    existing: Thread | None = mine.filter(send_key=send_key).first()
    if existing:
        act.about("message", existing.pk)
        return existing
    send_key = _own_key(Thread, send_key)
    if not fits(body).fits:
        raise Refused("too-long")
    effective_at = act.now + UNDO
    goes_to, promised = _where_to(act, kind)
    thread = Thread(
        patient_id=by.patient, kind=kind, subject=subject, details=details, goes_to=goes_to,
        promised_at=promised.at, started_by_id=by.account, send_key=send_key,
        created_at=act.now, effective_at=effective_at,
    )  # fmt: skip
    sent = MessageSent(
        patient_id=by.patient, thread_id=thread.pk, kind=kind, is_by_proxy=by.is_acting_for_other
    )
    thread.event_key = act.publish(sent, effective_at=effective_at)
    thread.save(force_insert=True)
    _post(act, thread, Post.Side.PATIENT, body, send_key)
    triage.file(
        by=by.for_purpose(Purpose.FILE_WORK),
        source_kind=SOURCE, source_id=thread.pk, kind=kind, effective_at=effective_at,
    )  # fmt: skip
    Draft.objects.visible_to(by).filter(account_id=by.account, place=kind).delete()
    act.about("message", thread.pk)
    return thread


def _where_to(act: Act, kind: str) -> tuple[str, Promise]:
    """Nothing is accepted that nobody would see."""
    try:
        _routed, goes_to, promised = where_to(act.by, kind, now=act.now)
    except Unroutable:
        raise Refused("unroutable") from None
    return goes_to, promised


@action(MessagingVerb.SEND)
def undo(act: Act, *, by: Viewer, thread_id: UUID) -> Draft:
    """Within ten seconds: nothing was sent, and what was typed is a draft again."""
    thread: Thread | None = Thread.objects.visible_to(by).select_for_update().filter(pk=thread_id).first()
    if thread is None or thread.started_by_id != by.account:
        raise NotAllowed(MessagingVerb.SEND)
    if not thread.may_be_withdrawn(act.now):
        raise Refused("too-late")
    post = thread.posts.get()
    for row in (thread, post):
        row.withdrawn_at = act.now
        row.save(update_fields=["withdrawn_at"])
    _withdraw_event(act, thread.event_key)
    triage.withdraw(by=by.for_purpose(Purpose.FILE_WORK), source_kind=SOURCE, source_id=thread.pk)
    act.about("message", thread.pk)
    act.publish(MessageWithdrawn(patient_id=by.patient, thread_id=thread.pk))
    return _keep(act, thread.kind, {**thread.details, "body": post.body})


@action(MessagingVerb.ANSWER)
def answer(
    act: Act, *, by: Viewer, thread_id: UUID, send_key: UUID, body: str, last_seen: UUID | None
) -> Post:
    """Answer as the team, and close the item. If a newer post came in meanwhile nothing is sent."""
    thread: Thread | None = Thread.objects.visible_to(by).select_for_update().filter(pk=thread_id).first()
    if thread is None:
        raise NotAllowed(MessagingVerb.ANSWER)
    mine = Post.objects.visible_to(by).filter(thread=thread, author_id=by.account, withdrawn_at=None)
    existing: Post | None = mine.filter(send_key=send_key).first()
    if existing:
        act.about("answer", existing.pk)
        return existing
    send_key = _own_key(Post, send_key)
    if not body.strip():
        raise Refused("empty")
    if not fits(body, ANSWER_CHARACTERS).fits:
        raise Refused("too-long")
    newest = thread.posts.filter(withdrawn_at=None).order_by("created_at", "id").last()
    if newest and last_seen and newest.pk != last_seen:
        raise Refused("newer-post")
    post = _post(act, thread, Post.Side.TEAM, body, send_key)
    sent = AnswerSent(patient_id=thread.patient_id, thread_id=thread.pk, post_id=post.pk, staff_id=_staff(by))
    post.event_key = act.publish(sent, effective_at=post.effective_at)
    post.save(update_fields=["event_key"])
    triage.close(by=by, source_kind=SOURCE, source_id=thread.pk, how="reply")
    Draft.objects.visible_to(by).filter(account_id=by.account, place=answer_place(thread.pk)).delete()
    act.about("answer", post.pk)
    return post


@action(MessagingVerb.ANSWER)
def undo_answer(act: Act, *, by: Viewer, post_id: UUID) -> Draft:
    """Within ten seconds: the patient never saw it, the item is the writer's again, the text is a draft."""
    post: Post | None = Post.objects.visible_to(by).select_for_update().filter(pk=post_id).first()
    if post is None or post.author_id != by.account:
        raise NotAllowed(MessagingVerb.ANSWER)
    if not post.may_be_withdrawn(act.now):
        raise Refused("too-late")
    post.withdrawn_at = act.now
    post.save(update_fields=["withdrawn_at"])
    _withdraw_event(act, post.event_key)
    triage.reopen(by=by, source_kind=SOURCE, source_id=post.thread_id, why="undo")
    act.about("answer", post.pk)
    act.publish(AnswerWithdrawn(patient_id=post.patient_id, thread_id=post.thread_id, post_id=post.pk))
    return _keep(act, answer_place(post.thread_id), {"body": post.body})


@action(MessagingVerb.READ)
def mark_read(act: Act, *, by: Viewer, thread_id: UUID) -> None:
    thread: Thread | None = Thread.objects.visible_to(by).filter(pk=thread_id).first()
    if thread is None:
        raise NotAllowed(MessagingVerb.READ)
    Reading.objects.update_or_create(thread=thread, account_id=by.account, defaults={"read_at": act.now})
    act.about("message", thread.pk)
    side = Post.Side.TEAM if by.is_staff else Post.Side.PATIENT
    act.publish(ThreadRead(patient_id=thread.patient_id, thread_id=thread.pk, side=side))


@action(MessagingVerb.READ)
def keep_draft(act: Act, *, by: Viewer, place: str, data: dict[str, Any]) -> Draft:
    """Keep what is typed; one draft per person, record and place."""
    return _keep(act, place, data)


def answer_place(thread_id: UUID) -> str:
    return f"answer-{thread_id}"


def _keep(act: Act, place: str, data: dict[str, Any]) -> Draft:
    draft: Draft
    draft, _ = Draft.objects.update_or_create(
        account_id=act.by.account,
        patient_id=act.by.patient,
        place=place,
        defaults={"data": data, "saved_at": act.now},
    )
    act.about("draft", draft.pk)
    return draft


def _own_key(table: type[Thread] | type[Post], send_key: UUID) -> UUID:
    """A key that somebody else's form has, or one that was undone: this form gets a fresh one, and nobody learns."""
    return uuid4() if table._default_manager.filter(send_key=send_key).exists() else send_key


def _post(act: Act, thread: Thread, side: str, body: str, send_key: UUID) -> Post:
    post: Post = Post.objects.create(
        patient_id=thread.patient_id, thread=thread, side=side, author_id=act.by.account,
        author_name=act.by.name, body=body.replace("\r\n", "\n").strip(), send_key=send_key,
        created_at=act.now, effective_at=act.now + UNDO,
    )  # fmt: skip
    return post


def _withdraw_event(act: Act, event_key: UUID | None) -> None:
    if event_key is not None:
        act.withdraw(event_key)


def _staff(by: Viewer) -> UUID:
    if by.staff_id is None:
        raise NotAllowed(MessagingVerb.ANSWER)
    return by.staff_id
