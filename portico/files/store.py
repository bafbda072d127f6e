"""Bytes on the disk: under random names, out of the web's reach, whole or not at all."""

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from portico.files.rules.limits import ROOM_TO_LEAVE

CHUNK = 256 * 1024
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskFullError(Exception):
    """There is no room. Nothing was kept."""


class TooLongError(Exception):
    """More bytes came than may. Nothing was kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    name: str
    size: int
    hash: str


def keep(content: BinaryIO, *, at_most: int) -> Kept:
    """On the disk for good when this returns: written aside, flushed, then given its name."""
    aside = folder("incoming") / secrets.token_hex(16)
    try:
        if shutil.disk_usage(aside.parent).free < ROOM_TO_LEAVE:
            raise DiskFullError
        size, digest = _write(content, aside, at_most)
        name = secrets.token_hex(16)
        place = path_of(name)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        aside.replace(place)
        _flush_folder(place.parent)
    except OSError as error:
        raise (DiskFullError() if error.errno in FULL else error) from error
    finally:
        aside.unlink(missing_ok=True)
    return Kept(name, size, digest)


def _write(content: BinaryIO, aside: Path, at_most: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while chunk := content.read(CHUNK):
            size += len(chunk)
            if size > at_most:
                raise TooLongError
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return size, digest.hexdigest()


def _flush_folder(place: Path) -> None:
    """The name too is on the disk, not only the bytes."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def folder(name: str = "") -> Path:
    place = Path(settings.FILES_ROOT) / name
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def path_of(name: str) -> Path:
    """Where the bytes of this name stand. The names are ours: 32 hexadecimal digits, in a folder of the first two."""
    if len(name) != 32 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("This is no name of a stored file.")
    return Path(settings.FILES_ROOT) / name[:2] / name


def read(name: str) -> bytes:
    return path_of(name).read_bytes()


def remove(name: str) -> None:
    if name:
        path_of(name).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[Path]:
    """Every file on the disk last written before this moment; those that never got their name too."""
    for file in folder().glob("*/*"):
        if file.is_file() and file.stat().st_mtime < moment.timestamp():
            yield file
