"""What sending and answering share: a post with its own key, drafts, and the events that an undo calls off."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet

from portico.core.actions import Act
from portico.messaging.events import DraftStarted
from portico.messaging.models import Draft, Post, Thread


def own_key(table: type[Thread] | type[Post], send_key: UUID, mine: "QuerySet[Any]") -> UUID:
    """A key that somebody else's form has, or one that was undone: this form gets a fresh one, and nobody learns.

    Not when it is among `mine` by now: the same form, sent twice at once. That one the table refuses, and the action,
    run again, finds the first."""
    is_taken = table._default_manager.filter(send_key=send_key).exists()
    return uuid4() if is_taken and not mine.filter(send_key=send_key).exists() else send_key


def post(
    act: Act, thread: Thread, side: str, body: str, send_key: UUID, *, effective_at: datetime
) -> Post:  # fmt: skip
    written: Post = Post.objects.create(
        patient_id=thread.patient_id, thread=thread, side=side, author_id=act.by.account,
        author_name=act.by.name, body=body.replace("\r\n", "\n").strip(), send_key=send_key,
        created_at=act.now, effective_at=effective_at,
    )  # fmt: skip
    return written


def take_back(act: Act, row: Thread | Post) -> None:
    """Nothing of it takes effect."""
    row.withdrawn_at = act.now
    row.save(update_fields=["withdrawn_at"])
    if row.event_key is not None:
        act.withdraw(row.event_key)


def keep(act: Act, place: str, data: dict[str, Any], *, thread_id: UUID | None = None) -> Draft:
    draft: Draft
    # No keyboard makes this character; PostgreSQL keeps no text with it.
    data = {name: said.replace("\x00", "") if isinstance(said, str) else said for name, said in data.items()}
    draft, is_new = Draft.objects.update_or_create(
        account_id=act.by.account,
        patient_id=act.by.patient,
        place=place,
        defaults={"data": data, "saved_at": act.now},
    )
    act.about("draft", draft.pk)
    if is_new:
        kind = place.partition("-")[0]
        act.publish(DraftStarted(patient_id=act.by.patient, place=kind, thread_id=thread_id))
    return draft


def drop(act: Act, place: str) -> None:
    Draft.objects.visible_to(act.by).filter(account_id=act.by.account, place=place).delete()
