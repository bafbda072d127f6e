"""The text of a quick action in the box of an answer, and what became of it: one that no longer fits is seen by it."""

from datetime import timedelta
from uuid import UUID

from portico.core.actions import Act, NotAllowed, action
from portico.core.viewer import Viewer
from portico.lib.words import normalise
from portico.messaging import actions as messaging
from portico.messaging.queries import body_of
from portico.quickactions.actions.using import as_shown
from portico.quickactions.actions.writing import staff_of
from portico.quickactions.events import LeftAsItIs
from portico.quickactions.models import Dismissal, Put, QuickAction
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.queries import may_write
from portico.triage.queries import item as work_item

SENT_WITHIN = timedelta(days=1)


@action(QuickVerb.USE)
def put_into_box(
    act: Act, *, by: Viewer, action_id: UUID, seen: int, item_id: UUID, thread_id: UUID, body: str
) -> Put:
    """Nothing is sent: the text is the draft of this answer."""
    one = as_shown(act, action_id, seen)
    item = work_item(by, item_id, now=act.now)
    place = messaging.answer_place(thread_id)
    messaging.keep_draft(by=by, place=place, data={"body": body, "inserted": ""}, thread_id=thread_id)
    put = Put.objects.create(
        action=one, number=one.number, staff_id=staff_of(act), item=item, text=body, at=act.now
    )
    act.about("quick-action", one.pk)
    return put


@action(QuickVerb.COMPARE)
def compare(act: Act, *, by: Viewer, staff_id: UUID, thread_id: UUID, post_id: UUID) -> None:
    """An answer was sent: was what an action had put into the box changed before? What was changed is not kept."""
    act.about("quick-action")
    mine = Put.objects.filter(staff_id=staff_id, item__source_id=thread_id, item__patient_id=by.patient)
    put: Put | None = (
        mine.filter(is_changed=None, at__gt=act.now - SENT_WITHIN).order_by("-at", "-id").first()
    )
    if put is not None:
        put.is_changed = normalise(body_of(by, post_id=post_id)) != normalise(put.text)
        put.save(update_fields=["is_changed"])
        act.about("quick-action", put.action_id)


@action(QuickVerb.USE)
def leave(act: Act, *, by: Viewer, action_id: UUID) -> QuickAction:
    """It is changed each time, and stays all the same: of this version it is not said again to this person."""
    one: QuickAction | None = QuickAction.objects.visible_to(by).filter(pk=action_id).first()
    if one is None or not may_write(by, one):
        raise NotAllowed(QuickVerb.USE)
    Dismissal.objects.create(
        staff_id=staff_of(act), kind="", end=one.ends, action=one, number=one.number, at=act.now
    )
    act.about("quick-action", one.pk)
    act.publish(LeftAsItIs(action_id=one.pk, number=one.number, staff_id=staff_of(act)))
    return one
