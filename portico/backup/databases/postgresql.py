"""PostgreSQL: pg_dump and pg_restore, in the same snapshot in which the rows are counted."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import psycopg
from psycopg import sql

from portico.backup.databases import Trouble
from portico.backup.rules.manifest import Table

TABLES = "select tablename from pg_tables where schemaname = current_schema() order by tablename"
DIGEST = "select count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0) from {} t"
# What the text of a row depends on, so that two servers write the same row alike.
PLAIN = "set timezone to 'UTC'; set datestyle to 'ISO, YMD'; set intervalstyle to 'iso_8601'; set bytea_output to 'hex'"


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    facts: Mapping[str, Any]
    KIND = "postgresql"

    def copy(self, to: Path) -> Mapping[str, Table]:
        with self._connect() as found:
            found.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            row = found.execute("select pg_export_snapshot()").fetchone()
            snapshot = row[0] if row else ""
            command = [
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                f"--snapshot={snapshot}",
                f"--file={to}",
            ]
            self._run("pg_dump", command)
            return _tables(found)

    def tables(self) -> Mapping[str, Table]:
        with self._connect() as found:
            return _tables(found)

    def is_empty(self) -> bool:
        with self._connect() as found:
            return not found.execute(TABLES).fetchall()

    def put_back(self, copy: Path) -> None:
        name = self.facts["NAME"]
        command = [
            "--no-owner",
            "--no-privileges",
            "--single-transaction",
            "--exit-on-error",
            f"--dbname={name}",
        ]
        self._run("pg_restore", [*command, str(copy)])

    @contextmanager
    def scratch(self, folder: Path) -> Iterator[str]:
        name = f"portico_trial_{uuid4().hex[:12]}"
        self._manage("create database {}", name)
        try:
            yield _url({**self.facts, "NAME": name})
        finally:
            self._manage("drop database {} with (force)", name)

    def _manage(self, words: str, name: str) -> None:
        try:
            with self._connect(autocommit=True) as found:
                found.execute(sql.SQL(words).format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise Trouble(
                "This database account may not make a second database for the trial restore. "
                "Give it CREATEDB, or restore the backup elsewhere yourself."
            ) from None

    def _connect(self, *, autocommit: bool = False) -> "psycopg.Connection[tuple[Any, ...]]":
        parts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
        given = {name: self.facts[key] for name, key in parts.items() if self.facts.get(key)}
        try:
            made = psycopg.connect(**given, autocommit=True)
            made.execute(PLAIN)
        except psycopg.OperationalError:
            raise Trouble(
                "The database does not answer. Is PostgreSQL running, and is DATABASE_URL right?"
            ) from None
        made.autocommit = autocommit
        return made

    def _run(self, program: str, options: list[str]) -> None:
        """No shell, and no password among the arguments, which every account of the machine may read."""
        names = {
            "HOST": "PGHOST",
            "PORT": "PGPORT",
            "USER": "PGUSER",
            "PASSWORD": "PGPASSWORD",
            "NAME": "PGDATABASE",
        }
        given = {names[key]: self.facts[key] for key in names if self.facts.get(key)}
        done = subprocess.run(  # noqa: S603  # no shell; the program by its full path
            [_find(program), *options],
            env={**os.environ, **given},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            first = (done.stderr.strip().splitlines() or ["no reason given"])[0]
            raise Trouble(f"{program} did not succeed: {first}")


def _find(program: str) -> str:
    """On the path, or where Debian keeps its newest."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda p: float(p.parts[4]))
    places = [shutil.which(program), *(str(one) for one in reversed(versions))]
    found = next((one for one in places if one), None)
    if found is None:
        raise Trouble(f"{program} is not on this machine. On Debian: apt install postgresql-client.")
    return found


def _tables(found: "psycopg.Connection[tuple[Any, ...]]") -> dict[str, Table]:
    names = [name for (name,) in found.execute(TABLES)]
    return {name: _digest(found, name) for name in names}


def _digest(found: "psycopg.Connection[tuple[Any, ...]]", name: str) -> Table:
    row = found.execute(sql.SQL(DIGEST).format(sql.Identifier(name))).fetchone()
    rows, total = row if row else (0, 0)
    return Table(rows, f"{int(total) % (1 << 64):016x}")


def _url(facts: Mapping[str, Any]) -> str:
    user, password, name = (quote(facts[key] or "", safe="") for key in ("USER", "PASSWORD", "NAME"))
    return f"postgresql://{user}:{password}@{facts['HOST']}:{facts['PORT']}/{name}"
