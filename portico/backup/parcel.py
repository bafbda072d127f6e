"""The parcel: a tar inside an age envelope. It streams both ways, so nothing lies about in the clear but the copy."""

import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EACCES, EDQUOT, ENOSPC
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pyrage

from portico.backup import keys
from portico.backup.databases import Trouble

DATABASE, MANIFEST, FILES, ANCHORS = "database", "manifest.json", "files", "audit-anchors"


@contextmanager
def _beside(work: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """`work` writes into one end of a pipe in a thread; gives the other end. Its error is raised here."""
    out, into = os.pipe()
    errors: list[BaseException] = []

    def run() -> None:
        with os.fdopen(into, "wb") as end:
            try:
                work(end)
            except BaseException as error:  # handed over to the thread that waits
                errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    with os.fdopen(out, "rb") as end:
        yield end
    thread.join()
    if errors and not isinstance(errors[0], BrokenPipeError):
        raise errors[0]


def close(to: Path, fill: Callable[[tarfile.TarFile], None]) -> None:
    """Whole or not at all: the file gets its name when everything is on the disk."""
    recipients, aside = keys.recipients(), to.with_name(f".{to.name}.coming")

    def write(end: BinaryIO) -> None:
        with tarfile.open(fileobj=end, mode="w|") as tar:
            fill(tar)

    try:
        aside.touch(mode=0o600)
        with aside.open("wb") as out:
            with _beside(write) as source:
                pyrage.encrypt_io(source, out, recipients)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(to)
    finally:
        aside.unlink(missing_ok=True)


def open_into(file: Path, folder: Path) -> None:
    """Everything in the parcel, below `folder`. Names that point elsewhere are refused (UP-02)."""
    own = keys.identity()
    if own is None:
        raise Trouble(f"Without its key a backup stays closed: set {keys.OPENS}.")

    def write(end: BinaryIO) -> None:
        with file.open("rb") as source:
            pyrage.decrypt_io(source, end, [own])

    try:
        with _beside(write) as source, tarfile.open(fileobj=source, mode="r|") as tar:
            _unpack(tar, folder)
            while source.read(1 << 20):  # to the end: the last piece is sealed too
                pass
    # Broken in the middle, the library says it as an error of reading; cut off there, the tar says it first.
    except (pyrage.DecryptError, tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno in {ENOSPC, EDQUOT, EACCES}:
            raise
        raise Trouble(
            f"{file.name} does not open: it was closed for another key, or it is damaged."
        ) from None


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Plain files and folders below `folder`; anything else is damage. Debian 12's Python has no filter of its own."""
    if hasattr(tarfile, "data_filter"):
        tar.extractall(folder, filter="data")
        return
    for member in tar:
        place = (folder / member.name).resolve()
        if not (member.isreg() or member.isdir()) or not place.is_relative_to(folder.resolve()):
            raise tarfile.TarError(f"{member.name} is no plain file of this parcel.")
        member.mode &= 0o755
        tar.extract(member, folder, set_attrs=member.isreg())


def add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, BytesIO(content))


def add_files(tar: tarfile.TarFile, root: Path, *, but: Path) -> dict[str, str]:
    """Each stored file with its hash. One that is swept away meanwhile was of no row any more."""
    found = {}
    for file in sorted(one for one in root.rglob("*") if one.is_file() and but not in one.parents):
        name = file.relative_to(root).as_posix()
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            continue
        found[name] = sha256(content).hexdigest()
        add_bytes(tar, f"{FILES}/{name}", content)
    return found


def hashes(root: Path) -> dict[str, str]:
    found = (one for one in root.rglob("*") if one.is_file()) if root.exists() else ()
    return {one.relative_to(root).as_posix(): sha256(one.read_bytes()).hexdigest() for one in found}
