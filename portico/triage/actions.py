"""Work on the list: file, withdraw, claim, release, close, reopen. Each leaves a step and an event."""

from datetime import datetime
from uuid import UUID

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.people.queries import person
from portico.triage.events import (
    ItemClaimed,
    ItemClosed,
    ItemFiled,
    ItemReleased,
    ItemReopened,
    ItemWithdrawn,
)
from portico.triage.models import Step, WorkItem
from portico.triage.permissions import TriageVerb
from portico.triage.queries import where_to


@action(TriageVerb.FILE)
def file(
    act: Act, *, by: Viewer, source_kind: str, source_id: UUID, kind: str, effective_at: datetime
) -> WorkItem:
    """A new item for the patient in the viewer, in the pool that the routing names."""
    routed, _name, promised = where_to(by, kind, now=act.now)
    item: WorkItem = WorkItem.objects.create(
        patient_id=by.patient,
        source_kind=source_kind,
        source_id=source_id,
        kind=kind,
        site_id=person(by).site_id,
        pool_id=routed.pool.id,
        reason=routed.reason,
        created_at=act.now,
        effective_at=effective_at,
        due_at=promised.at,
    )
    act.about("work-item", item.pk)
    act.publish(
        ItemFiled(
            patient_id=item.patient_id,
            item_id=item.pk,
            kind=kind,
            pool_id=routed.pool.id,
            reason=routed.reason,
        ),
        effective_at=effective_at,
    )
    return item


@action(TriageVerb.FILE)
def withdraw(act: Act, *, by: Viewer, source_kind: str, source_id: UUID) -> None:
    """Undo of a filing that nobody has seen yet."""
    item = _locked(by, source_kind=source_kind, source_id=source_id)
    item.withdrawn_at = act.now
    item.save(update_fields=["withdrawn_at"])
    act.about("work-item", item.pk)
    act.publish(ItemWithdrawn(patient_id=item.patient_id, item_id=item.pk))


@action(TriageVerb.WORK)
def claim(act: Act, *, by: Viewer, item_id: UUID) -> WorkItem:
    """Take an item. Of two who try at once one gets it; the other is told who."""
    item = _locked_in_pools(by, item_id)
    if item.state == WorkItem.State.CLOSED:
        raise Refused("closed")
    if item.claimed_by_id not in (None, by.staff_id):
        raise Refused("taken")
    if item.claimed_by_id is None:
        item.state, item.claimed_by_id = WorkItem.State.CLAIMED, by.staff_id
        item.save(update_fields=["state", "claimed_by"])
        _step(act, item, "claimed")
        act.publish(ItemClaimed(patient_id=item.patient_id, item_id=item.pk, staff_id=_staff(by)))
    act.about("work-item", item.pk)
    return item


@action(TriageVerb.WORK)
def release(act: Act, *, by: Viewer, item_id: UUID) -> WorkItem:
    """Put a claimed item back into its pool."""
    item = _locked_in_pools(by, item_id)
    if item.claimed_by_id != by.staff_id:
        raise Refused("taken")
    item.state, item.claimed_by_id = WorkItem.State.QUEUED, None
    item.save(update_fields=["state", "claimed_by"])
    _step(act, item, "released")
    act.about("work-item", item.pk)
    act.publish(ItemReleased(patient_id=item.patient_id, item_id=item.pk, staff_id=_staff(by)))
    return item


@action(TriageVerb.WORK)
def close(act: Act, *, by: Viewer, source_kind: str, source_id: UUID, how: str) -> WorkItem:
    """Done, with how: a reply, an action or a reason. What somebody else holds can't be closed over their head."""
    item = _locked(by, source_kind=source_kind, source_id=source_id)
    if item.pool_id not in by.pools:
        raise NotAllowed("triage.work")
    if item.state == WorkItem.State.CLOSED:
        raise Refused("closed")
    if item.claimed_by_id not in (None, by.staff_id):
        raise Refused("taken")
    item.state, item.claimed_by_id, item.closed_at = WorkItem.State.CLOSED, by.staff_id, act.now
    item.save(update_fields=["state", "claimed_by", "closed_at"])
    _step(act, item, "closed", how)
    act.about("work-item", item.pk)
    act.publish(ItemClosed(patient_id=item.patient_id, item_id=item.pk, staff_id=_staff(by), how=how))
    return item


@action(TriageVerb.WORK)
def reopen(act: Act, *, by: Viewer, source_kind: str, source_id: UUID, why: str) -> WorkItem:
    """Back to whoever closed it: used by undo."""
    item = _locked(by, source_kind=source_kind, source_id=source_id)
    item.state, item.closed_at = WorkItem.State.CLAIMED, None
    item.claimed_by_id = by.staff_id
    item.save(update_fields=["state", "claimed_by", "closed_at"])
    _step(act, item, "reopened", why)
    act.about("work-item", item.pk)
    act.publish(ItemReopened(patient_id=item.patient_id, item_id=item.pk, why=why))
    return item


def _locked(by: Viewer, *, source_kind: str, source_id: UUID) -> WorkItem:
    rows = WorkItem.objects.visible_to(by).select_for_update()
    item: WorkItem | None = rows.filter(source_kind=source_kind, source_id=source_id).first()
    if item is None:
        raise NotAllowed("triage.work")
    return item


def _locked_in_pools(by: Viewer, item_id: UUID) -> WorkItem:
    rows = WorkItem.objects.visible_to(by).select_for_update().filter(pool_id__in=by.pools)
    item: WorkItem | None = rows.filter(pk=item_id, withdrawn_at=None).first()
    if item is None:
        raise NotAllowed("triage.work")
    return item


def _step(act: Act, item: WorkItem, what: str, reason: str = "") -> None:
    Step.objects.create(item=item, what=what, staff_id=act.by.staff_id, reason=reason, at=act.now)


def _staff(by: Viewer) -> UUID:
    if by.staff_id is None:
        raise NotAllowed("triage.work")
    return by.staff_id
