"""The worklist of the practice: one item for whatever waits for the team, of whatever kind.

The source (a message, later a result or a form) is named by kind and id; callers bring the facts.
"""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from portico.clinic.rules.roles import PHYSICIANS
from portico.core.models import PatientQuerySet, PatientRow, Row, Undoable
from portico.core.viewer import DataClass, Viewer
from portico.triage.rules.item import Flag, Item
from portico.triage.rules.item import State as ItemState


def overdue(now: datetime) -> Q:
    """What rules/item.py calls overdue, for queries."""
    return ~Q(state="closed") & Q(waiting_since=None, due_at__lt=now)


def live() -> Q:
    """Less what was split off and taken back; a source that was taken back itself is its own room's to hide."""
    return Q(split_by=None) | Q(withdrawn_at=None)


class WorkItem(PatientRow, Undoable):
    """What rules/item.py calls an item; the constraints hold its invariants whoever writes.

    `version` counts the moves: whoever acts on an older one is told, and an undo that came too late finds it changed.
    """

    data_class: ClassVar[str] = DataClass.MESSAGES

    class State(models.TextChoices):
        QUEUED = "queued"
        CLAIMED = "claimed"
        ASKED = "asked"
        WAITING = "waiting"
        CLOSED = "closed"

    source_kind = models.CharField(max_length=30)
    source_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    site = models.ForeignKey("clinic.Site", on_delete=models.PROTECT, related_name="+")
    pool = models.ForeignKey("clinic.Pool", on_delete=models.PROTECT, related_name="items")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    claimed_by = models.ForeignKey(
        "clinic.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    claimed_as = models.CharField(max_length=40, blank=True, help_text="the claimer's role")
    active_at = models.DateTimeField(null=True, blank=True, help_text="when the claimer last worked on it")
    seen_at = models.DateTimeField(null=True, blank=True, help_text="since the patient last wrote, as below")
    replied_at = models.DateTimeField(null=True, blank=True)
    acted_at = models.DateTimeField(null=True, blank=True)
    asked_of = models.ForeignKey(
        "clinic.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True, help_text="the clock stands since")
    flag = models.CharField(max_length=20, blank=True, choices=[(f.value, f.value) for f in Flag if f])
    reason = models.CharField(max_length=200, help_text="why this pool: the row of the routing table")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_how = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=0)
    split_by = models.ForeignKey(
        "triage.Step", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="the move that found another kind in the same message; empty for the first item of a source",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id"], name="item_once", condition=Q(split_by__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "kind"],
                name="item_once_a_kind",
                condition=Q(split_by__isnull=False, withdrawn_at__isnull=True) & ~Q(state="closed"),
            ),
            models.CheckConstraint(
                name="item_no_physician_first", condition=~Q(claimed_as__in=sorted(PHYSICIANS))
            ),
            models.CheckConstraint(
                name="item_claimed_has_claimer",
                condition=(
                    Q(state__in=["claimed", "asked"]) & Q(claimed_by__isnull=False) & ~Q(claimed_as="")
                )
                | (~Q(state__in=["claimed", "asked"]) & Q(claimed_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="item_asked_after_team",
                condition=(
                    Q(state="asked", asked_of__isnull=False, asked_at__isnull=False, seen_at__isnull=False)
                )
                | (~Q(state="asked") & Q(asked_of__isnull=True)),
            ),
            models.CheckConstraint(
                name="item_clock_stands",
                condition=Q(waiting_since__isnull=True) | (Q(state="waiting") & Q(flag="")),
            ),
            models.CheckConstraint(
                name="item_closed_says_how",
                condition=(Q(state="closed") & Q(closed_at__isnull=False) & ~Q(closed_how=""))
                | (~Q(state="closed") & Q(closed_at__isnull=True) & Q(closed_how="")),
            ),
        ]
        indexes = [
            models.Index(fields=["pool", "due_at", "id"], name="item_open", condition=~Q(state="closed")),
            models.Index(
                fields=["pool", "state", "due_at", "id"], name="item_by_state", condition=~Q(state="closed")
            ),
            models.Index(
                fields=["claimed_by", "due_at", "id"], name="item_mine", condition=Q(claimed_by__isnull=False)
            ),
            models.Index(
                fields=["asked_of", "due_at", "id"], name="item_asked", condition=Q(asked_of__isnull=False)
            ),
            models.Index(fields=["pool", "-closed_at", "-id"], name="item_done", condition=Q(state="closed")),
            models.Index(
                fields=["site", "due_at", "id"],
                name="item_urgent",
                condition=Q(flag="urgent") & ~Q(state="closed"),
            ),
            models.Index(fields=["patient", "-created_at"], name="item_by_patient"),
            models.Index(fields=["source_id"], name="item_by_source"),
            models.Index(
                fields=["patient", "due_at", "id"], name="item_open_of_patient", condition=~Q(state="closed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    def facts(self) -> Item:
        """As the rules see it."""
        return Item(
            state=ItemState(self.state), kind=self.kind, pool=self.pool_id, due_at=self.due_at,
            claimed_by=self.claimed_by_id, claimed_as=self.claimed_as, active_at=self.active_at,
            seen_at=self.seen_at, replied_at=self.replied_at, acted_at=self.acted_at, asked_of=self.asked_of_id,
            asked_at=self.asked_at, waiting_since=self.waiting_since, closed_at=self.closed_at,
            closed_how=self.closed_how, flag=self.flag,
        )  # fmt: skip

    def become(self, item: Item) -> None:
        """Write what a rule made of it."""
        for name, column in COLUMNS.items():
            setattr(self, column, getattr(item, name))
        self.version += 1
        self.save(update_fields=[*COLUMNS.values(), "version"])


# Field of rules/item.Item -> column.
COLUMNS = {
    "state": "state", "kind": "kind", "pool": "pool_id", "due_at": "due_at", "claimed_by": "claimed_by_id",
    "claimed_as": "claimed_as", "active_at": "active_at", "seen_at": "seen_at", "replied_at": "replied_at",
    "acted_at": "acted_at", "asked_of": "asked_of_id", "asked_at": "asked_at", "waiting_since": "waiting_since",
    "closed_at": "closed_at", "closed_how": "closed_how", "flag": "flag",
}  # fmt: skip


# Moves that stand alone and can be taken back; a reply is undone with its text.
ALONE = ["routed", "asked", "closed", "split"]


class Step(Row):
    """What happened to an item, by whom and when. Added, never changed but for being taken back.

    `before` is the item as it was, so that within ten seconds its author may take the step back.
    """

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=20)
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, help_text="of the item after this step")
    before = models.JSONField(default=dict)
    event_key = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["item", "at"], name="step_by_item"),
            # One's own last move is looked for on every page of the desk.
            models.Index(
                fields=["staff", "-at", "-id"],
                name="step_alone",
                condition=Q(withdrawn_at=None, what__in=ALONE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"


class NoteQuerySet(PatientQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The team's alone, whoever else may read the conversation."""
        return super().visible_to(viewer) if viewer.is_staff else self.none()


class Note(PatientRow):
    """What the team writes for itself beside an item: patients never see it."""

    data_class: ClassVar[str] = DataClass.MESSAGES

    class Kind(models.TextChoices):
        NOTE = "note"
        CALL = "call"
        QUESTION = "question"  # to a physician: `about` is the summary, `text` the question
        ADVICE = "advice"  # the physician's answer

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="notes")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about = models.TextField(blank=True)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    send_key = models.UUIDField(unique=True, help_text="of the form: sent twice, it is one note")

    objects = NoteQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager than the base

    class Meta:
        indexes = [models.Index(fields=["item", "at"], name="note_by_item")]

    def __str__(self) -> str:
        return self.kind


class Page(Row):
    """One person was paged about an urgent item while the site was closed. `is_reached`: they could be told; else the
    next is paged when their minutes are over."""

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="pages")
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    rung = models.PositiveSmallIntegerField()
    ladder = models.ForeignKey("oncall.Ladder", on_delete=models.PROTECT, related_name="+")
    is_reached = models.BooleanField()
    at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True, help_text="when the site opens next; empty: never")

    class Meta:
        indexes = [
            models.Index(fields=["item", "-at"], name="page_of_item"),
            models.Index(fields=["staff", "item"], name="page_of_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.rung} {self.at:%Y-%m-%d %H:%M}"


class Presence(Row):
    """Somebody has an item open just now, or is typing. A trace, not a record: it is overwritten and forgotten."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="presences")
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.CASCADE, related_name="+")
    is_typing = models.BooleanField(default=False)
    at = models.DateTimeField()
    worked_at = models.DateTimeField(null=True, blank=True, help_text="of the last event that says so")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "staff"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S}"


class SavedFilter(Row):
    """A view of the list that somebody wants again. `query` is what stands in the address: pool=…&kind=refill."""

    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.CASCADE, related_name="filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "name"], name="filter_once")]

    def __str__(self) -> str:
        return self.name
