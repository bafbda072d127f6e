"""What comes in: a new item, its undo, the patient's next message; and what the schedule finds idle or late."""

from datetime import datetime
from uuid import UUID

from portico.core.actions import Act, NotAllowed, action
from portico.core.viewer import Viewer
from portico.routing.rules.route import route_urgent
from portico.triage.actions.moving import Done, write
from portico.triage.events import (
    ItemFiled,
    ItemReleased,
    ItemReopened,
    ItemWithdrawn,
    PromisePassed,
    RedFlagFound,
    StillUnanswered,
)
from portico.triage.models import Step, WorkItem, live
from portico.triage.permissions import TriageVerb
from portico.triage.queries import (
    NET,
    OVERDUE,
    STILL,
    Goes,
    calendar_of,
    idle_claims,
    overdue_untold,
    pool_facts,
    unanswered_still,
)
from portico.triage.rules.clock import urgent
from portico.triage.rules.item import State
from portico.triage.rules.may_move import Moved, danger_found, expired
from portico.triage.rules.may_move import patient_wrote as rule_patient_wrote
from portico.triage.rules.promise import Calendar, next_working_day, promise
from portico.triage.rules.red_flags import topics_of
from portico.triage.rules.several import answering

AT_ONCE = 500


@action(TriageVerb.FILE)
def file(
    act: Act, *, by: Viewer, source_kind: str, source_id: UUID, kind: str, effective_at: datetime, goes: Goes,
    signs: str = "",
) -> WorkItem:  # fmt: skip
    """A new item for the patient in the viewer, where queries.where_to sends it. `signs`: what the net found
    (red_flags.Scan.codes)."""
    item: WorkItem = WorkItem.objects.create(
        patient_id=by.patient, source_kind=source_kind, source_id=source_id, kind=kind,
        site_id=goes.site, pool_id=goes.pool.id, reason=goes.reason[:200], flag=goes.flag,
        created_at=act.now, effective_at=effective_at, due_at=goes.promised.at,
    )  # fmt: skip
    act.about("work-item", item.pk)
    filed = ItemFiled(
        patient_id=item.patient_id, item_id=item.pk, kind=kind, pool_id=item.pool_id, reason=item.reason,
        flag=item.flag,
    )  # fmt: skip
    act.publish(filed, effective_at=effective_at)
    _note_signs(act, item, signs, effective_at=effective_at)
    return item


def _note_signs(act: Act, item: WorkItem, signs: str, *, effective_at: datetime | None = None) -> None:
    """What the net found stands with the item and in the log: topics and ranks, none of the words."""
    if not signs:
        return
    rank = signs.split(maxsplit=1)[0].partition(":")[2]  # the worst comes first
    found = RedFlagFound(patient_id=item.patient_id, item_id=item.pk, topics=signs, rank=rank)
    Step.objects.create(
        item=item, what=NET, reason=signs[:300], at=act.now, version=item.version,
        event_key=act.publish(found, effective_at=effective_at),
    )  # fmt: skip


@action(TriageVerb.FILE)
def withdraw(act: Act, *, by: Viewer, source_kind: str, source_id: UUID) -> None:
    """Undo of a filing that nobody has seen yet."""
    for item in _of_source(by, source_kind, source_id):
        item.withdrawn_at = act.now
        item.save(update_fields=["withdrawn_at"])
        act.about("work-item", item.pk)
        act.publish(ItemWithdrawn(patient_id=item.patient_id, item_id=item.pk))


@action(TriageVerb.FILE)
def patient_wrote(
    act: Act, *, by: Viewer, source_kind: str, source_id: UUID, signs: str = ""
) -> WorkItem:  # fmt: skip
    """The patient's next message took effect: the team has it again, whatever became of the last one. `signs`: what
    the net found in it; a sign of danger makes it urgent, for the nurses. Where one message has several items, all
    that are open have it; if none is, the one that was closed last. Gives the first that is due."""
    items = answering(_of_source(by, source_kind, source_id))
    for number, item in enumerate(items):
        _wrote(act, by, item, signs if number == 0 else "")
    return items[0]


def _wrote(act: Act, by: Viewer, item: WorkItem, signs: str) -> None:
    was_closed = item.state == State.CLOSED
    calendar = calendar_of(by, item.site)
    answer = rule_patient_wrote(
        item.facts(), due_at=promise(item.kind, act.now, calendar).at, now=act.now, calendar=calendar
    )
    if topics_of(signs) and isinstance(answer, Moved):
        answer = _urgent(by, item, answer, calendar, now=act.now)
    write(act, item, answer, called="patient-wrote")
    _note_signs(act, item, signs)
    if was_closed:
        act.publish(ItemReopened(patient_id=item.patient_id, item_id=item.pk, why="patient-wrote"))


def _urgent(by: Viewer, item: WorkItem, answer: Moved, calendar: Calendar, *, now: datetime) -> Moved:
    routed = route_urgent(pool_facts(by, item.site_id))
    due_at = urgent(item.kind, now, calendar).at
    return Moved(danger_found(answer.item, pool=routed.pool.id, due_at=due_at), answer.reason)


@action(TriageVerb.TIDY)
def expire(act: Act, *, by: Viewer) -> int:
    """Claims that nobody works on go back to their pools; gives how many."""
    count = 0
    for item in idle_claims(by, now=act.now).select_for_update(of=("self",)):
        answer = expired(item.facts(), now=act.now)
        holder = item.claimed_by_id
        if isinstance(answer, Moved) and holder is not None:
            done: Done = write(act, item, answer, called="expired")
            act.publish(
                ItemReleased(patient_id=item.patient_id, item_id=done.item.pk, staff_id=holder, why="expired")
            )
            count += 1
    act.about("worklist")
    return count


@action(TriageVerb.TIDY)
def tell_overdue(act: Act, *, by: Viewer) -> int:
    """Say once of each promise that passed that it did; gives how many. The rest follows at the next turn."""
    locked = list(overdue_untold(by, now=act.now).select_for_update(of=("self",))[:AT_ONCE])
    # Asked again now that they are locked: another worker may have said it while this one waited.
    untold = set(
        overdue_untold(by, now=act.now).filter(pk__in=[i.pk for i in locked]).values_list("pk", flat=True)
    )
    late = [item for item in locked if item.pk in untold]
    for item in late:
        act.about("work-item", item.pk, patient=item.patient_id)
        passed = PromisePassed(
            patient_id=item.patient_id, item_id=item.pk, pool_id=item.pool_id, due_at=item.due_at
        )
        Step.objects.create(
            item=item, what=OVERDUE, at=act.now, version=item.version, event_key=act.publish(passed)
        )
    act.about("worklist")
    return len(late)


@action(TriageVerb.TIDY)
def tell_still(act: Act, *, by: Viewer) -> int:
    """Say once of each promise that it passed a working day ago and is still broken; gives how many."""
    locked = [item.pk for item in unanswered_still(by, now=act.now).select_for_update(of=("self",))[:AT_ONCE]]
    # Asked again, as above.
    found = unanswered_still(by, now=act.now).filter(pk__in=locked).select_related("site")
    late = [
        item
        for item in found
        # `told_at` is annotated by the query
        if next_working_day(item.told_at, calendar_of(by, item.site)) <= act.now  # type: ignore[attr-defined]
    ]
    for item in late:
        act.about("work-item", item.pk, patient=item.patient_id)
        said = act.publish(StillUnanswered(patient_id=item.patient_id, item_id=item.pk, pool_id=item.pool_id))
        Step.objects.create(item=item, what=STILL, at=act.now, version=item.version, event_key=said)
    act.about("worklist")
    return len(late)


def _of_source(by: Viewer, source_kind: str, source_id: UUID) -> list[WorkItem]:
    rows = WorkItem.objects.visible_to(by).select_related("site").select_for_update(of=("self",))
    rows = rows.filter(live(), source_kind=source_kind, source_id=source_id)
    items = list(rows.order_by("pk"))  # locked in one order, whoever locks
    if not items:
        raise NotAllowed(TriageVerb.FILE)
    return items
