"""The two kinds of database a practice may live in: how each is copied while it is used, counted, and put back."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from portico.backup.rules.manifest import Table


class Trouble(Exception):
    """Its text is a sentence for the person at the machine."""


class Kind(Protocol):
    KIND: str

    def copy(self, to: Path) -> Mapping[str, Table]:
        """Write a copy as of one moment, without keeping writers waiting; gives what it holds."""

    def tables(self) -> Mapping[str, Table]:
        """What the database holds now."""

    def is_empty(self) -> bool: ...

    def put_back(self, copy: Path) -> None:
        """Fill the empty database from the copy."""

    def scratch(self, folder: Path) -> AbstractContextManager[str]:
        """The DATABASE_URL of an empty database, gone afterwards: for a trial restore."""


def here() -> Kind:
    """The database that the settings name."""
    facts: dict[str, Any] = settings.DATABASES["default"]
    if facts["ENGINE"].endswith("postgresql"):
        from portico.backup.databases.postgresql import PostgreSQL

        return PostgreSQL(facts)
    from portico.backup.databases.sqlite import SQLite

    return SQLite(Path(facts["NAME"]))
