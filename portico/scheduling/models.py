"""Appointments as the record system has them, booking tickets, recalls."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portico.core.models import PatientQuerySet, PatientRow, RecordRow, Row, Undoable, in_effect
from portico.core.viewer import DataClass, Viewer
from portico.scheduling.rules import recall as recall_rule
from portico.scheduling.rules.ticket import Slot, State
from portico.scheduling.rules.ticket import Ticket as Facts
from portico.scheduling.rules.visit_types import VISIT_TYPES


class Appointment(RecordRow):
    """`happened_at` is the start, `minutes` the length."""

    data_class: ClassVar[str] = DataClass.VISITS
    minutes = models.PositiveIntegerField(null=True, blank=True)
    description = models.CharField(max_length=300, blank=True)
    clinician = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    is_video = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["patient", "-happened_at", "-id"], name="appointment_by_time")]


class TeamOrInEffect(PatientQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """A patient sees what can no longer be taken back; the team sees it at once."""
        return self.visible_at(viewer, now=timezone.now())

    def visible_at(self, viewer: Viewer, *, now: datetime) -> Self:
        rows = super().visible_to(viewer)
        return rows.filter(withdrawn_at=None) if viewer.is_staff else rows.filter(in_effect(now))

    def of_sites(self, viewer: Viewer) -> Self:
        """For the lists of a member of staff, across patients."""
        if not viewer.is_staff:
            return self.none()
        return self.filter(patient__site_id__in=viewer.sites, withdrawn_at=None)


class Recall(PatientRow, Undoable):
    """`what`: the patient reads it; `note`: the team alone. `due_on` is a day of the practice."""

    data_class: ClassVar[str] = DataClass.VISITS

    due_on = models.DateField()
    what = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in recall_rule.State], default=recall_rule.State.OPEN
    )
    quiet_until = models.DateField(null=True)
    set_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    send_key = models.UUIDField(unique=True, help_text="of the form: sent twice, it is one recall")

    objects = TeamOrInEffect.as_manager()  # type: ignore[misc]  # a narrower manager than the base

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recall_ended_by_somebody",
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="recall_open", condition=Q(state="open")),
            models.Index(fields=["patient", "due_on"], name="recall_of_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%Y-%m-%d} {self.state}"

    def facts(self) -> recall_rule.Recall:
        return recall_rule.Recall(
            due_on=self.due_on, state=recall_rule.State(self.state), quiet_until=self.quiet_until, reason=self.reason
        )  # fmt: skip


class Ticket(PatientRow, Undoable):
    """`why`: the patient reads it. `words`: what the patient said. `reason`: why the team ended it."""

    data_class: ClassVar[str] = DataClass.VISITS

    item = models.ForeignKey("triage.WorkItem", on_delete=models.PROTECT, null=True, related_name="+")
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, null=True, related_name="tickets")
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.TO_OFFER
    )
    visit_type = models.CharField(max_length=20, choices=[(t, t) for t in VISIT_TYPES])
    clinician = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300, blank=True)
    from_day = models.DateField()
    to_day = models.DateField()
    choose_by = models.DateField()
    words = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    chosen = models.ForeignKey("Offer", on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="when it came to stand as it does now")
    event_key = models.UUIDField(null=True)
    send_key = models.UUIDField(unique=True, help_text="of the form: sent twice, it is one ticket")

    objects = TeamOrInEffect.as_manager()  # type: ignore[misc]  # a narrower manager than the base

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ticket_chosen_is_one_time",
                condition=Q(state="chosen", chosen__isnull=False)
                | (~Q(state="chosen") & Q(chosen__isnull=True, entered_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="ticket_set_aside_says_why", condition=~Q(state="withdrawn") | ~Q(reason="")
            ),
            models.CheckConstraint(name="ticket_window", condition=Q(from_day__lte=F("to_day"))),
        ]
        indexes = [
            models.Index(fields=["patient", "-issued_at"], name="ticket_of_patient"),
            models.Index(fields=["changed_at", "id"], name="ticket_live",
                         condition=Q(state__in=["to-offer", "offered", "declined", "expired"])),
            models.Index(fields=["changed_at", "id"], name="ticket_to_enter",
                         condition=Q(state="chosen", entered_at__isnull=True)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.visit_type} {self.state}"

    def facts(self) -> Facts:
        """As the rule sees it, in the zone of the patient's site."""
        zone = self.patient.site.zone
        slots = tuple(Slot(o.pk, o.starts_at) for o in self.offers.all() if o.is_current)
        return Facts(
            zone=zone, from_day=self.from_day, to_day=self.to_day, choose_by=self.choose_by, state=State(self.state),
            slots=slots, chosen=self.chosen_id, is_entered=self.entered_at is not None, words=self.words,
            reason=self.reason,
        )  # fmt: skip


class Offer(Row):
    """A time that the front desk offers. `is_current`: it may be chosen, or was."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="offers")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    clinician = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=300, blank=True)
    is_video = models.BooleanField(default=False)
    is_current = models.BooleanField(default=True)
    offered_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ticket", "starts_at"], name="offer_of_ticket")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class TicketStep(Row):
    """What happened to a ticket, by whom and when. Added, never changed. `staff` empty: the patient's side, or time."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=20)
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ticket", "at", "id"], name="ticket_step")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
