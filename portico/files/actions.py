"""Take a file, take it away again, hand it over with what was sent, look at it, clear away what nobody sent."""

import io
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.delivery import MAX_TRIES
from portico.core.viewer import Viewer
from portico.files import store
from portico.files.events import FileReady, FileRefused, FileTaken
from portico.files.models import StoredFile
from portico.files.permissions import FilesVerb
from portico.files.pictures import redrawn
from portico.files.queries import held, side_of
from portico.files.rules import pdf
from portico.files.rules.kind import HEAD, Kind, clean_name, what_is
from portico.files.rules.limits import BYTES_A_FILE, Reason, may_take
from portico.files.scanners import Finding, ScannerAwayError, scanner

NOT_SENT_FOR = timedelta(days=30)
NO_ROW_FOR = timedelta(days=1)
AT_ONCE = 500
_PLACE = re.compile(r"[a-z0-9-]{1,60}")


def take(*, by: Viewer, place: str, name: str, content: BinaryIO | UploadedFile, size: int) -> StoredFile:
    """A file for what is being written at this place. The bytes come first, in no transaction: writing them takes
    long, and on SQLite everybody would wait. Then one action writes the row. The same file twice is one file."""
    if not by.may(FilesVerb.TAKE) or not _PLACE.fullmatch(place):
        raise NotAllowed(FilesVerb.TAKE)
    _refuse(may_take(size, held(by, place, now=timezone.now())))
    kind = what_is(_head(content), name)
    if kind is None:
        raise Refused(Reason.KIND)
    kept = _kept(content)
    try:
        taken = _enter(by=by, place=place, name=clean_name(name, kind), kind=kind, kept=kept)
    except BaseException:
        store.remove(kept.name)
        raise
    if taken.store_name != kept.name:
        store.remove(kept.name)
    return taken


def take_each(*, by: Viewer, place: str, uploads: Iterable[UploadedFile]) -> list[tuple[str, str]]:
    """What a form brought, one by one: (name, reason) of each that was not taken."""
    refused = []
    for upload in uploads:
        name = upload.name or ""
        try:
            take(by=by, place=place, name=name, content=upload, size=upload.size or 0)
        except Refused as refusal:
            refused.append((name, str(refusal)))
    return refused


def _refuse(reason: Reason | None) -> None:
    if reason is not None:
        raise Refused(reason)


def _head(content: BinaryIO | UploadedFile) -> bytes:
    content.seek(0)
    head: bytes = content.read(HEAD)
    content.seek(0)
    return head


def _kept(content: BinaryIO | UploadedFile) -> store.Kept:
    try:
        return store.keep(content, at_most=BYTES_A_FILE)  # type: ignore[arg-type]  # an upload reads as a file does
    except store.TooLongError:
        raise Refused(Reason.TOO_BIG) from None
    except store.DiskFullError:
        raise Refused(Reason.DISK_FULL) from None


@action(FilesVerb.TAKE)
def _enter(act: Act, *, by: Viewer, place: str, name: str, kind: Kind, kept: store.Kept) -> StoredFile:
    """The row, once the bytes are safe. Uploads of one account queue here, so that its limits hold."""
    get_user_model()._default_manager.select_for_update(no_key=True).get(pk=by.account)
    mine = StoredFile.objects.visible_to(by).filter(
        account_id=by.account, place=place, holder_id=None, withdrawn_at=None
    )
    existing: StoredFile | None = (
        mine.exclude(state=StoredFile.State.REFUSED).filter(received_hash=kept.hash).first()
    )
    if existing:
        act.about("file", existing.pk)
        return existing
    _refuse(may_take(kept.size, held(by, place, now=act.now)))
    taken: StoredFile = StoredFile.objects.create(
        patient_id=by.patient, account_id=by.account, side=side_of(by), place=place, name=name, kind=kind,
        store_name=kept.name, size=kept.size, hash=kept.hash, received_size=kept.size, received_hash=kept.hash,
        created_at=act.now,
    )  # fmt: skip
    act.about("file", taken.pk)
    act.publish(FileTaken(patient_id=by.patient, file_id=taken.pk, kind=kind))
    return taken


@action(FilesVerb.TAKE)
def discard(act: Act, *, by: Viewer, file_id: UUID) -> None:
    """Its writer takes it away, while it is not handed over. The row stays a while: it counts against the limits."""
    own = StoredFile.objects.visible_to(by).select_for_update().filter(account_id=by.account, pk=file_id)
    found: StoredFile | None = own.filter(holder_id=None).first()
    if found is None:
        raise NotAllowed(FilesVerb.TAKE)
    act.about("file", found.pk)
    if found.withdrawn_at is None:
        found.withdrawn_at = act.now
        _forget_bytes(found)
        found.save(update_fields=["withdrawn_at", "store_name"])


def _forget_bytes(row: StoredFile) -> None:
    """When the row no longer names them for certain, the bytes go."""
    name, row.store_name = row.store_name, ""
    transaction.on_commit(lambda: store.remove(name))


@action(FilesVerb.TAKE)
def hand_over(
    act: Act, *, by: Viewer, place: str, holder_kind: str, holder_id: UUID, effective_at: datetime
) -> int:
    """The files of the draft at this place belong to what was sent, and take effect with it. Gives how many.

    Refused ones are left out, and gone with the draft; one that is still being checked goes along.
    """
    own = StoredFile.objects.visible_to(by).filter(account_id=by.account, place=place, holder_id=None)
    rows = own.filter(withdrawn_at=None).select_for_update()
    good = [row for row in rows if row.state != StoredFile.State.REFUSED]
    for row in rows:
        if row in good:
            row.holder_kind, row.holder_id, row.effective_at = holder_kind, holder_id, effective_at
        else:
            row.withdrawn_at = act.now
        row.save(update_fields=["holder_kind", "holder_id", "effective_at", "withdrawn_at"])
    _tell(act, good, holder_kind, holder_id)
    return len(good)


@action(FilesVerb.TAKE)
def take_back(act: Act, *, by: Viewer, holder_kind: str, holder_id: UUID, place: str) -> int:
    """What was sent was undone: its files belong to the draft again. Whether it may be, the caller has asked."""
    own = StoredFile.objects.visible_to(by).filter(account_id=by.account).select_for_update()
    rows = list(own.filter(holder_kind=holder_kind, holder_id=holder_id))
    for row in rows:
        row.holder_kind, row.holder_id, row.effective_at, row.place = "", None, None, place
        row.save(update_fields=["holder_kind", "holder_id", "effective_at", "place"])
    _tell(act, rows, holder_kind, holder_id)
    return len(rows)


def _tell(act: Act, rows: list[StoredFile], holder_kind: str, holder_id: UUID) -> None:
    for row in rows:
        act.about("file", row.pk)
    if not rows:
        act.about(holder_kind, holder_id)


def check(*, by: Viewer, file_id: UUID) -> None:
    """Look at all of a file. In no transaction: it takes long, and may ask a scanner. Each step is an action.

    Idempotent: a file that was looked at, taken away or replaced meanwhile is left as it is.
    """
    row = _begin(by=by, file_id=file_id)
    if row is None:
        return
    try:
        found = _examined(store.read(row.store_name), Kind(row.kind))
        kept = None if isinstance(found, Reason) else store.keep(io.BytesIO(found), at_most=len(found))
    except FileNotFoundError:
        found, kept = Reason.DAMAGED, None
    except (ScannerAwayError, store.DiskFullError):
        if row.tries < MAX_TRIES:
            raise
        found, kept = Reason.NOT_CHECKED, None
    if isinstance(found, Reason):
        _reject(by=by, file_id=file_id, reason=found)
    elif kept and not _accept(by=by, file_id=file_id, looked_at=row.store_name, kept=kept):
        store.remove(kept.name)


@action(FilesVerb.CHECK)
def _begin(act: Act, *, by: Viewer, file_id: UUID) -> StoredFile | None:
    """The try is counted before it begins: a file that brings its worker down does so a few times, not for ever."""
    act.about("file", file_id)
    row = _checking(by, file_id)
    if row is None:
        return None
    if row.tries >= MAX_TRIES:
        _settle(act, row, StoredFile.State.REFUSED, Reason.NOT_CHECKED)
        return None
    row.tries += 1
    row.save(update_fields=["tries"])
    return row


def _checking(by: Viewer, file_id: UUID) -> StoredFile | None:
    waiting = StoredFile.objects.visible_to(by).filter(state=StoredFile.State.CHECKING, withdrawn_at=None)
    found: StoredFile | None = waiting.select_for_update().filter(pk=file_id).first()
    return found


def _examined(content: bytes, kind: Kind) -> bytes | Reason:
    """What to keep, or why nothing. The scanner sees the file as it came, before anything decodes it."""
    port = scanner()
    if port is not None:
        finding = port.scan(io.BytesIO(content))
        if finding is not Finding.CLEAN:
            return Reason.VIRUS if finding is Finding.FOUND else Reason.TOO_BIG_TO_SCAN
    if kind is Kind.PDF:
        return pdf.refusal(content) or content
    return redrawn(content, kind)


@action(FilesVerb.CHECK)
def _accept(act: Act, *, by: Viewer, file_id: UUID, looked_at: str, kept: store.Kept) -> bool:
    act.about("file", file_id)
    row = _checking(by, file_id)
    if row is None or row.store_name != looked_at:
        return False
    transaction.on_commit(lambda: store.remove(looked_at))
    row.store_name, row.size, row.hash = kept.name, kept.size, kept.hash
    _settle(act, row, StoredFile.State.READY, "")
    return True


@action(FilesVerb.CHECK)
def _reject(act: Act, *, by: Viewer, file_id: UUID, reason: Reason) -> None:
    act.about("file", file_id)
    row = _checking(by, file_id)
    if row is not None:
        _settle(act, row, StoredFile.State.REFUSED, reason)


def _settle(act: Act, row: StoredFile, state: str, reason: str) -> None:
    row.state, row.reason = state, reason
    if reason:
        _forget_bytes(row)
        act.publish(FileRefused(patient_id=row.patient_id, file_id=row.pk, reason=str(reason)))
    else:
        act.publish(FileReady(patient_id=row.patient_id, file_id=row.pk))
    row.save(update_fields=["state", "reason", "store_name", "size", "hash"])


@action(FilesVerb.TIDY)
def tidy(act: Act, *, by: Viewer) -> int:
    """What nobody sent for thirty days goes, and bytes that no row has named for a day. Gives how many went."""
    act.about("files")
    old = StoredFile.objects.filter(holder_id=None, created_at__lt=act.now - NOT_SENT_FOR)
    rows = list(old.select_for_update().order_by("created_at")[:AT_ONCE])
    for row in rows:
        act.about("file", row.pk, patient=row.patient_id)
        _forget_bytes(row)
    StoredFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows) + _sweep(act.now - NO_ROW_FOR)


def _sweep(before: datetime) -> int:
    swept, batch = 0, []
    for file in store.older_than(before):
        batch.append(file)
        if len(batch) == AT_ONCE:
            swept += _sweep_these(batch)
            batch = []
    return swept + _sweep_these(batch)


def _sweep_these(files: list[Path]) -> int:
    named = set(
        StoredFile.objects.filter(store_name__in=[file.name for file in files]).values_list(
            "store_name", flat=True
        )
    )
    loose = [file for file in files if file.name not in named]
    for file in loose:
        file.unlink(missing_ok=True)
    return len(loose)
