"""Orders that the team prepares and a licensed person signs. What is signed is never changed: a new one is written.

`Step` keeps every move with its author and the words as they were; `Adoption` says who adopted which protocol.
"""

from hashlib import sha256
from typing import Any, ClassVar, Self

import orjson
from django.db import models
from django.db.models import Q

from portico.core.models import PatientQuerySet, PatientRow, Row
from portico.core.viewer import DataClass, Viewer
from portico.orders.rules.order import Basis, Kind, SigningList, State
from portico.orders.rules.order import Order as Facts

# What is ordered, in the words that are signed.
WORDS = ("what", "directions", "quantity", "refills", "place", "reason", "priority", "note")


class OrderQuerySet(PatientQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The team's alone: a patient reads of it what the team answers."""
        return super().visible_to(viewer) if viewer.is_staff else self.none()

    def of_sites(self, viewer: Viewer) -> Self:
        """For the lists of a member of staff, across patients."""
        return self.filter(patient__site_id__in=viewer.sites) if viewer.is_staff else self.none()


class Order(PatientRow):
    """`what`: the medicine, the tests, the specialty. `place`: the pharmacy, the laboratory, the specialist.

    `answer`: what the refill protocol said when it was sent: {verdict, protocol, mark, reasons}. `medicine_id` is the
    row of the chart it renews.
    """

    data_class: ClassVar[str] = DataClass.MEDICINES

    item = models.ForeignKey("triage.WorkItem", on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in Kind])
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.DRAFTED
    )
    medicine_id = models.UUIDField(null=True)
    what = models.CharField(max_length=300)
    directions = models.CharField(max_length=500, blank=True)
    quantity = models.CharField(max_length=60, blank=True)
    refills = models.PositiveSmallIntegerField(null=True)
    place = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    priority = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    waits_on = models.CharField(max_length=10, choices=[(x.value, x.value) for x in SigningList], blank=True)
    answer = models.JSONField(default=dict)
    drafted_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    asked_of = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    returned_why = models.CharField(max_length=1000, blank=True)
    signed_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    signed_as = models.CharField(max_length=40, blank=True, help_text="the signer's role")
    signed_at = models.DateTimeField(null=True)
    basis = models.CharField(max_length=10, choices=[(b.value, b.value) for b in Basis if b], blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="of the words that were signed")
    handed_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(
        "clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField(null=True)
    event_key = models.UUIDField(null=True)
    send_key = models.UUIDField(unique=True, help_text="of the form: sent twice, it is one order")

    objects = OrderQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager than the base

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="order_signed_has_signer",
                condition=(
                    Q(state="signed", signed_by__isnull=False, signed_at__isnull=False)
                    & ~Q(signed_as="") & ~Q(basis="") & ~Q(digest="")
                )
                | (~Q(state="signed") & Q(signed_by__isnull=True, signed_at__isnull=True, basis="")),
            ),
            models.CheckConstraint(
                name="order_signed_by_licensed",
                condition=Q(signed_as__in=["", "nurse", "pharmacist", "pool-lead", "physician"]),
            ),
            models.CheckConstraint(
                name="order_by_protocol_is_renewal",
                condition=~Q(basis="protocol") | Q(kind="renewal", waits_on="protocol"),
            ),
            models.CheckConstraint(
                name="order_handed_is_signed",
                condition=Q(handed_at__isnull=True, entered_at__isnull=True)
                | Q(state="signed", handed_at__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["patient", "-drafted_at", "-id"], name="order_by_patient"),
            models.Index(fields=["sent_at", "id"], name="order_to_sign", condition=Q(state="to-sign")),
            models.Index(fields=["handed_at", "id"], name="order_to_enter",
                         condition=Q(state="signed", entered_at__isnull=True)),
            models.Index(fields=["drafted_at", "id"], name="order_open",
                         condition=Q(state__in=["drafted", "returned"])),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    def facts(self) -> Facts:
        """As the rules see it."""
        return Facts(
            kind=Kind(self.kind), state=State(self.state), waits_on=SigningList(self.waits_on or "physicians"),
            asked_of=self.asked_of_id, sent_at=self.sent_at, signed_by=self.signed_by_id, signed_at=self.signed_at,
            basis=Basis(self.basis), handed_at=self.handed_at, entered_by=self.entered_by_id,
            entered_at=self.entered_at, reason=self.returned_why,
        )  # fmt: skip

    def become(self, facts: Facts) -> None:
        """Write what a rule made of it."""
        for name, column in COLUMNS.items():
            setattr(self, column, getattr(facts, name))
        self.save()

    def words(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in WORDS}

    def fingerprint(self) -> str:
        """Of everything that the signature is under."""
        said = {"order": str(self.pk), "patient": str(self.patient_id), "kind": self.kind, **self.words()}
        return sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


# Field of rules/order.Order -> column.
COLUMNS = {
    "state": "state", "waits_on": "waits_on", "asked_of": "asked_of_id", "sent_at": "sent_at",
    "signed_by": "signed_by_id", "signed_at": "signed_at", "basis": "basis", "handed_at": "handed_at",
    "entered_by": "entered_by_id",
    "entered_at": "entered_at", "reason": "returned_why",
}  # fmt: skip


class Step(Row):
    """What happened to an order, by whom and when, and what it said then. Added, never changed."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=20)
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    said = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["order", "at", "id"], name="order_step")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"


class Adoption(Row):
    """A licensed person adopted this table and no other: `mark` changes with it. Added, never changed."""

    version = models.CharField(max_length=80)
    mark = models.CharField(max_length=64)
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark"], name="adoption_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.at:%Y-%m-%d}"
