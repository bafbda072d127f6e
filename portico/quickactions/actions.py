"""Make a quick action, change it, retire it, and use it: everything of one click in one transaction."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from portico.clinic.queries import pools_at
from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.messaging import actions as messaging
from portico.quickactions.events import HabitDismissed, QuickActionSaved, QuickActionUsed
from portico.quickactions.models import Dismissal, QuickAction, Use, Version
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.queries import may_write
from portico.quickactions.rules.content import Content, Ends, problems
from portico.quickactions.rules.first import FIRST
from portico.triage import actions as triage
from portico.triage.queries import item as work_item
from portico.triage.rules.item import Reason, Then

FIRST_KEYS = UUID("01a21300-0000-7000-8000-0000000000aa")


@action(QuickVerb.USE)
def write(act: Act, *, by: Viewer, form_key: UUID, content: Content, is_own: bool = True) -> QuickAction:
    """A new one: one's own, or the practice's."""
    new = QuickAction(form_key=form_key, saved_at=act.now, staff_id=by.staff_id if is_own else None)
    if not may_write(by, new):
        raise NotAllowed(QuickVerb.USE)
    taken: QuickAction | None = QuickAction.objects.filter(form_key=form_key).first()
    if taken is not None and may_write(by, taken):
        act.about("quick-action", taken.pk)
        return taken
    if taken is not None:  # the key of somebody else's form
        new.form_key = uuid4()
    return _save(act, new, content)


@action(QuickVerb.USE)
def change(act: Act, *, by: Viewer, action_id: UUID, seen: int, content: Content) -> QuickAction:
    """`seen`: the number of the version that the writer had before them."""
    found = _own(by, action_id)
    if found.number != seen:
        raise Refused("changed-meanwhile")
    return _save(act, found, content)


@action(QuickVerb.USE)
def retire(act: Act, *, by: Viewer, action_id: UUID, is_back: bool = False) -> QuickAction:
    """No longer offered, or offered again; what it did stays readable."""
    found = _own(by, action_id)
    if found.is_retired == is_back:
        found.is_retired = not is_back
        return _save(act, found, found.content())
    act.about("quick-action", found.pk)
    return found


@action(QuickVerb.WRITE_PRACTICE)
def take_over(act: Act, *, by: Viewer) -> int:
    """The prepared ones become the practice's; those that are there already stay as they are. Gives how many came."""
    count = 0
    for content in FIRST:
        key = uuid5(FIRST_KEYS, content.title)
        if not QuickAction.objects.filter(form_key=key).exists():
            _save(act, QuickAction(form_key=key, saved_at=act.now), content)
            count += 1
    act.about("quick-action")
    return count


@action(QuickVerb.WRITE_OWN)
def dismiss(act: Act, *, by: Viewer, kind: str, end: str, pool: str, text: str) -> None:
    """Not to be proposed to this person again, though a word of it changes."""
    row = Dismissal.objects.create(staff_id=_staff(by), kind=kind, end=end, pool=pool, text=text, at=act.now)
    act.about("habit", row.pk)
    act.publish(HabitDismissed(staff_id=_staff(by), kind=kind, end=end))


def _own(by: Viewer, action_id: UUID) -> QuickAction:
    found = QuickAction.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=action_id).first()
    if found is None or not may_write(by, found):
        raise NotAllowed(QuickVerb.USE)
    return found


def _save(act: Act, row: QuickAction, content: Content) -> QuickAction:
    if problems(content):
        raise Refused("not-an-action")
    row.do(content)
    row.number, row.saved_at = row.number + 1, act.now
    row.save()
    version = Version(
        action=row, number=row.number, author_id=act.by.account_id, author_name=act.by.name, at=act.now,
        is_retired=row.is_retired,
    )  # fmt: skip
    version.do(content)
    version.save()
    act.about("quick-action", row.pk)
    act.publish(
        QuickActionSaved(
            action_id=row.pk, number=row.number, owner="person" if row.staff_id else "practice",
            is_retired=row.is_retired,
        )
    )  # fmt: skip
    return row


@action(QuickVerb.USE)
def use(
    act: Act, *, by: Viewer, action_id: UUID, seen: int, item_id: UUID, thread_id: UUID, send_key: UUID, body: str,
    last_seen: UUID | None,
) -> UUID | None:  # fmt: skip
    """What the action does to this item, all of it or nothing. `body`: its text with what was put in; `seen`: the
    version that was shown. Gives the answer's key, where it answers. The same form sent twice is one answer."""
    one: QuickAction | None = (
        QuickAction.objects.visible_to(by).filter(pk=action_id, is_retired=False).first()
    )
    if one is None:
        raise NotAllowed(QuickVerb.USE)
    if one.number != seen:
        raise Refused("changed-meanwhile")
    item = work_item(by, item_id, now=act.now)
    if not one.content().fits(item.kind):
        raise Refused("another-kind")
    post, step_id = _done(act, one, item, thread_id, send_key, body, last_seen)
    if not Use.objects.filter(step_id=step_id).exists():
        Use.objects.create(
            action=one,
            number=one.number,
            staff_id=_staff(by),
            item=item,
            kind=item.kind,
            step_id=step_id,
            at=act.now,
        )
        used = QuickActionUsed(
            patient_id=item.patient_id, item_id=item.pk, staff_id=_staff(by), action_id=one.pk, number=one.number,
            kind=item.kind,
        )  # fmt: skip
        act.publish(used)
    act.about("quick-action", one.pk)
    return post


def _done(
    act: Act, one: QuickAction, item: Any, thread_id: UUID, send_key: UUID, body: str, last_seen: UUID | None
) -> tuple[UUID | None, UUID]:  # fmt: skip
    """The key of the answer, if there is one, and of the step that may be taken back."""
    by, key, end = act.by, item.pk, Ends(one.ends)
    if one.content().is_answer:
        post = messaging.answer(
            by=by,
            thread_id=thread_id,
            item_id=key,
            send_key=send_key,
            body=body,
            last_seen=last_seen,
            then=Then(end),
        )
        if post.step_id is None:
            raise Refused("closed")
        return post.pk, post.step_id
    if end is Ends.ROUTE:
        named = {pool.name: pool.pk for pool in pools_at(by, item.site_id)}
        if one.pool not in named:
            raise Refused("no-pool")
        return None, triage.route(by=by, item_id=key, reason=one.english, pool_id=named[one.pool]).step.pk
    if end is Ends.CALL:
        triage.log_call(by=by, item_id=key, text=one.english, send_key=send_key)
        return None, triage.close(by=by, item_id=key).step.pk
    return None, triage.close(by=by, item_id=key, reason=Reason(end)).step.pk


def _staff(by: Viewer) -> UUID:
    if by.staff_id is None:
        raise NotAllowed(QuickVerb.USE)
    return by.staff_id
