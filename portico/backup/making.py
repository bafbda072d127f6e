"""Make a backup while the practice works, and prove it by restoring it into an empty place."""

import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

from portico.backup import databases, parcel
from portico.backup.databases import Trouble
from portico.backup.keys import identity
from portico.backup.restoring import applied
from portico.backup.rules.manifest import Manifest

PREFIX, ENDING = "portico-", ".backup"


def make(folder: Path, *, now: datetime) -> Path:
    """One file with the database, the stored files and the ledger's anchors, as of one moment."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{PREFIX}{now:%Y%m%dT%H%M%S}Z{ENDING}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as place:
        copy, here = Path(place) / "copy", databases.here()
        manifest = Manifest(
            made_at=now.isoformat(),
            kind=here.KIND,
            keys=key_mark(),
            migrations=applied(),
            tables=here.copy(copy),
        )
        parcel.close(file, lambda tar: _fill(tar, copy, manifest))
    return file


def _fill(tar: tarfile.TarFile, copy: Path, manifest: Manifest) -> None:
    tar.add(copy, arcname=parcel.DATABASE)
    copy.unlink()
    anchors = Path(settings.AUDIT_ANCHOR_FILE)
    if anchors.exists():
        parcel.add_bytes(tar, parcel.ANCHORS, anchors.read_bytes())
    # After the database: what its rows name was on the disk before they were written.
    files = parcel.add_files(tar, settings.FILES_ROOT, but=settings.FILE_UPLOAD_TEMP_DIR)
    parcel.add_bytes(tar, parcel.MANIFEST, replace(manifest, files=files).to_json())


def key_mark() -> str:
    """Equal where the ledger is signed with the same key; says nothing about the key."""
    return salted_hmac(
        "portico.backup.keys", "mark", secret=settings.AUDIT_KEY, algorithm="sha256"
    ).hexdigest()[:16]


def prove(file: Path) -> str:
    """Restore it into a place of its own; gives the first line of what the restore said, or raises Trouble."""
    own = identity()
    if own is None:
        raise Trouble(
            "This machine can close backups and not open them, so the trial restore is for another machine."
        )
    with (
        tempfile.TemporaryDirectory(dir=file.parent, prefix=".proving-") as place,
        databases.here().scratch(Path(place)) as url,
    ):
        return _restore_apart(file, url, Path(place) / "home", str(own))


def _restore_apart(file: Path, url: str, home: Path, key: str) -> str:
    """In a process of its own: this one's database is the real one."""
    own = {
        "DATABASE_URL": url, "PORTICO_HOME": str(home), "PORTICO_ENV": settings.ENVIRONMENT,
        "PORTICO_SECRET_KEY": settings.SECRET_KEY, "PORTICO_AUDIT_KEY": settings.AUDIT_KEY,
        "PORTICO_BACKUP_KEY": key, "PYTHONPATH": str(settings.BASE_DIR),
    }  # fmt: skip
    command = [sys.executable, "-P", "-m", "config", "restore", str(file.resolve())]
    done = subprocess.run(  # noqa: S603  # our own interpreter and our own command
        command, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"The trial restore did not succeed. {done.stderr.strip()}")
    return done.stdout.splitlines()[0]


def keep_newest(folder: Path, count: int) -> Iterator[Path]:
    """Delete older backups but for the newest `count`; gives those that went."""
    for old in backups_in(folder)[count:]:
        old.unlink()
        yield old


def backups_in(folder: Path) -> list[Path]:
    """Newest first: their names sort by time."""
    return sorted(folder.glob(f"{PREFIX}*{ENDING}"), reverse=True)


def newest(folder: Path) -> Path | None:
    return next(iter(backups_in(folder)), None)


def made_at(file: Path) -> datetime:
    """In UTC, by its name."""
    return datetime.strptime(file.name, f"{PREFIX}%Y%m%dT%H%M%SZ{ENDING}").replace(tzinfo=UTC)
