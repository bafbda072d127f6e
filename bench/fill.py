"""Many patients in little time: one rich record of the demo is copied by the database itself, row for row."""

from typing import Any

from django.apps import apps
from django.db import connection, transaction

from portico.core.models import RecordRow
from portico.people.models import Patient

NEW_ID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


def copy_patient(template: Patient, patients: int) -> int:
    """`patients` more with the template's record, by names that are Django's own. Gives the rows written."""
    written = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE copies (id VARCHAR(36))"
            if _is_sqlite()
            else "CREATE TEMP TABLE copies (id uuid)"
        )
        cursor.execute(
            "INSERT INTO copies WITH RECURSIVE n(i) AS "
            f"(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {int(patients)}) "
            f"SELECT {NEW_ID[connection.vendor]} FROM n"
        )
        written += _copy(cursor, Patient, "t.id", template)
        for model in apps.get_models():
            if issubclass(model, RecordRow):
                written += _copy(cursor, model, "t.patient_id", template)
        cursor.execute("DROP TABLE copies")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return written


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _copy(cursor: Any, model: Any, owner: str, template: Patient) -> int:
    table = model._meta.db_table
    columns = [f.column for f in model._meta.concrete_fields]
    is_patient = model is Patient
    chosen = {
        "id": "c.id" if is_patient else NEW_ID[connection.vendor],
        "patient_id": "c.id",
    }
    values = ", ".join(chosen.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    key = template.pk.hex if _is_sqlite() else str(template.pk)
    cursor.execute(
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" t CROSS JOIN copies c WHERE {owner} = %s',
        [key],
    )
    return int(cursor.rowcount)
