"""Reads of stored files. Each side sees its own at once, the other side's when it is in effect."""

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from portico.core.models import in_effect
from portico.core.viewer import Viewer
from portico.files import store
from portico.files.models import StoredFile
from portico.files.rules.limits import Held

log = logging.getLogger(__name__)


def side_of(viewer: Viewer) -> str:
    return StoredFile.Side.TEAM if viewer.is_staff else StoredFile.Side.PATIENT


def _seen(viewer: Viewer, now: datetime) -> Q:
    """What was sent; and what is not sent yet, for its writer alone."""
    sent = in_effect(now) | Q(side=side_of(viewer), withdrawn_at=None)
    own = Q(account_id=viewer.account_id, holder_id=None, withdrawn_at=None)
    return (sent & ~Q(holder_id=None)) | own


def kept_at(viewer: Viewer, place: str) -> list[StoredFile]:
    """The viewer's own files of what is being written at this place, oldest first."""
    return list(rows_kept_at(viewer, place))


def rows_kept_at(viewer: Viewer, place: str) -> QuerySet[StoredFile]:
    """The same, for a larger question."""
    return _own(viewer, place).order_by("created_at", "id")


def _own(viewer: Viewer, place: str) -> QuerySet[StoredFile]:
    rows: QuerySet[StoredFile] = StoredFile.objects.visible_to(viewer).filter(
        account_id=viewer.account, place=place, holder_id=None, withdrawn_at=None
    )
    return rows


def files_of(
    viewer: Viewer, holder_kind: str, holder_ids: Collection[UUID], *, now: datetime
) -> dict[UUID, list[StoredFile]]:
    """Holder -> its files, oldest first; holders without one are left out."""
    return by_holder(viewer, rows_of_files(viewer, holder_kind, holder_ids, now=now))


def rows_of_files(
    viewer: Viewer, holder_kind: str, holder_ids: "Collection[UUID] | QuerySet[Any, Any]", *, now: datetime
) -> QuerySet[StoredFile]:
    """The same as rows, for a larger question; by_holder sorts them."""
    rows: QuerySet[StoredFile] = StoredFile.objects.visible_to(viewer).filter(_seen(viewer, now))
    return rows.filter(holder_kind=holder_kind, holder_id__in=holder_ids).order_by("created_at", "id")


def by_holder(viewer: Viewer, rows: Iterable[StoredFile]) -> dict[UUID, list[StoredFile]]:
    found: dict[UUID, list[StoredFile]] = {}
    for row in rows:
        found.setdefault(UUID(str(row.holder_id)), []).append(row)
    return found


def file(viewer: Viewer, file_id: UUID, *, now: datetime) -> StoredFile:
    """One file, whatever its state. Not there or not theirs: DoesNotExist."""
    found: StoredFile = StoredFile.objects.visible_to(viewer).filter(_seen(viewer, now)).get(pk=file_id)
    return found


def sent_with(viewer: Viewer, file_id: UUID, *, now: datetime) -> list[StoredFile]:
    """All files of what this one was sent with. Not sent, not there or not theirs: DoesNotExist."""
    one = file(viewer, file_id, now=now)
    if one.holder_id is None:
        raise StoredFile.DoesNotExist
    return files_of(viewer, one.holder_kind, [one.holder_id], now=now).get(one.holder_id, [])


def refused_though_sent(viewer: Viewer, file_id: UUID) -> StoredFile | None:
    """For a reaction: a file that was refused after it had been sent along with something."""
    rows = StoredFile.objects.visible_to(viewer).filter(state=StoredFile.State.REFUSED, withdrawn_at=None)
    found: StoredFile | None = rows.exclude(holder_id=None).filter(pk=file_id).first()
    return found


def opened(viewer: Viewer, file_id: UUID, *, now: datetime) -> tuple[StoredFile, bytes]:
    """A file that may be opened, and its bytes. Not there, not theirs, not ready: LookupError."""
    try:
        found = file(viewer, file_id, now=now)
        if found.state == StoredFile.State.READY:
            return found, store.read(found.store_name)
    except FileNotFoundError:
        log.error("the bytes of stored file %s are missing", file_id)
    except StoredFile.DoesNotExist:
        pass
    raise LookupError("No such file.")


def held(viewer: Viewer, place: str, *, now: datetime) -> Held:
    """What counts against the limits of this account."""
    recent = StoredFile.objects.filter(account_id=viewer.account, created_at__gt=now - timedelta(days=1))
    return Held(
        at_place=_own(viewer, place).exclude(state=StoredFile.State.REFUSED).count(),
        files_today=recent.count(),
        bytes_today=recent.aggregate(sum=Sum("received_size"))["sum"] or 0,
    )
