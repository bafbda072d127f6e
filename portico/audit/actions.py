"""Append to the ledger, and seal it. Nothing here updates or deletes a row; triggers refuse both."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from portico.audit.models import Head, Row, Seal
from portico.audit.rules import chain

# A transaction may commit long after its row got its number; nobody's takes a hundred thousand rows.
LATE = 100_000
BATCH = 5_000
COLUMNS = [field for field in Row._meta.concrete_fields if not field.primary_key]
NAMES = ", ".join(connection.ops.quote_name(str(field.column)) for field in COLUMNS)
MARKS = ", ".join(["%s"] * len(COLUMNS))
INSERT = f"INSERT INTO {Row._meta.db_table} ({NAMES}) VALUES ({MARKS})"  # noqa: S608  # names of our own model


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    verb: str
    outcome: str = "done"
    account: str = ""
    name: str = ""
    role: str = ""
    on_behalf: bool = False
    patient: str = ""
    kind: str = ""
    object: str = ""
    purpose: str = ""
    source: str = ""


def append(fact: Fact) -> None:
    """One row, signed, in the caller's transaction. If it can't be written, neither can what it records."""
    row = Row(
        at=datetime.now(UTC), nonce=token_hex(16), **{f.name: getattr(fact, f.name) for f in fields(fact)}
    )
    row.name = row.name[:200]
    row.signature = chain.sign(settings.AUDIT_KEY, row.signed_fields())
    # Django would write this SQL anew for every page that is shown.
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT, [field.get_db_prep_save(getattr(row, field.attname), connection) for field in COLUMNS]
        )


def seal(*, now: datetime) -> int:
    """Link the rows that have no seal yet, store the head. Safe to run twice: the head's row lock lets one in."""
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"link": chain.START})
        rows = list(_unsealed(head.last_row)[:BATCH])
        if rows:
            _link(head, rows, now)
        if _is_anchor_due(head, now):
            _anchor(head, now)
        return len(rows)


def _unsealed(last_row: int):  # type: ignore[no-untyped-def]  # a queryset of values, named by its use above
    sealed = Seal.objects.filter(row=OuterRef("pk"))
    return (
        Row.objects.filter(~Exists(sealed), pk__gt=last_row - LATE)
        .order_by("pk")
        .values_list("pk", "signature")
    )


def _link(head: Head, rows: list[tuple[int, str]], now: datetime) -> None:
    seals = []
    for pk, signature in rows:
        head.position += 1
        head.link = chain.link(settings.AUDIT_KEY, head.link, head.position, signature)
        head.last_row = max(head.last_row, pk)
        seals.append(Seal(position=head.position, row=pk, link=head.link, at=now))
    Seal.objects.bulk_create(seals, batch_size=1000)
    head.at = now
    head.signature = chain.sign(settings.AUDIT_KEY, (str(head.position), head.link))
    head.save()


def _is_anchor_due(head: Head, now: datetime) -> bool:
    pause = timedelta(seconds=settings.AUDIT_ANCHOR_SECONDS)
    return head.position > 0 and (head.anchored_at is None or now - head.anchored_at >= pause)


def _anchor(head: Head, now: datetime) -> None:
    """A line outside the database: who cuts the tail of both ledger and head can't cut this."""
    file = Path(settings.AUDIT_ANCHOR_FILE)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as out:
        out.write(f"{head.position} {head.link} {now:%Y-%m-%dT%H:%M:%SZ}\n")
    head.anchored_at = now
    head.save(update_fields=["anchored_at"])
