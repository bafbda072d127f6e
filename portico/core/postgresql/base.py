"""PostgreSQL, with a cursor for SQL that is written once: its values travel apart, and the server plans it once.

Django's own cursor writes the values into the SQL, so that the server reads and plans each statement anew; for a
statement of many parts that takes longer than to answer it.
"""

from typing import Any

import psycopg
from django.db.backends.postgresql import base, operations

PLANNED_ONCE = "planned once"


class PlannedOnce(psycopg.Cursor[Any]):
    # Without `prepare_threshold` (PORTICO_POSTGRES_PREPARES=0) the values travel apart all the same.
    def execute(self, query: Any, params: Any = None, **_options: Any) -> "PlannedOnce":
        return super().execute(query, params, prepare=True)


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """For logs and tests. Of a statement that was planned before, its text went to the server then, not now."""
        return super().last_executed_query(cursor, sql, params) or sql


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations

    def create_cursor(self, name: str | None = None) -> Any:
        if name != PLANNED_ONCE:
            return super().create_cursor(name)
        return PlannedOnce(self.connection)

    def planned_once(self) -> Any:
        """As `cursor()`, with all that Django wraps around one."""
        return self._cursor(PLANNED_ONCE)  # type: ignore[attr-defined]  # stubs know the public ones
