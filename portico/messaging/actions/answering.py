"""The team's side: answer as a team, and ten seconds to take it back."""

from uuid import UUID

from django.db.models import Q

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.models import Event, in_effect
from portico.core.viewer import Viewer
from portico.files import actions as files
from portico.guidelines.queries import used as used_guideline
from portico.messaging.actions.posting import drop, keep, own_key, post, take_back
from portico.messaging.events import AnswerSent, AnswerWithdrawn
from portico.messaging.models import Draft, Post, Thread
from portico.messaging.permissions import MessagingVerb
from portico.messaging.queries import FILES_OF, SOURCE
from portico.messaging.rules.limits import ANSWER_CHARACTERS, fits
from portico.people.queries import others_mentioned
from portico.phrases.queries import really
from portico.phrases.rules.text import unresolved
from portico.triage import actions as triage
from portico.triage.queries import belongs
from portico.triage.rules.item import Then


@action(MessagingVerb.ANSWER)
def answer(
    act: Act, *, by: Viewer, thread_id: UUID, item_id: UUID, send_key: UUID, body: str,
    last_seen: UUID | None, then: Then = Then.CLOSE, is_checked: bool = False, inserted: str = "",
    guideline: str = "",
) -> Post:  # fmt: skip
    """Answer as the team; `then` says what becomes of the item. If a newer post came in nothing is sent.

    `is_checked`: the writer was asked about another patient's name or birth date in the text, and means it.
    `inserted`: which phrases were put in, for what is measured later; `guideline`: the one in force that was used."""
    thread: Thread | None = Thread.objects.visible_to(by).select_for_update().filter(pk=thread_id).first()
    if thread is None or not belongs(by, item_id, SOURCE, thread_id, now=act.now):
        raise NotAllowed(MessagingVerb.ANSWER)
    mine = Post.objects.visible_to(by).filter(thread=thread, author_id=by.account, withdrawn_at=None)
    existing: Post | None = mine.filter(send_key=send_key).first()
    if existing:
        act.about("answer", existing.pk)
        return existing
    _check(act, thread, body, last_seen, is_checked=is_checked)
    mark, used = used_guideline(by, guideline)
    written = post(
        act, thread, Post.Side.TEAM, body, own_key(Post, send_key, mine), effective_at=act.undo_until
    )
    sent = AnswerSent(
        patient_id=thread.patient_id, thread_id=thread.pk, post_id=written.pk, staff_id=_staff(by), then=then,
        phrases=really(by, inserted), guideline=mark,
    )  # fmt: skip
    written.event_key = act.publish(sent, effective_at=written.effective_at)
    written.step_id, written.guideline = triage.reply(by=by, item_id=item_id, then=then).step.pk, used
    written.save(update_fields=["event_key", "step_id", "guideline"])
    files.hand_over(
        by=by, place=answer_place(thread.pk), holder_kind=FILES_OF, holder_id=written.pk,
        effective_at=written.effective_at,
    )  # fmt: skip
    drop(act, answer_place(thread.pk))
    act.about("answer", written.pk)
    return written


def _check(act: Act, thread: Thread, body: str, last_seen: UUID | None, *, is_checked: bool) -> None:
    if not body.strip():
        raise Refused("empty")
    if not fits(body, ANSWER_CHARACTERS).fits:
        raise Refused("too-long")
    if unresolved(body):
        raise Refused("unfinished")
    seen = in_effect(act.now) | Q(side=Post.Side.TEAM, withdrawn_at=None)
    last: Post | None = thread.posts.filter(seen).order_by("created_at", "id").last()
    if last is not None and last.pk != last_seen:
        raise Refused("newer-post")
    if not is_checked and others_mentioned(act.by, body):
        raise Refused("another-patient")


@action(MessagingVerb.ANSWER)
def undo_answer(act: Act, *, by: Viewer, post_id: UUID) -> Draft:
    """Within ten seconds: the patient never saw it, the item is as it was, the text is a draft."""
    found: Post | None = Post.objects.visible_to(by).select_for_update().filter(pk=post_id).first()
    if found is None or found.author_id != by.account:
        raise NotAllowed(MessagingVerb.ANSWER)
    if found.step_id is None or not found.may_be_withdrawn(act.now):
        raise Refused("too-late")
    take_back(act, found)
    triage.take_back(by=by, step_id=found.step_id)
    files.take_back(by=by, holder_kind=FILES_OF, holder_id=found.pk, place=answer_place(found.thread_id))
    act.about("answer", found.pk)
    act.publish(AnswerWithdrawn(patient_id=found.patient_id, thread_id=found.thread_id, post_id=found.pk))
    put_in = _inserted(found)
    said = {"body": found.body, **({"inserted": put_in} if put_in else {})}
    return keep(act, answer_place(found.thread_id), said, thread_id=found.thread_id)


def _inserted(found: Post) -> str:
    """The log has it alone: it is nothing that a conversation shows."""
    if found.event_key is None:
        return ""
    return str(Event.objects.get(key=found.event_key).facts().get("phrases", ""))


def answer_place(thread_id: UUID) -> str:
    return f"answer-{thread_id}"


def _staff(by: Viewer) -> UUID:
    if by.staff_id is None:
        raise NotAllowed(MessagingVerb.ANSWER)
    return by.staff_id
