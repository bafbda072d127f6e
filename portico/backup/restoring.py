"""Put a backup back into an empty place. What comes to life is held: it tells nobody anything (BK-02)."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portico.audit.queries import faults
from portico.backup import databases, parcel
from portico.backup.actions import settle
from portico.backup.databases import Trouble
from portico.backup.rules.manifest import Manifest, Unreadable, differences, from_json, unknown_migrations
from portico.core.viewer import Purpose, system_viewer


def applied() -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))


def restore(file: Path, *, now: datetime, mark: str) -> Manifest:
    """Gives what the backup says of itself, after everything in it was found again. `mark`: of this machine's keys."""
    if not file.is_file():
        raise Trouble(f"There is no backup at {file}.")
    _is_free()
    home = Path(settings.FILES_ROOT).parent
    with tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as place:
        parcel.open_into(file, Path(place))
        manifest = _manifest(Path(place))
        _fits(manifest, mark)
        databases.here().put_back(Path(place) / parcel.DATABASE)
        _move(Path(place) / parcel.FILES, settings.FILES_ROOT)
        if (Path(place) / parcel.ANCHORS).exists():
            _move(Path(place) / parcel.ANCHORS, settings.AUDIT_ANCHOR_FILE)
    _is_equal(manifest)
    _settle(manifest, now)
    return manifest


def _is_free() -> None:
    """A restore never writes over anything."""
    here = databases.here()
    if not here.is_empty():
        raise Trouble(
            "There is a database here already. A restore fills an empty place only: set PORTICO_HOME to a new folder, "
            "or DATABASE_URL to a new database."
        )
    if parcel.hashes(settings.FILES_ROOT):
        raise Trouble(
            f"There are stored files in {settings.FILES_ROOT} already. Set PORTICO_HOME to a new folder."
        )


def _manifest(place: Path) -> Manifest:
    try:
        return from_json((place / parcel.MANIFEST).read_bytes())
    except (Unreadable, FileNotFoundError):
        raise Trouble("This is no backup that this version of Portico knows.") from None


def _fits(manifest: Manifest, mark: str) -> None:
    here = databases.here().KIND
    if manifest.kind != here:
        raise Trouble(f"This is a backup of {manifest.kind}; DATABASE_URL names {here}.")
    if manifest.keys != mark:
        raise Trouble(
            "The ledger in this backup is signed with another key. Set PORTICO_AUDIT_KEY (and PORTICO_SECRET_KEY) to "
            "those of the practice that made it; without the first, nobody can tell whether the ledger was touched."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := unknown_migrations(manifest, known):
        raise Trouble(
            f"This backup is younger than this Portico ({unknown[0]}). Install the version that made it."
        )


def _move(source: Path, target: Path) -> None:
    """Into what is empty already; folders that the start made stay."""
    if source.is_dir():
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in source.iterdir():
            _move(one, target / one.name)
    elif source.exists():
        shutil.move(source, target)


def _is_equal(manifest: Manifest) -> None:
    found = differences(manifest, databases.here().tables(), parcel.hashes(settings.FILES_ROOT))
    if found:
        raise Trouble("What was restored is not what was kept:\n" + "\n".join(found[:20]))


def _settle(manifest: Manifest, now: datetime) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    settle(by=system_viewer(Purpose.RESTORE), made_at=manifest.made_at)
    if found := [one for one in faults(now=now) if one.kind != "unsealed"]:
        raise Trouble(f"The ledger does not verify: {found[0].kind}: {found[0].place}: {found[0].reason}")
