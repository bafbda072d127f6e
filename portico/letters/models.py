"""Letters that the team writes. What was issued is never changed: it is revoked, and another one is written."""

from datetime import datetime
from hashlib import sha256
from typing import ClassVar, Self

import orjson
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portico.core.models import PatientQuerySet, PatientRow, Row
from portico.core.viewer import DataClass, Viewer
from portico.letters.rules.kinds import KINDS, TITLE, TO
from portico.letters.rules.letter import Letter as Facts
from portico.letters.rules.letter import Needs, State

FOR_PATIENTS = (State.ISSUED, State.REVOKED)


class LetterQuerySet(PatientQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """A patient sees what was issued and can no longer be taken back; the team sees all."""
        return self.visible_at(viewer, now=timezone.now())

    def visible_at(self, viewer: Viewer, *, now: datetime) -> Self:
        rows = super().visible_to(viewer)
        return rows if viewer.is_staff else rows.filter(state__in=FOR_PATIENTS, effective_at__lte=now)

    def of_sites(self, viewer: Viewer) -> Self:
        """For the lists of a member of staff, across patients."""
        return self.filter(patient__site_id__in=viewer.sites) if viewer.is_staff else self.none()


class Letter(PatientRow):
    """`to`: to whom it is addressed. `reason`: why it was returned, or (the patient reads it) revoked."""

    data_class: ClassVar[str] = DataClass.DOCUMENTS

    item = models.ForeignKey("triage.WorkItem", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    needs = models.CharField(max_length=10, choices=[(n.value, n.value) for n in Needs], blank=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.DRAFTED
    )
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=TITLE)
    to = models.CharField(max_length=TO, blank=True)
    body = models.TextField()
    reason = models.CharField(max_length=500, blank=True)
    drafted_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    signed_as = models.CharField(max_length=40, blank=True, help_text="the signer's role")
    issued_by = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, help_text="of the words that were issued")
    event_key = models.UUIDField(null=True)
    pdf = models.BinaryField(null=True)
    pdf_fault = models.CharField(max_length=40, blank=True)
    send_key = models.UUIDField(unique=True, help_text="of the form: sent twice, it is one letter")

    objects = LetterQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager than the base

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letter_issued_by_somebody",
                condition=Q(state__in=["issued", "revoked"], issued_by__isnull=False, issued_at__isnull=False)
                & ~Q(digest="")
                | (~Q(state__in=["issued", "revoked"]) & Q(issued_by__isnull=True, issued_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="letter_signed_where_needed",
                condition=Q(needs="") | ~Q(state__in=["issued", "revoked"]) | Q(signed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_signed_by_licensed",
                condition=Q(signed_as__in=["", "nurse", "pharmacist", "pool-lead", "physician"]),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-issued_at", "-id"], name="letter_by_patient"),
            models.Index(fields=["sent_at", "id"], name="letter_to_sign", condition=Q(state="to-sign")),
            models.Index(fields=["drafted_at", "id"], name="letter_open",
                         condition=Q(state__in=["drafted", "returned"])),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    def facts(self) -> Facts:
        return Facts(
            needs=Needs(self.needs), state=State(self.state), sent_at=self.sent_at, signed_by=self.signed_by_id,
            issued_by=self.issued_by_id, issued_at=self.issued_at, reason=self.reason,
        )  # fmt: skip

    def fingerprint(self) -> str:
        """Of everything that the signature is under."""
        said = {
            "letter": str(self.pk), "patient": str(self.patient_id), "kind": self.kind, "title": self.title,
            "to": self.to, "body": self.body, "language": self.language,
        }  # fmt: skip
        return sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


class LetterStep(Row):
    """What happened to a letter, by whom and when, and what it said then. Added, never changed."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=20)
    staff = models.ForeignKey("clinic.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["letter", "at", "id"], name="letter_step")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
