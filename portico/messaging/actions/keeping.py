"""What is kept beside the posts: drafts, who has read what, and who heard that nobody did."""

from typing import Any
from uuid import UUID

from portico.core.actions import Act, NotAllowed, action
from portico.core.prepared import prepared
from portico.core.viewer import Viewer
from portico.messaging.actions.posting import drop, keep
from portico.messaging.events import AnswerUnread, SendingInterrupted, ThreadRead
from portico.messaging.models import Draft, Post, Reading, Thread
from portico.messaging.permissions import MessagingVerb
from portico.messaging.queries import reachable, unread_untold
from portico.sending.events import SendingRefused


@action(MessagingVerb.READ)
def mark_read(act: Act, *, by: Viewer, thread_id: UUID) -> None:
    found = prepared(reachable, by, thread=thread_id)["thread"]
    if not found:
        raise NotAllowed(MessagingVerb.READ)
    thread: Thread = found[0]
    reading = Reading(thread=thread, account_id=by.account, read_at=act.now, is_team=by.is_staff)
    Reading.objects.bulk_create(
        [reading],
        update_conflicts=True,
        unique_fields=["thread", "account"],
        update_fields=["read_at", "is_team"],
    )
    act.about("message", thread.pk)
    side = Post.Side.TEAM if by.is_staff else Post.Side.PATIENT
    act.publish(ThreadRead(patient_id=thread.patient_id, thread_id=thread.pk, side=side))


@action(MessagingVerb.READ)
def keep_draft(
    act: Act, *, by: Viewer, place: str, data: dict[str, Any], thread_id: UUID | None = None
) -> Draft:
    """Keep what is typed; one draft per person, record and place."""
    return keep(act, place, data, thread_id=thread_id)


@action(MessagingVerb.SEND)
def interrupt(
    act: Act, *, by: Viewer, place: str, data: dict[str, Any], signs: str, thread_id: UUID | None = None
) -> Draft:
    """The net found a sign of danger before it was sent: what was typed is kept, and the log says that it was said."""
    kept = keep(act, place, data, thread_id=thread_id)
    kind = place.partition("-")[0]
    act.publish(SendingInterrupted(patient_id=by.patient, place=kind, topics=signs))
    return kept


@action(MessagingVerb.SEND)
def refuse(act: Act, *, by: Viewer, place: str, data: dict[str, Any], why: str) -> Draft:
    """The rules for sending do not take it: what was typed is kept, and the log says which rule it was."""
    kept = keep(act, place, data)
    act.publish(SendingRefused(patient_id=by.patient, kind=place.partition("-")[0], why=why))
    return kept


@action(MessagingVerb.READ)
def drop_draft(act: Act, *, by: Viewer, place: str) -> None:
    drop(act, place)
    act.about("draft", place)


@action(MessagingVerb.TIDY)
def tell_unread(act: Act, *, by: Viewer) -> int:
    """Say once of each clinical answer that nobody read it for two days; gives how many."""
    found = list(unread_untold(by, now=act.now))
    for post in found:
        unread = AnswerUnread(
            patient_id=post.patient_id, thread_id=post.thread_id, post_id=post.pk, account_id=post.author_id
        )
        act.publish(unread)
        post.unread_told_at = act.now
        post.save(update_fields=["unread_told_at"])
    act.about("messages")
    return len(found)
