"""The database itself refuses to change or remove a row of the ledger or a seal."""

from django.db import migrations

TABLES = ("audit_row", "audit_seal")


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in _sqlite() if vendor == "sqlite" else _postgresql():
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    on = "" if schema_editor.connection.vendor == "sqlite" else "ON {table}"
    for table in TABLES:
        for event in ("update", "delete", "replace", "truncate"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event} {on.format(table=table)}")


def _sqlite():
    for table in TABLES:
        for event in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END"
            )
        # INSERT OR REPLACE removes a row without its delete trigger.
        key = "id" if table == "audit_row" else "position"
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
            "BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END"
        )


def _postgresql():
    yield (
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'The ledger is append-only.'; END $$"
    )
    for table in TABLES:
        for event in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
            )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
