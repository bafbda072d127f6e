"""Keep resources as received. A content once stored is never stored again; an older version never replaces a newer."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q

from portico.archive.models import Entry, Source, Version
from portico.archive.permissions import ArchiveVerb
from portico.core.actions import Act, action
from portico.core.viewer import Viewer

CHUNK = 400  # SQLite takes a limited number of values in one statement


class Fate(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Received:
    """One resource to keep. `patient` is our patient's id, or None for what belongs to nobody."""

    type: str
    resource_id: str
    patient: UUID | None
    resource: dict[str, Any]
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it. Only what is `is_current` and not UNCHANGED goes on to the rooms."""

    entry_id: UUID
    fate: Fate
    is_current: bool


@action(ArchiveVerb.RECEIVE)
def connect(act: Act, *, by: Viewer, name: str) -> Source:
    """Know a source from its first import on; nothing older than that moment makes a notice."""
    source, _ = Source.objects.get_or_create(name=name, defaults={"notify_from": act.now})
    act.about("source", name)
    return source


@action(ArchiveVerb.RECEIVE, is_part=True)
def receive(act: Act, *, by: Viewer, source: str, items: Sequence[Received]) -> list[Kept]:
    """Keep a batch, in order. Gives the fate of each, in the same order."""
    entries = _entries(source, items)
    hashes = _known_hashes(entries)
    shelf = _Shelf(act.now)
    kept = [shelf.put(source, item, entries, hashes) for item in items]
    shelf.write()
    return kept


def content_hash(resource: dict[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(resource, option=orjson.OPT_SORT_KEYS)).hexdigest()


Key = tuple[str, str]


def _entries(source: str, items: Sequence[Received]) -> dict[Key, Entry]:
    found: dict[Key, Entry] = {}
    by_type: dict[str, list[str]] = {}
    for item in items:
        by_type.setdefault(item.type, []).append(item.resource_id)
    for type_, ids in by_type.items():
        for start in range(0, len(ids), CHUNK):
            rows = Entry.objects.filter(source=source, type=type_, resource_id__in=ids[start : start + CHUNK])
            found.update({(row.type, row.resource_id): row for row in rows})
    return found


def _known_hashes(entries: dict[Key, Entry]) -> set[tuple[UUID, str]]:
    keys = [entry.pk for entry in entries.values()]
    known: set[tuple[UUID, str]] = set()
    for start in range(0, len(keys), CHUNK):
        rows = Version.objects.filter(Q(entry__in=keys[start : start + CHUNK]))
        known.update(rows.values_list("entry_id", "hash"))
    return known


class _Shelf:
    """Collects the rows of a batch, to be written in one go."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.new: list[Entry] = []
        self.changed: dict[UUID, Entry] = {}
        self.versions: list[Version] = []

    def put(
        self, source: str, item: Received, entries: dict[Key, Entry], hashes: set[tuple[UUID, str]]
    ) -> Kept:
        digest = content_hash(item.resource)
        entry = entries.get((item.type, item.resource_id))
        if entry is not None and (entry.pk, digest) in hashes:
            return Kept(entry.pk, Fate.UNCHANGED, digest == entry.current)
        is_new = entry is None
        if entry is None:
            entry = Entry(source=source, type=item.type, resource_id=item.resource_id)
            entries[item.type, item.resource_id] = entry
            self.new.append(entry)
        hashes.add((entry.pk, digest))
        self.versions.append(self._version(entry, digest, item))
        is_current = is_new or not _is_older(item, entry)
        if is_current:
            entry.current, entry.updated_at = digest, item.updated_at
            entry.patient = str(item.patient or "")
            if not is_new:
                self.changed[entry.pk] = entry
        return Kept(entry.pk, Fate.CREATED if is_new else Fate.UPDATED, is_current)

    def _version(self, entry: Entry, digest: str, item: Received) -> Version:
        body = orjson.dumps(item.resource).decode()
        return Version(entry=entry, hash=digest, updated_at=item.updated_at, received_at=self.now, body=body)

    def write(self) -> None:
        Entry.objects.bulk_create(self.new, batch_size=500)
        fresh = {entry.pk for entry in self.new}
        changed = [entry for pk, entry in self.changed.items() if pk not in fresh]
        Entry.objects.bulk_update(changed, ["current", "updated_at", "patient"], batch_size=200)
        Version.objects.bulk_create(self.versions, batch_size=500)


def _is_older(item: Received, entry: Entry) -> bool:
    """Without a date on both there is no telling: the last received wins."""
    return item.updated_at is not None and entry.updated_at is not None and item.updated_at < entry.updated_at
