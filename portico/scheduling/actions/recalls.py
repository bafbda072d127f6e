"""Set a recall, put it off, say that it was done or is not wanted."""

from datetime import date
from uuid import UUID

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.presenters import today
from portico.core.viewer import Viewer
from portico.scheduling import events
from portico.scheduling.actions.moving import beside
from portico.scheduling.models import Recall
from portico.scheduling.permissions import SchedulingVerb
from portico.scheduling.rules import recall as rule


@action(SchedulingVerb.RECALL)
def recall(
    act: Act, *, by: Viewer, due_on: date, what: str, send_key: UUID, note: str = "", item_id: UUID | None = None
) -> Recall:  # fmt: skip
    """Something of the patient in the address is due on a day. The same form sent twice is one."""
    taken: Recall | None = Recall.objects.filter(send_key=send_key).first()
    if taken is not None:
        if taken.patient_id != by.patient or taken.set_by_id != by.staff_id:
            raise Refused("another-patient")
        act.about("recall", taken.pk)
        return taken
    fault = rule.due_fault(due_on, today=today(by)) or ("" if what.strip() else "no-what")
    if fault:
        raise Refused(fault)
    item = beside(act, item_id)
    made: Recall = Recall.objects.create(
        sensitivity=item.sensitivity if item else "",
        patient_id=by.patient, due_on=due_on, what=what.strip()[:200], note=note.strip()[:500], send_key=send_key,
        set_by_id=_staff(act), set_at=act.now, effective_at=act.undo_until,
    )  # fmt: skip
    act.about("recall", made.pk)
    act.publish(events.RecallSet(patient_id=made.patient_id, recall_id=made.pk, staff_id=_staff(act)))
    return made


@action(SchedulingVerb.RECALL)
def snooze(act: Act, *, by: Viewer, recall_id: UUID, until: date) -> Recall:
    found = _locked(act, recall_id)
    outcome = rule.snoozed(found.facts(), until, today=today(by))
    if isinstance(outcome, rule.Stopped):
        raise Refused(outcome.why)
    found.quiet_until = outcome.quiet_until
    found.save(update_fields=["quiet_until"])
    act.publish(events.RecallSnoozed(patient_id=found.patient_id, recall_id=found.pk, staff_id=_staff(act)))
    return found


@action(SchedulingVerb.RECALL)
def finish(act: Act, *, by: Viewer, recall_id: UUID, reason: str = "") -> Recall:
    found = _locked(act, recall_id)
    return _ended(act, found, rule.done(found.facts(), reason))


@action(SchedulingVerb.RECALL)
def cancel(act: Act, *, by: Viewer, recall_id: UUID, reason: str) -> Recall:
    found = _locked(act, recall_id)
    return _ended(act, found, rule.cancelled(found.facts(), reason))


def _ended(act: Act, found: Recall, outcome: rule.Outcome) -> Recall:
    if isinstance(outcome, rule.Stopped):
        raise Refused(outcome.why)
    found.state, found.reason, found.quiet_until = outcome.state, outcome.reason[:500], None
    found.ended_at, found.ended_by_id = act.now, _staff(act)
    found.save()
    act.publish(
        events.RecallEnded(
            patient_id=found.patient_id, recall_id=found.pk, staff_id=_staff(act), how=str(found.state)
        )
    )
    return found


@action(SchedulingVerb.TAKE_BACK)
def take_back_recall(act: Act, *, by: Viewer, recall_id: UUID) -> None:
    """The move it came with was taken back: as if it had never been set, while nobody did anything with it."""
    rows = Recall.objects.filter(
        pk=recall_id, patient_id=by.patient, state="open", withdrawn_at=None, tickets=None
    )
    act.about("recall", recall_id)
    if rows.update(withdrawn_at=act.now):
        act.publish(events.RecallTakenBack(patient_id=by.patient, recall_id=recall_id))


def _locked(act: Act, recall_id: UUID) -> Recall:
    rows = Recall.objects.visible_to(act.by).select_for_update(of=("self",))
    found: Recall | None = rows.filter(pk=recall_id).first()
    if found is None:
        raise NotAllowed(SchedulingVerb.RECALL)
    act.about("recall", found.pk)
    return found


def _staff(act: Act) -> UUID:
    if act.by.staff_id is None:
        raise NotAllowed(SchedulingVerb.RECALL)
    return act.by.staff_id
