"""SQLite: the online backup of the library itself. In WAL mode readers keep no writer waiting."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from portico.backup.databases import Trouble
from portico.backup.rules.manifest import Table

TABLES = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"


@dataclass(frozen=True, slots=True)
class SQLite:
    file: Path
    KIND = "sqlite"

    def copy(self, to: Path) -> Mapping[str, Table]:
        if not self.file.exists():
            raise Trouble(f"There is no database at {self.file}.")
        with closing(sqlite3.connect(self.file)) as source, closing(sqlite3.connect(to)) as target:
            # All pages in one step: one moment, however busy the writers are.
            source.backup(target)
        to.chmod(0o600)
        return _tables(to)

    def tables(self) -> Mapping[str, Table]:
        return _tables(self.file)

    def is_empty(self) -> bool:
        beside = [self.file.with_name(self.file.name + end) for end in ("-wal", "-shm")]
        if any(one.exists() for one in beside):
            return False
        return not self.file.exists() or not _tables(self.file)

    def put_back(self, copy: Path) -> None:
        with closing(sqlite3.connect(copy)) as found:
            try:
                (verdict,) = found.execute("pragma integrity_check").fetchone()
            except sqlite3.DatabaseError as error:
                verdict = str(error)
        if verdict != "ok":
            raise Trouble(f"The copy of the database in the backup is damaged: {verdict}")
        self.file.parent.mkdir(parents=True, exist_ok=True)
        aside = self.file.with_name(self.file.name + ".coming")
        aside.write_bytes(b"")
        aside.chmod(0o600)
        with copy.open("rb") as source, aside.open("wb") as out:
            while piece := source.read(1 << 20):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(self.file)

    @contextmanager
    def scratch(self, folder: Path) -> Iterator[str]:
        yield f"sqlite://{quote(str(folder / 'trial.sqlite3'))}"


def _tables(file: Path) -> dict[str, Table]:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as found:
        found.execute("begin")
        names = [name for (name,) in found.execute(TABLES)]
        return {name: _digest(found, name) for name in names}


def _digest(found: sqlite3.Connection, name: str) -> Table:
    total = rows = 0
    for row in found.execute(f'select * from "{name}"'):  # noqa: S608  # a name from the database's own list
        total += int.from_bytes(blake2b(repr(row).encode(), digest_size=8).digest())
        rows += 1
    return Table(rows, f"{total % (1 << 64):016x}")
