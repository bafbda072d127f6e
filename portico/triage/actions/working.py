"""What the team does with an item. Each leaves a step and an event; an undoable one takes effect ten seconds later."""

from uuid import UUID, uuid4

from portico.clinic.queries import physician_on_duty
from portico.clinic.rules.kinds import KINDS
from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.triage import events
from portico.triage.actions.moving import Done, locked, move, publish, staff_of
from portico.triage.models import Note, Step, WorkItem
from portico.triage.permissions import TriageVerb
from portico.triage.queries import calendar_of, is_paged, others_of, pool_for, steps_since_patient_wrote
from portico.triage.rules import moves
from portico.triage.rules.clock import by_when
from portico.triage.rules.item import Flag, Reason, Then, from_data, signature
from portico.triage.rules.may_move import beside
from portico.triage.rules.promise import promise


@action(TriageVerb.WORK)
def claim(act: Act, *, by: Viewer, item_id: UUID) -> Done:
    """Take an item. Of two who try at once one gets it; the other is told who."""
    item = locked(act, item_id)
    was_mine = item.claimed_by_id == by.staff_id
    done = move(act, item, moves.Claim(), called="claimed")
    if not was_mine:
        publish(
            act,
            done,
            events.ItemClaimed(patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by)),
        )
    return done


@action(TriageVerb.WORK)
def release(act: Act, *, by: Viewer, item_id: UUID) -> Done:
    """Put a claimed item back into its pool."""
    item = locked(act, item_id)
    done = move(act, item, moves.Release(), called="released")
    publish(
        act, done, events.ItemReleased(patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by))
    )
    return done


@action(TriageVerb.WORK)
def see(act: Act, *, by: Viewer, item_id: UUID) -> WorkItem:
    """Somebody of the team opened it: from now on a physician may be asked."""
    item = locked(act, item_id)
    if item.seen_at is not None:
        act.about("work-item", item.pk, patient=item.patient_id)
        return item
    done = move(act, item, moves.See(), called="opened")
    opened = events.ItemOpened(patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by))
    publish(act, done, opened)
    return item


@action(TriageVerb.WORK)
def route(
    act: Act, *, by: Viewer, item_id: UUID, reason: str, pool_id: UUID | None = None, kind: str = ""
) -> Done:
    """To another pool, or as another kind to the pool that takes it. The promise to the patient stays."""
    item = locked(act, item_id)
    before = (item.pool_id, item.kind)
    pool, by_rule = pool_for(by, item, pool_id=pool_id, kind=kind, now=act.now)
    what = moves.Route(pool, reason or by_rule, kind)
    done = move(act, item, what, called="routed", reason=reason)
    routed = events.ItemRouted(
        patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by), from_pool_id=before[0],
        pool_id=item.pool_id, from_kind=before[1], kind=item.kind, by_rule=by_rule,
    )  # fmt: skip
    if item.pool_id != before[0] and not item.flag:
        # The other pool sees it when it can no longer be taken back. What is flagged doesn't wait.
        item.effective_at = act.undo_until
        item.save(update_fields=["effective_at"])
    publish(act, done, routed, is_undoable=not item.flag)
    return done


@action(TriageVerb.WORK)
def split(act: Act, *, by: Viewer, item_id: UUID, kind: str, reason: str) -> Done:
    """The same message asks for something of another kind too: an item of its own, where the table sends that kind,
    with a promise of its own. Nobody of its pool sees it before it can no longer be taken back."""
    item = locked(act, item_id)
    if kind not in KINDS:
        raise Refused("no-kind")
    done = move(act, item, moves.Split(kind, reason), called="split", reason=reason)
    if others_of(by, item).filter(kind=kind).exclude(state="closed").exists():
        raise Refused("kind-there")
    pool, by_rule = pool_for(by, item, pool_id=None, kind=kind, now=act.now, flag=Flag.NONE)
    made = beside(kind, pool=pool, due_at=promise(kind, act.now, calendar_of(by, item.site)).at)
    other: WorkItem = WorkItem.objects.create(
        patient_id=item.patient_id, sensitivity=item.sensitivity, source_kind=item.source_kind,
        source_id=item.source_id, site_id=item.site_id, kind=made.kind, pool_id=made.pool, due_at=made.due_at,
        reason=by_rule[:200], created_at=act.now, effective_at=act.undo_until, split_by=done.step,
    )  # fmt: skip
    event = events.ItemSplit(
        patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by), new_item_id=other.pk, kind=kind,
        pool_id=pool,
    )  # fmt: skip
    publish(act, done, event, is_undoable=True)
    act.about("work-item", other.pk, patient=item.patient_id)
    return done


@action(TriageVerb.WORK)
def ask(act: Act, *, by: Viewer, item_id: UUID, physician_id: UUID, summary: str, question: str) -> Done:
    """A physician, or who stands in today, with what the team found out and one question."""
    item = locked(act, item_id)
    asked = physician_on_duty(by, physician_id, site_id=item.site_id)
    if asked is None:
        raise Refused("no-physician")
    done = move(act, item, moves.Ask(asked.pk, asked.role, summary, question), called="asked")
    _write_down(act, done, Note.Kind.QUESTION, question, about=summary)
    is_cover = asked.pk != physician_id
    event = events.PhysicianAsked(
        patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by), physician_id=asked.pk,
        in_place_of=physician_id if is_cover else None,
    )  # fmt: skip
    publish(act, done, event, is_undoable=True)
    return done


@action(TriageVerb.ADVISE)
def advise(act: Act, *, by: Viewer, item_id: UUID, text: str) -> Done:
    """The physician answers the team; whoever asked has it again and answers the patient."""
    item = locked(act, item_id)
    done = move(act, item, moves.Advise(text, is_paged=is_paged(by, item.pk, now=act.now)), called="advised")
    _write_down(act, done, Note.Kind.ADVICE, text)
    publish(
        act, done, events.PhysicianAdvised(patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by))
    )
    return done


@action(TriageVerb.WORK)
def reply(act: Act, *, by: Viewer, item_id: UUID, then: Then) -> Done:
    """The team wrote to the patient (messaging keeps what): the item is closed, waits for the patient, or stays."""
    item = locked(act, item_id)
    done = move(act, item, moves.Reply(then), called="replied")
    publish(
        act,
        done,
        events.ItemReplied(patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by), then=then),
        is_undoable=True,
    )
    if then is Then.CLOSE:
        _tell_closed(act, done)
    return done


@action(TriageVerb.WORK)
def close(act: Act, *, by: Viewer, item_id: UUID, reason: Reason | None = None, words: str = "") -> Done:
    """After a reply or an action, or for a reason; never just so."""
    item = locked(act, item_id)
    done = move(act, item, moves.Close(reason, words), called="closed", reason=words)
    _tell_closed(act, done)
    return done


@action(TriageVerb.WORK)
def reopen(act: Act, *, by: Viewer, item_id: UUID, reason: str) -> Done:
    """Within fourteen days, with a new promise; whoever opens it has it."""
    item = locked(act, item_id)
    due = promise(item.kind, act.now, calendar_of(by, item.site)).at
    done = move(act, item, moves.Reopen(reason, due), called="reopened", reason=reason)
    publish(act, done, events.ItemReopened(patient_id=item.patient_id, item_id=item.pk, why="team"))
    return done


@action(TriageVerb.WORK)
def mark(act: Act, *, by: Viewer, item_id: UUID, flag: str, reason: str) -> Done:
    """Raise the flag, which may bring the due time nearer, or, if licensed, take it away."""
    item = locked(act, item_id)
    due = by_when(Flag(flag), item.kind, act.now, calendar_of(by, item.site)).at if flag else None
    done = move(act, item, moves.Mark(flag, reason, due), called="flagged", reason=reason)
    publish(
        act,
        done,
        events.ItemFlagged(
            patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(by), flag=item.flag
        ),
    )
    return done


@action(TriageVerb.WORK)
def take_back(act: Act, *, by: Viewer, step_id: UUID) -> WorkItem:
    """Undo of one's own move, while nobody else has moved the item since. What followed from it never happens."""
    step = Step.objects.filter(pk=step_id, staff_id=staff_of(by), withdrawn_at=None).first()
    if step is None or not step.before:  # the second event of a closing reply goes with the reply
        raise NotAllowed(TriageVerb.WORK)
    item = _anywhere(act, step.item_id)
    if not act.may_take_back(step.at) or item.version != step.version:
        raise Refused("too-late")
    item.become(from_data(step.before))
    item.effective_at = min(item.effective_at, act.now)
    item.save(update_fields=["effective_at"])
    WorkItem.objects.filter(split_by=step).update(withdrawn_at=act.now)
    step.withdrawn_at = act.now
    step.save(update_fields=["withdrawn_at"])
    keys = [step.event_key, *_closing_events(step)]
    for key in keys:
        if key is not None:
            act.withdraw(key)
    act.about("work-item", item.pk, patient=item.patient_id)
    act.publish(
        events.MoveTakenBack(
            patient_id=item.patient_id,
            item_id=item.pk,
            staff_id=staff_of(by),
            what=step.what,
            step_id=step.pk,
        )
    )
    return item


def _anywhere(act: Act, item_id: UUID) -> WorkItem:
    """An item that one has just sent out of one's own pools can still be taken back; of one's own sites alone."""
    rows = WorkItem.objects.filter(pk=item_id, patient__site_id__in=act.by.sites, withdrawn_at=None)
    rows = rows.filter(patient_id=act.by.patient_id) if act.by.patient_id else rows
    item: WorkItem | None = rows.select_for_update(of=("self",)).first()
    if item is None:
        raise NotAllowed(TriageVerb.WORK)
    return item


def _tell_closed(act: Act, done: Done) -> None:
    item = done.item
    steps = steps_since_patient_wrote(act.by, item.pk)
    how = item.closed_how
    closed = events.ItemClosed(
        patient_id=item.patient_id, item_id=item.pk, staff_id=staff_of(act.by), kind=item.kind, how=how,
        signature=signature(steps, how),
    )  # fmt: skip
    if done.step.event_key is None:
        publish(act, done, closed, is_undoable=True)
        return
    # A reply that closes is one move with two events; the second hangs on a step of its own.
    key = act.publish(closed, effective_at=act.undo_until)
    Step.objects.create(
        item=item, what="closed", staff_id=act.by.staff_id, reason=how, at=act.now, version=item.version,
        event_key=key,
    )  # fmt: skip


def _closing_events(step: Step) -> list[UUID | None]:
    if step.what != "replied":
        return []
    closing = Step.objects.filter(
        item_id=step.item_id, what="closed", version=step.version, withdrawn_at=None
    )
    keys = list(closing.values_list("event_key", flat=True))
    closing.update(withdrawn_at=step.withdrawn_at)
    return keys


def _write_down(act: Act, done: Done, kind: str, text: str, *, about: str = "") -> None:
    item = done.item
    Note.objects.create(
        patient_id=item.patient_id, item=item, step=done.step, kind=kind, about=about.strip(), text=text.strip(),
        author_id=act.by.account, author_name=act.by.name, at=act.now, send_key=uuid4(),
    )  # fmt: skip
