"""Several reads in one round trip: each query is one part of a statement, its rows come back as JSON.

found = together(problems=Problem.objects…, visits=Encounter.objects…[:1])
found["visits"]  # the same rows, in the same order, as the query alone gives

A page that needs ten short lists then waits for its database once. For queries of models, with what they select and
annotate; not for values() and not for what is prefetched. The columns pass through Django's own converters, so
a row is what it is without this.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators


def together(**queries: QuerySet[Any]) -> dict[str, list[Any]]:
    """Label -> rows of each query."""
    found: dict[str, list[Any]] = {label: [] for label in queries}
    parts = {label: part for label, rows in queries.items() if (part := _part(rows))}
    if not parts:
        return found
    raw: dict[str, list[tuple[int, list[Any]]]] = {label: [] for label in parts}
    for label, number, values in _fetched(parts):
        raw[label].append((number, values))
    for label, part in parts.items():
        in_order = [values for _, values in sorted(raw[label], key=lambda row: row[0])]
        found[label] = list(part.instances(in_order))
    return found


def counted(time: str, **queries: QuerySet[Any]) -> dict[str, tuple[int, datetime | None]]:
    """Label -> how many rows each query has, and the earliest of their `time`; in one round trip.

    With a slice, [:100], counting ends there: however many wait, it costs the same."""
    parts: list[str] = []
    params: list[Any] = []
    for number, rows in enumerate(queries.values()):
        try:
            sql, more = rows.values(time).query.sql_with_params()
        except EmptyResultSet:
            continue
        column = connection.ops.quote_name(time)
        parts.append(f"SELECT {number}, COUNT(*), MIN({column}) FROM ({sql}) q{number}")  # noqa: S608  # Django's own SQL
        params.extend(more)
    found: dict[str, tuple[int, datetime | None]] = dict.fromkeys(queries, (0, None))
    if not parts:
        return found
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        rows_found = cursor.fetchall()
    labels = list(queries)
    for number, count, first in rows_found:
        found[labels[number]] = (count, _moment(first))
    return found


def _moment(value: Any) -> datetime | None:
    """SQLite keeps moments as text, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value if isinstance(value, datetime) else None


@dataclass(slots=True)
class _Part:
    """One query: its SQL, and how a row of plain values becomes an instance."""

    compiler: Any
    sql: str
    params: tuple[Any, ...]

    @property
    def kinds(self) -> list[str]:
        return [expression.output_field.get_internal_type() for expression, _, _ in self.compiler.select]

    def instances(self, rows: list[list[Any]]) -> Iterable[Any]:
        """As ModelIterable does it."""
        compiler = self.compiler
        readers = [READERS.get(kind) for kind in self.kinds]
        native = [
            [read(v) if read and v is not None else v for read, v in zip(readers, row, strict=True)]
            for row in rows
        ]
        klass, select = compiler.klass_info, compiler.select
        fields = klass["select_fields"]
        first, end = fields[0], fields[-1] + 1
        names = [column[0].target.attname for column in select[first:end]]
        related = get_related_populators(klass, select, connection.alias)  # type: ignore[call-arg]  # stubs of a later Django
        for row in compiler.results_iter([native]):
            instance = klass["model"].from_db(connection.alias, names, row[first:end])
            for populator in related:
                populator.populate(row, instance)
            for name, place in (compiler.annotation_col_map or {}).items():
                setattr(instance, name, row[place])
            yield instance


def _part(rows: QuerySet[Any]) -> _Part | None:
    if rows._iterable_class is not ModelIterable or rows._prefetch_related_lookups:  # type: ignore[attr-defined]  # as Django keeps them
        raise TypeError("Only queries that give model instances, without prefetches, go together.")
    if rows.query.distinct or rows.query.combinator:
        raise TypeError("What is distinct or combined selects more than it shows: it goes alone.")
    compiler = rows.query.get_compiler(connection.alias)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    return _Part(compiler, sql, tuple(params))


def _fetched(parts: dict[str, _Part]) -> Iterable[tuple[str, int, list[Any]]]:
    """The label of each row, its place in its query, its columns."""
    is_postgres = connection.vendor == "postgresql"
    build = "json_build_array" if is_postgres else "json_array"
    heads: list[str] = []
    tails: list[str] = []
    params: list[Any] = []
    labels = list(parts)
    for number, part in enumerate(parts.values()):
        kinds = part.kinds
        names = [f"c{place}" for place in range(len(kinds))]
        said = [
            f"{n}::text" if is_postgres and k in AS_TEXT else n for n, k in zip(names, kinds, strict=True)
        ]
        heads.append(f"q{number}({', '.join(names)}) AS ({part.sql})")
        tails.append(_tail(number, build, said, is_postgres=is_postgres))
        params.extend(part.params)
    statement = f"WITH {', '.join(heads)} {' UNION ALL '.join(tails)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        rows = cursor.fetchall()
    for which, place, text in rows:
        yield labels[which], place, json.loads(text, parse_float=Decimal)


# No function takes more than a hundred arguments on PostgreSQL.
COLUMNS_AT_MOST = 100


def _tail(number: int, build: str, said: list[str], *, is_postgres: bool) -> str:
    if len(said) > COLUMNS_AT_MOST:
        raise TypeError(f"More than {COLUMNS_AT_MOST} columns do not go together.")
    array = f"{build}({', '.join(said)})"
    array = f"{array}::text" if is_postgres else array
    # Nothing in it was typed by anybody: numbers of ours, and Django's own SQL with its parameters apart.
    return f"SELECT {number}, ROW_NUMBER() OVER (), {array} FROM q{number}"  # noqa: S608


AS_TEXT = {"JSONField", "DecimalField"}
ON_POSTGRES_ALONE: dict[str, Callable[[Any], Any]] = {
    "UUIDField": UUID,
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
    "DecimalField": Decimal,
    "FloatField": float,
}
# SQLite keeps text and numbers anyway; Django's converters read them.
READERS = ON_POSTGRES_ALONE if connection.vendor == "postgresql" else {"FloatField": float}
