"""Use a quick action on one item: everything of one click in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portico.clinic.queries import physicians, pools_at
from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.messaging import actions as messaging
from portico.orders import presenters as order_words
from portico.quickactions.actions.effects import checked, do_also
from portico.quickactions.actions.writing import staff_of
from portico.quickactions.events import QuickActionUsed
from portico.quickactions.models import QuickAction, Use
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.rules.also import Also, needed
from portico.quickactions.rules.content import Ends
from portico.triage import actions as triage
from portico.triage.queries import item as work_item
from portico.triage.rules.item import Reason, Then


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """`body`: the text of the action with what was put in, `also` likewise; `seen`: the version that was shown."""

    action_id: UUID
    seen: int
    item_id: UUID
    thread_id: UUID
    send_key: UUID
    last_seen: UUID | None
    body: str = ""
    also: Sequence[Also] = ()


@dataclass(frozen=True, slots=True)
class Used:
    """`post_id`: the answer, where it answers."""

    use: Use
    post_id: UUID | None


@action(QuickVerb.USE)
def use(act: Act, *, by: Viewer, click: Click) -> Used:
    """What the action does to this item, all of it or nothing. The same form sent twice is one answer."""
    one = as_shown(act, click.action_id, click.seen)
    if [a.do for a in one.content().also] != [a.do for a in click.also]:
        raise Refused("changed-meanwhile")
    item = work_item(by, click.item_id, now=act.now)
    if not one.content().fits(item.kind):
        raise Refused("another-kind")
    post, step_id = _done(act, one, item, click)
    used: Use | None = Use.objects.filter(step_id=step_id).first()
    if used is None:
        used = Use.objects.create(
            action=one, number=one.number, staff_id=staff_of(act), item=item, kind=item.kind, step_id=step_id,
            at=act.now,
        )  # fmt: skip
        do_also(act, used, item, click.thread_id, click.also, send_key=click.send_key)
        event = QuickActionUsed(
            patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(act), action_id=one.pk, number=one.number,
            kind=item.kind,
        )  # fmt: skip
        act.publish(event)
    act.about("quick-action", one.pk)
    return Used(used, post)


def as_shown(act: Act, action_id: UUID, seen: int) -> QuickAction:
    """Theirs, in use, as it was shown, and nothing in it that their role does not do."""
    rows = QuickAction.objects.visible_to(act.by).filter(pk=action_id, is_retired=False)
    one: QuickAction | None = rows.first()
    if one is None:
        raise NotAllowed(QuickVerb.USE)
    if one.number != seen:
        raise Refused("changed-meanwhile")
    if not all(act.by.may(verb) for verb in needed(one.content().also)):
        raise Refused("not-yours")
    return one


def _done(act: Act, one: QuickAction, item: Any, click: Click) -> tuple[UUID | None, UUID]:
    """The key of the answer, if there is one, and of the step that may be taken back."""
    by, key, end = act.by, item.pk, Ends(one.ends)
    if one.content().is_answer:
        post = messaging.answer(
            by=by, thread_id=click.thread_id, item_id=key, send_key=click.send_key, body=click.body,
            last_seen=click.last_seen, then=Then(end),
        )  # fmt: skip
        if post.step_id is None:
            raise Refused("closed")
        return post.pk, post.step_id
    if end is Ends.ROUTE:
        named = {pool.name: pool.pk for pool in pools_at(by, item.site_id)}
        if one.pool not in named:
            raise Refused("no-pool")
        return None, triage.route(by=by, item_id=key, reason=one.english, pool_id=named[one.pool]).step.pk
    if end is Ends.ASK:
        return None, _asked(act, one, item, click)
    if end is Ends.CALL:
        triage.log_call(by=by, item_id=key, text=one.english, send_key=click.send_key)
        return None, triage.close(by=by, item_id=key).step.pk
    return None, triage.close(by=by, item_id=key, reason=Reason(end)).step.pk


def _asked(act: Act, one: QuickAction, item: Any, click: Click) -> UUID:
    """The patient's own physician, or any of the clinic, with what the refill check says in words."""
    team = item.patient.team
    lead = team.lead_id if team else None
    there = [one.pk for one in physicians(act.by, item.site_id)]
    if not there:
        raise Refused("no-physician")
    said = checked(act, click.thread_id)
    if said is None:
        raise Refused("no-medicine")
    physician = lead if lead in there else there[0]
    summary = order_words.in_words(said)
    return triage.ask(
        by=act.by, item_id=item.pk, physician_id=physician, summary=summary, question=one.english
    ).step.pk
