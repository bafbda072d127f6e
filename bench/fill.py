"""Many patients in little time: the database itself copies whole records, row for row.

The templates are the people of the demo, in turn: a mean of about 130 rows a patient. A copy's keys are its own first
twelve digits and the template's last twenty, so that references between copied rows need no list, and so that keys
grow as they do where a practice is imported: patient after patient.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Field, Model, UUIDField

from portico.core.models import PatientRow, RecordRow
from portico.people.models import Patient

# A copy's own digits stand for a moment before now: days ago, a millisecond for each.
DAYS_AGO = 20 * 86_400_000
OF_EVERYBODY = ("messaging.Thread", "messaging.Post", "triage.WorkItem")
# Keys that are no foreign keys to the database and point at a copied row all the same, or must be unique.
OWN_KEYS = ("send_key", "source_id")


def lay_down(templates: Sequence[Patient], patients: int, *, threads_of: Patient) -> int:
    """`patients` more. Each has a record like one of the templates, and the conversations of `threads_of`."""
    with _in_bulk(), transaction.atomic(), connection.cursor() as cursor:
        _plan(cursor, templates, patients)
        written = _copy(cursor, Patient, "id", [t.pk for t in templates], of_whom="t.id = c.template")
        for model in apps.get_models():
            if issubclass(model, RecordRow):
                keys = [t.pk for t in templates]
                written += _copy(cursor, model, "patient_id", keys, of_whom="t.patient_id = c.template")
        for name in OF_EVERYBODY:
            written += _copy(cursor, apps.get_model(name), "patient_id", [threads_of.pk], of_whom="1 = 1")
        cursor.execute("DROP TABLE copies")
    return written


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


@contextmanager
def _in_bulk() -> Iterator[None]:
    """Safety off while the tables grow: what is lost here is made again."""
    with connection.cursor() as cursor:
        for sentence in _BEFORE[connection.vendor]:
            cursor.execute(sentence)
        yield
        for sentence in _AFTER[connection.vendor]:
            cursor.execute(sentence)


_BEFORE = {
    "sqlite": (
        "PRAGMA foreign_keys=OFF", "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-1000000",
        "PRAGMA temp_store=MEMORY",
    ),
    # Without the checks of foreign keys; takes the rights of an owner of the server.
    "postgresql": ("SET session_replication_role = replica", "SET synchronous_commit = off"),
}  # fmt: skip
# SQLite is left without statistics, as a practice's is; PostgreSQL keeps its own up to date by itself.
_AFTER = {
    "sqlite": (
        "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA cache_size=-20000", "PRAGMA foreign_keys=ON",
    ),
    "postgresql": ("SET session_replication_role = DEFAULT", "VACUUM ANALYZE"),
}  # fmt: skip


def _plan(cursor: Any, templates: Sequence[Patient], patients: int) -> None:
    """The table `copies`: whose record each copy takes, and its first twelve digits."""
    begin = int(time.time() * 1000) - DAYS_AGO
    key, digits = (
        ("CHAR(32)", "printf('%%012x', %s + n.i)")
        if _is_sqlite()
        else ("uuid", "lpad(to_hex(%s + n.i), 12, '0')")
    )
    cursor.execute(f"CREATE TEMPORARY TABLE whose (i INTEGER PRIMARY KEY, template {key})")
    for number, template in enumerate(templates):
        cursor.execute("INSERT INTO whose VALUES (%s, %s)", [number, _as_key(template.pk)])
    cursor.execute(
        f"CREATE TEMPORARY TABLE copies (i INTEGER PRIMARY KEY, digits CHAR(12), template {key}, person {key})"
    )
    cursor.execute(
        "INSERT INTO copies WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %s) "
        f"SELECT n.i, {digits}, w.template, NULL FROM n JOIN whose w ON w.i = n.i %% %s",
        [patients, begin, len(templates)],
    )
    cursor.execute(f"UPDATE copies SET person = {_own('digits', 'template')}")
    cursor.execute("DROP TABLE whose")
    cursor.execute("ANALYZE copies")


def _own(digits: str, key: str) -> str:
    """The key of the copy of the row with this key."""
    if _is_sqlite():
        return f"{digits} || substr({key}, 13)"
    return f"({digits} || substr(replace({key}::text, '-', ''), 13))::uuid"


def _as_key(key: Any) -> str:
    return key.hex if _is_sqlite() else str(key)


def _copy(cursor: Any, model: type[Model], owner: str, keys: Sequence[Any], *, of_whom: str) -> int:
    """Patient after patient: the outer table is `copies`, so that every index grows at its end."""
    table, columns = model._meta.db_table, model._meta.concrete_fields
    places = ", ".join(["%s"] * len(keys))
    cursor.execute(
        f'CREATE TEMPORARY TABLE template AS SELECT * FROM "{table}" WHERE {owner} IN ({places}) ORDER BY id',
        [_as_key(key) for key in keys],
    )
    cursor.execute(f"CREATE INDEX template_owner ON template ({owner}, id)")
    cursor.execute("ANALYZE template")
    names = ", ".join(f'"{field.column}"' for field in columns)
    values = ", ".join(_value(field) for field in columns)
    cursor.execute(
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM copies c CROSS JOIN template t WHERE {of_whom}'
    )
    written = int(cursor.rowcount)
    cursor.execute("DROP TABLE template")
    return written


def _value(field: "Field[Any, Any]") -> str:
    column = f't."{field.column}"'
    points_at = field.related_model if field.is_relation else None
    if points_at is Patient:
        return "c.person"
    is_copied = isinstance(points_at, type) and issubclass(points_at, PatientRow)
    is_key = field.primary_key and isinstance(field, UUIDField)
    return _own("c.digits", column) if is_copied or is_key or field.name in OWN_KEYS else column
