"""One quick action on many items: pressed once, carried out for each by itself, taken back as a whole.

Each part is a delivery of its own (core/delivery.py): its own transaction and guards, tried again when something
broke, gone on with when a worker was killed. It is done as the person who pressed, with what they may at that time.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ObjectDoesNotExist

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.messaging import actions as messaging
from portico.messaging import queries as conversations
from portico.quickactions.actions.using import Click, as_shown, use
from portico.quickactions.actions.writing import staff_of
from portico.quickactions.events import PartAsked, RunBegun, RunTakenBack
from portico.quickactions.models import Part, Run
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.rules.filled import Filled
from portico.quickactions.rules.running import AT_MOST, HOLD, State, is_for_many
from portico.triage import actions as triage
from portico.triage import queries as worklist

# Account, patient, until when it may be taken back: the person who pressed, or nobody who may do this any more.
PersonOf = Callable[[UUID, UUID, datetime], Viewer | None]
# That person, the action, the item, its conversation, now: the action with the values of the patient put in.
Fill = Callable[..., Filled]


@dataclass(frozen=True, slots=True)
class Left:
    """Of a run that was taken back. `kept`: somebody has moved them since, and they say so; `done`: it was too late."""

    kept: int
    done: int


@action(QuickVerb.USE)
def begin(act: Act, *, by: Viewer, action_id: UUID, seen: int, form_key: UUID, items: Sequence[UUID]) -> Run:
    """`items`: those that were shown; what is not theirs any more is not there. The same form sent twice is one run."""
    # Read once. Whoever asks a second time whether the key is taken may be answered by the same form, sent at once with
    # this one, and would begin a second run.
    taken: Run | None = Run.objects.filter(form_key=form_key).first()
    if taken is not None and taken.staff_id == by.staff_id:
        act.about("quick-run", taken.pk)
        return taken
    one = as_shown(act, action_id, seen)
    if not is_for_many(one.content()):
        raise Refused("one-by-one")
    chosen = worklist.chosen(by, list(items)[:AT_MOST], now=act.now)
    if not chosen:
        raise Refused("none")
    run: Run = Run.objects.create(
        action=one, number=one.number, staff_id=staff_of(act), asked_at=act.now, holds_until=act.now + HOLD,
        form_key=form_key if taken is None else uuid4(),  # somebody else's form has that key
    )  # fmt: skip
    newest = conversations.newest_posts(by, [item.source_id for item in chosen], now=act.now)
    for item in chosen:
        part = Part(run=run, item=item, last_seen=newest.get(item.source_id))
        asked = PartAsked(patient_id=item.patient_id, run_id=run.pk, part_id=part.pk, item_id=item.pk)
        part.event_key = act.publish(asked)
        part.save()
    act.about("quick-run", run.pk)
    act.publish(
        RunBegun(
            run_id=run.pk, staff_id=staff_of(act), action_id=one.pk, number=one.number, count=len(chosen)
        )
    )
    return run


@action(QuickVerb.CARRY_OUT)
def carry_out(act: Act, *, by: Viewer, part_id: UUID, person_of: PersonOf, fill: Fill) -> Part:
    """`by`: the system, for this patient. What a guard stops is said, not tried again."""
    part: Part | None = (
        Part.objects.select_for_update(of=("self",))
        .select_related("run__action", "run__staff", "item")
        .filter(pk=part_id, item__patient_id=by.patient)
        .first()
    )
    if part is None:
        raise NotAllowed(QuickVerb.CARRY_OUT)
    act.about("quick-part", part.pk)
    if part.state == State.WAITING:
        try:
            part.use_id, part.post_id = _done(act, part, _person(part, person_of), fill)
            part.state = State.DONE
        except Refused as refusal:
            part.state, part.why = State.SKIPPED, str(refusal)
        except (NotAllowed, ObjectDoesNotExist):
            part.state, part.why = State.SKIPPED, "not-there"
        part.save(update_fields=["state", "why", "use", "post_id"])
    return part


def _person(part: Part, person_of: PersonOf) -> Viewer | None:
    return person_of(part.run.staff.account_id, part.item.patient_id, part.run.holds_until)


def _done(act: Act, part: Part, person: Viewer | None, fill: Fill) -> tuple[UUID, UUID | None]:
    if person is None or person.patient_id != act.by.patient_id:
        raise NotAllowed(QuickVerb.USE)
    item = worklist.item(person, part.item_id, now=act.now)
    if item.flag:
        raise Refused("flagged")
    thread = conversations.headed(person, item.source_id, now=act.now)
    made = fill(person, part.run.action, item, thread, now=act.now)
    if not made.is_finished or not made.is_whole:
        raise Refused("unfinished")
    click = Click(
        action_id=part.run.action_id, seen=part.run.number, item_id=item.pk, thread_id=thread.pk, send_key=part.pk,
        last_seen=part.last_seen, body=made.body, also=made.also,
    )  # fmt: skip
    used = use(by=person, click=click)
    return used.use.pk, used.post_id


@action(QuickVerb.USE)
def take_back_run(act: Act, *, by: Viewer, run_id: UUID, person_of: PersonOf) -> Left:
    """All of it, in one transaction: what waits is not done, what was done never happened. When it is too late for
    that, what still waits (a worker was down) is called off, and what was done stays."""
    run: Run | None = Run.objects.visible_to(by).select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NotAllowed(QuickVerb.USE)
    act.about("quick-run", run.pk)
    if run.withdrawn_at is not None:
        return _left(run)
    # Locked all together: a part that is being carried out this moment is waited for. Alone, and read anew when it is
    # locked: a row that waited behind a join to what the other wrote may be left out.
    list(Part.objects.select_for_update().filter(run=run).order_by("pk").values_list("pk"))
    parts = list(Part.objects.select_related("run__staff", "item", "use").filter(run=run).order_by("pk"))
    if act.now >= run.holds_until:
        parts = [part for part in parts if part.state == State.WAITING]
        if not parts:
            raise Refused("too-late")
    for part in parts:
        _undo(part, person_of)
    run.withdrawn_at = act.now
    run.save(update_fields=["withdrawn_at"])
    left = _left(run)
    act.publish(RunTakenBack(run_id=run.pk, staff_id=staff_of(act), kept=left.kept))
    return left


def _left(run: Run) -> Left:
    count = Counter(run.parts.values_list("state", flat=True))
    return Left(kept=count[State.KEPT], done=count[State.DONE])


def _undo(part: Part, person_of: PersonOf) -> None:
    if part.state == State.WAITING:
        # Its delivery finds that and does nothing. To withdraw it here would wait for a worker that waits for the part.
        part.state = State.TAKEN_BACK
    elif part.state == State.DONE:
        part.state, part.why = _taken_back(part, person_of)
    part.save(update_fields=["state", "why"])


def _taken_back(part: Part, person_of: PersonOf) -> tuple[str, str]:
    person = _person(part, person_of)
    if person is None:
        return State.KEPT, "not-there"
    try:
        if part.post_id is not None:
            messaging.undo_answer(by=person, post_id=part.post_id)
        elif part.use is not None:
            triage.take_back(by=person, step_id=part.use.step_id)
    except (Refused, NotAllowed):
        return State.KEPT, "moved"
    return State.TAKEN_BACK, ""
