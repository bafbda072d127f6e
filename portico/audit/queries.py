"""Read the ledger: verify it, and list who touched a patient's record.

Only investigation, the patient's own page and the administrator's report read it; no feature decides by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet

from portico.audit.models import Head, Row, Seal
from portico.audit.rules import chain

# A row may commit long after it got its number, but not by more rows than this (as the seal counts).
LATE = 100_000


class Reader(Protocol):
    """What the ledger asks of a viewer; the real one stands upstairs in core."""

    @property
    def patient_id(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Fault:
    kind: str  # edited, deleted, reordered, inserted, cut, unsealed, anchor
    place: str
    reason: str


def rows_about(viewer: Reader) -> QuerySet[Row]:
    """Every row about the patient whose record the viewer has open, newest first."""
    if viewer.patient_id is None:
        return Row.objects.none()
    return Row.objects.filter(patient=str(viewer.patient_id)).order_by("-pk")


def faults(*, now: datetime) -> list[Fault]:
    """All that shows that the ledger was touched. Empty means: it verifies."""
    return [*_chain_faults(), *_row_faults(now), *_copied_faults(), *_head_faults(), *_anchor_faults()]


def _chain_faults() -> Iterator[Fault]:
    before, expected = chain.START, 0
    page: dict[int, str] = {}
    for seal in Seal.objects.order_by("position").iterator(chunk_size=5000):
        expected += 1
        if seal.position != expected:
            yield Fault(
                "deleted", f"seal {expected}", f"the chain jumps from {expected - 1} to {seal.position}"
            )
            expected, before = seal.position, seal.link
            continue
        signature = _signature_of(seal.row, page)
        if signature is None:
            yield Fault("deleted", f"row {seal.row}", "the chain names a row that is gone")
        elif chain.link(settings.AUDIT_KEY, before, seal.position, signature) != seal.link:
            yield Fault("reordered", f"row {seal.row}", "its link does not follow from the row before")
        before = seal.link


def _signature_of(row: int, page: dict[int, str]) -> str | None:
    """Rows lie almost in the order of the chain, so they are read five thousand at a time."""
    if row not in page:
        page.clear()
        page.update(Row.objects.filter(pk__gte=row).order_by("pk").values_list("pk", "signature")[:5000])
    return page.get(row)


def _row_faults(now: datetime) -> Iterator[Fault]:
    sealed = set(Seal.objects.values_list("row", flat=True).iterator(chunk_size=5000))
    for row in Row.objects.order_by("pk").iterator(chunk_size=5000):
        if chain.sign(settings.AUDIT_KEY, row.signed_fields()) != row.signature:
            kind = "edited" if row.pk in sealed else "inserted"
            yield Fault(kind, f"row {row.pk}", "its signature does not match what it says")
        elif row.pk not in sealed and now - row.at > timedelta(minutes=1):
            yield Fault("unsealed", f"row {row.pk}", "it has waited more than a minute for its seal")


def unsealed(*, now: datetime) -> list[Fault]:
    """Rows that have waited too long for their seal, among those that may still lack one. Quick at any size."""
    late = now - timedelta(minutes=1)
    rows = Row.objects.filter(~Exists(Seal.objects.filter(row=OuterRef("pk"))), at__lt=late)
    head = Head.objects.filter(pk=1).first()
    rows = rows.filter(pk__gt=(head.last_row if head else 0) - LATE).order_by("pk")
    return [
        Fault("unsealed", f"row {row.pk}", "it has waited more than a minute for its seal")
        for row in rows[:1000]
    ]


def _copied_faults() -> Iterator[Fault]:
    """Should somebody have dropped the constraint: the same row twice."""
    twice = Row.objects.values("nonce").annotate(times=Count("pk")).filter(times__gt=1).order_by()
    for nonce in twice.values_list("nonce", flat=True)[:50]:
        yield Fault("inserted", f"nonce {nonce}", "the same row stands there twice")


def _head_faults() -> Iterator[Fault]:
    head = Head.objects.filter(pk=1).first()
    last = Seal.objects.order_by("-position").first()
    if head is None or head.position == 0:
        if last is not None:
            yield Fault("cut", "head", "the chain has rows but no head")
        return
    if chain.sign(settings.AUDIT_KEY, (str(head.position), head.link)) != head.signature:
        yield Fault("edited", "head", "its signature does not match")
    if last is None or last.position < head.position:
        yield Fault("cut", f"seal {head.position}", "the head names more rows than the chain holds")
    elif last.position > head.position or last.link != head.link:
        yield Fault("inserted", f"seal {last.position}", "the chain and its head disagree")


def _anchor_faults() -> Iterator[Fault]:
    file = Path(settings.AUDIT_ANCHOR_FILE)
    for line in file.read_text().splitlines() if file.exists() else []:
        position, link, _ = line.split(" ", 2)
        found = Seal.objects.filter(position=int(position)).values_list("link", flat=True).first()
        if found is None:
            yield Fault("cut", f"seal {position}", "the file outside remembers a row that the chain lacks")
        elif found != link:
            yield Fault("anchor", f"seal {position}", "the file outside remembers another chain")
