"""One item: where it stands, what happened to it, and one's own moves that can be taken back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from portico.core.viewer import Viewer
from portico.lib.undo import UNDO
from portico.triage.models import ALONE, Note, Presence, Step, WorkItem, live
from portico.triage.queries.whose import reachable, read_of

NET = "net"  # the step that says what the net under messages found
HERE = timedelta(seconds=45)  # longer without a sign: gone


def item(viewer: Viewer, item_id: UUID, *, now: datetime) -> WorkItem:
    """One item of the patient whom the URL names. Not there or not theirs: DoesNotExist."""
    found = read_of(viewer)(_rows_of_item, viewer, now=now, item_id=item_id)["item"]
    if not found:
        raise WorkItem.DoesNotExist
    one: WorkItem = found[0]
    return one


def _rows_of_item(viewer: Viewer, *, now: datetime, item_id: UUID) -> dict[str, QuerySet[WorkItem]]:
    rows = reachable(viewer, now=now).select_related("patient", "pool", "claimed_by", "asked_of")
    return {"item": rows.filter(pk=item_id)}


def item_and_others(viewer: Viewer, item_id: UUID, *, now: datetime) -> tuple[WorkItem, list[Presence]]:
    """One item, and who else has it open. Not there or not theirs: DoesNotExist."""
    found = read_of(viewer)(_rows_of_others, viewer, now=now, item_id=item_id)
    if not found["item"]:
        raise WorkItem.DoesNotExist
    return found["item"][0], found["others"]


def _rows_of_others(viewer: Viewer, *, now: datetime, item_id: UUID) -> dict[str, QuerySet[Any]]:
    here = Presence.objects.filter(item_id=item_id, at__gt=now - HERE, item__patient_id=viewer.patient)
    others = here.exclude(staff_id=viewer.staff_id).select_related("staff").order_by("at")
    return {"item": reachable(viewer, now=now).filter(pk=item_id), "others": others}


def told_beside(viewer: Viewer, item_id: UUID) -> dict[str, QuerySet[Any]]:
    """The team's own notes, without those of a step that was taken back, and what happened, oldest first; and what
    else the same message asks for."""
    notes = Note.objects.visible_to(viewer).filter(Q(step=None) | Q(step__withdrawn_at=None), item_id=item_id)
    steps = Step.objects.filter(item_id=item_id, withdrawn_at=None, item__patient_id=viewer.patient)
    source = WorkItem.objects.filter(pk=item_id).values("source_id")
    same = WorkItem.objects.filter(live(), patient_id=viewer.patient, source_id__in=source).exclude(
        pk=item_id
    )
    return {
        "notes": notes.order_by("at", "id"),
        "steps": steps.select_related("staff").order_by("at", "id")[:200],
        "same": same.select_related("pool").order_by("created_at", "id"),
    }


def steps_since_patient_wrote(viewer: Viewer, item_id: UUID) -> list[str]:
    """The names of the moves of this round, in order."""
    rows = Step.objects.filter(item_id=item_id, withdrawn_at=None, item__patient__site_id__in=viewer.sites)
    names = list(rows.order_by("at", "id").values_list("what", flat=True))
    last = max((n for n, name in enumerate(names) if name == "patient-wrote"), default=-1)
    return names[last + 1 :]


def last_step(viewer: Viewer, *, now: datetime) -> Step | None:
    """One's own last move, while it can be taken back."""
    rows = Step.objects.filter(staff_id=viewer.staff_id, withdrawn_at=None, at__gt=now - UNDO)
    undoable = rows.filter(what__in=[*ALONE, "replied"])
    return undoable.select_related("item").order_by("-at", "-id").first()


def last_moves(viewer: Viewer, *, now: datetime) -> QuerySet[Step]:
    """One's own last move that stands alone, while it can be taken back. A reply is undone with its text."""
    rows = Step.objects.filter(staff_id=viewer.staff_id, withdrawn_at=None, at__gt=now - UNDO)
    alone = rows.filter(what__in=ALONE).exclude(before={})
    return alone.select_related("item__patient").order_by("-at", "-id")[:1]


def step_to_take_back(viewer: Viewer, step_id: UUID) -> Step | None:
    """One's own move that stands alone; a reply is taken back with its text (messaging)."""
    rows = Step.objects.filter(pk=step_id, staff_id=viewer.staff_id, withdrawn_at=None)
    found = rows.filter(what__in=ALONE, item__patient_id=viewer.patient).first()
    return found if found and found.before else None


def open_of_patient(viewer: Viewer, *, now: datetime) -> QuerySet[Any, Any]:
    """What else waits for the patient whose record is open, as far as this viewer may open it."""
    rows = reachable(viewer, now=now).exclude(state="closed").order_by("due_at", "id")
    return rows.values("id", "patient_id", "kind", "due_at")
