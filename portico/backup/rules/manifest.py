"""What a backup says of itself, and how a restored practice is held against it. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`digest`: the sum of the hashes of all rows, so that their order does not matter."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`files`: SHA-256 of each stored file by its path. `keys`: says whether two practices sign with the same key."""

    made_at: str
    kind: str
    keys: str
    migrations: tuple[str, ...]
    tables: Mapping[str, Table]
    files: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


class Unreadable(ValueError):
    """Not the manifest of a backup that this code knows."""


def from_json(text: bytes) -> Manifest:
    try:
        facts = json.loads(text)
        if facts.pop("format") != FORMAT:
            raise Unreadable("made by another version of Portico")
        tables = {name: Table(**one) for name, one in facts.pop("tables").items()}
        return Manifest(tables=tables, migrations=tuple(facts.pop("migrations")), **facts)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Unreadable(str(error)) from None


def unknown_migrations(manifest: Manifest, known: Iterable[str]) -> list[str]:
    """Steps of the database that this code has never heard of: the backup is younger than the code."""
    return sorted(set(manifest.migrations) - set(known))


def differences(manifest: Manifest, tables: Mapping[str, Table], files: Mapping[str, str]) -> list[str]:
    """A sentence for each table and file that is not as it was. Empty: equal, row by row and byte by byte."""
    said = [
        f"table {name}: {_told(manifest.tables.get(name))} in the backup, {_told(tables.get(name))} restored"
        for name in sorted({*manifest.tables, *tables})
        if manifest.tables.get(name) != tables.get(name)
    ]
    return said + [
        f"file {name} is not as it was"
        for name in sorted({*manifest.files, *files})
        if manifest.files.get(name) != files.get(name)
    ]


def _told(table: Table | None) -> str:
    return f"{table.rows} rows ({table.digest[:8]})" if table else "absent"
