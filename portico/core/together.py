"""Several reads in one round trip: each query is one part of a statement, its rows come back as JSON.

found = together(problems=Problem.objects…, visits=Encounter.objects…[:1])
found["visits"]  # the same rows, in the same order, as the query alone gives

A page that needs ten short lists then waits for its database once. For queries of models, with what they select and
annotate, or of values(); not for what is prefetched. The columns pass through Django's own converters, so
a row is what it is without this.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, ValuesIterable, get_related_populators


def together(**queries: "QuerySet[Any] | Counting | Merged") -> dict[str, list[Any]]:
    """Label -> rows of each query."""
    return statement(queries).answer()


@dataclass(frozen=True, slots=True)
class Counting:
    """In place of rows: one pair, how many there are, and the earliest of their `time`.

    With a slice, [:100], counting ends there: however many wait, it costs the same. Several lists are counted as one,
    each read by an index of its own as far as its slice goes, and no further than `at_most` all together."""

    rows: QuerySet[Any] | Sequence[QuerySet[Any]]
    time: str
    at_most: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """Several lists of values() with the same columns as one, in the order of `by`, the first `size` of it.

    Each part is read by an index of its own and no further than `size`, so that it costs the same however many
    there are."""

    parts: Sequence[QuerySet[Any, Any]]
    by: tuple[str, ...]
    size: int


@dataclass(slots=True)
class Statement:
    """What several queries become: SQL, its parameters, and how what comes back becomes rows."""

    labels: list[str]
    parts: dict[str, "_Part | _Count"]
    sql: str
    params: tuple[Any, ...]
    is_kept: bool = False  # for later calls with other values

    def answer(self, params: Sequence[Any] | None = None) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {label: [] for label in self.labels}
        if not self.parts:
            return found
        given = self.params if params is None else params
        with self._cursor() as cursor:
            cursor.execute(self.sql, given)
            rows = cursor.fetchall()
        if len(self.parts) == 1:
            [(label, part)] = self.parts.items()
            return {**found, label: list(part.instances(rows))}
        rows.sort(key=itemgetter(0, 1))
        # One text for all rows: a reader for each would cost more than what it reads.
        values = json.loads(f"[{','.join([text for _, _, text in rows])}]", parse_float=Decimal)
        raw: list[list[list[Any]]] = [[] for _part in self.parts]
        for (number, _, _), row in zip(rows, values, strict=True):
            raw[number].append(row)
        for (label, part), some in zip(self.parts.items(), raw, strict=True):
            found[label] = list(part.instances(part.native(some))) if some else []
        return found

    def _cursor(self) -> Any:
        planned_once = getattr(connection, "planned_once", None) if self.is_kept else None
        return planned_once() if planned_once else connection.cursor()


PLACEHOLDER = re.compile(r"(?<!%)%s")
PLAIN = re.compile(r"[A-Za-z0-9_ .:-]*")


def with_constants(of: Statement, is_constant: Sequence[bool]) -> Statement:
    """The same with its constant words and numbers in the SQL. SQLite uses an index of some rows only where it can see
    the condition, and where it sees it in a parameter it compiles the statement again each time; PostgreSQL plans it
    once for all values, and the types of what is left are known."""
    begin, left = 0, list[Any]()
    for part in of.parts.values():
        pieces, values = PLACEHOLDER.split(part.sql), list[Any]()
        sql = pieces[0]
        for value, is_fixed, piece in zip(part.params, is_constant[begin:], pieces[1:], strict=False):
            is_word = isinstance(value, str) and PLAIN.fullmatch(value) is not None
            if is_fixed and (is_word or type(value) is int):
                sql += (f"'{value}'" if is_word else str(value)) + piece
            else:
                values.append(value)
                sql += "%s" + piece
        begin += len(part.params)
        part.sql, part.params = sql, tuple(values)
        left += values
    return Statement(of.labels, of.parts, _whole(of.parts), tuple(left), is_kept=True)


def _whole(parts: Mapping[str, "_Part | _Count"]) -> str:
    """One query goes as it is; several as parts of one statement."""
    return next(iter(parts.values())).sql if len(parts) == 1 else _joined(parts)


def statement(queries: Mapping[str, QuerySet[Any] | Counting | Merged]) -> Statement:
    parts = {label: part for label, rows in queries.items() if (part := _part(rows))}
    params = tuple(value for part in parts.values() for value in part.params)
    return Statement(list(queries), parts, _whole(parts) if parts else "", params)


class _Columns:
    """A part's columns, as they come back in JSON."""

    sql: str
    params: tuple[Any, ...]
    kinds: list[str]

    def native(self, rows: list[list[Any]]) -> list[list[Any]]:
        readers = [(place, read) for place, kind in enumerate(self.kinds) if (read := READERS.get(kind))]
        for row in rows if readers else ():
            for place, read in readers:
                if row[place] is not None:
                    row[place] = read(row[place])
        return rows


class _Part(_Columns):
    """One query: its SQL, and how a row of plain values becomes an instance, as ModelIterable does it."""

    def __init__(self, compiler: Any, sql: str, params: tuple[Any, ...]) -> None:
        self.sql, self.params, self._compiler = sql, params, compiler
        columns = [expression for expression, _, _ in compiler.select]
        self.kinds = [column.output_field.get_internal_type() for column in columns]
        self._converters = compiler.get_converters(columns)
        self._know()

    def _know(self) -> None:
        compiler = self._compiler
        klass, select = compiler.klass_info, compiler.select
        self._first, self._end = klass["select_fields"][0], klass["select_fields"][-1] + 1
        self._names = [column[0].target.attname for column in select[self._first : self._end]]
        self._related = get_related_populators(klass, select, connection.alias)  # type: ignore[call-arg]  # stubs of a later Django

    def instances(self, rows: Iterable[Sequence[Any]]) -> Iterable[Any]:
        model, extra = self._compiler.klass_info["model"], self._compiler.annotation_col_map or {}
        alias = connection.alias
        for row in self._compiler.apply_converters(rows, self._converters) if self._converters else rows:
            instance = model.from_db(alias, self._names, row[self._first : self._end])
            for populator in self._related:
                populator.populate(row, instance)
            for name, place in extra.items():
                setattr(instance, name, row[place])
            yield instance


class _Values(_Part):
    """The same of values(): a dictionary for each row, for a list that shows little of many."""

    def _know(self) -> None:
        query = self._compiler.query
        self._names = list(query.selected or (*query.values_select, *query.annotation_select))

    def place_of(self, name: str) -> int:
        return self._names.index(name)

    def instances(self, rows: Iterable[Sequence[Any]]) -> Iterable[dict[str, Any]]:
        values = self._compiler.apply_converters(rows, self._converters) if self._converters else rows
        return [dict(zip(self._names, row, strict=True)) for row in values]


class _Count(_Columns):
    def __init__(self, sql: str, params: tuple[Any, ...]) -> None:
        self.sql, self.params, self.kinds = sql, params, ["IntegerField", "DateTimeField"]

    def instances(self, rows: Iterable[Sequence[Any]]) -> Iterable[tuple[int, datetime | None]]:
        return [(count, _moment(first)) for count, first in rows]


def _moment(value: Any) -> datetime | None:
    """SQLite keeps moments as text, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value if isinstance(value, datetime) else None


def _part(rows: QuerySet[Any] | Counting | Merged) -> _Part | _Count | None:
    try:
        if isinstance(rows, Merged):
            return _merging(rows)
        return _counting(rows) if isinstance(rows, Counting) else _selecting(rows)
    except EmptyResultSet:
        return None


def _counting(what: Counting) -> _Count:
    lists = [what.rows] if isinstance(what.rows, QuerySet) else what.rows
    asked = [rows.values(what.time).query.sql_with_params() for rows in lists]
    limit = f" LIMIT {int(what.at_most)}" if what.at_most else ""
    every = _one_after_the_other([sql for sql, _ in asked]) + limit
    column = connection.ops.quote_name(what.time)
    params = tuple(value for _, some in asked for value in some)
    return _Count(f"SELECT COUNT(*) n, MIN({column}) FROM ({every}) q", params)  # noqa: S608  # Django's own SQL


def _one_after_the_other(lists: Sequence[str]) -> str:
    return " UNION ALL ".join(f"SELECT * FROM ({sql}) p{n}" for n, sql in enumerate(lists))  # noqa: S608  # as above


def _merging(what: Merged) -> "_Part | None":
    found = [part for rows in what.parts if isinstance(part := _part(rows[: what.size]), _Values)]
    if not found:
        return None
    first = found[0]
    order = ", ".join(str(first.place_of(name) + 1) for name in what.by)
    every = _one_after_the_other([part.sql for part in found])
    first.sql = f"{every} ORDER BY {order} LIMIT {what.size}"
    first.params = tuple(value for part in found for value in part.params)
    return first


def _selecting(rows: QuerySet[Any]) -> _Part:
    is_plain = rows._iterable_class is ValuesIterable
    if not (is_plain or rows._iterable_class is ModelIterable) or rows._prefetch_related_lookups:  # type: ignore[attr-defined]  # as above
        raise TypeError("Only queries that give instances or values(), without prefetches, go together.")
    if rows.query.distinct or rows.query.combinator:
        raise TypeError("What is distinct or combined selects more than it shows: it goes alone.")
    compiler = rows.query.get_compiler(connection.alias)
    sql, params = compiler.as_sql()
    return (_Values if is_plain else _Part)(compiler, sql, tuple(params))


def _joined(parts: Mapping[str, _Part | _Count]) -> str:
    """A row of it: the number of its part, its place there, its columns."""
    is_postgres = connection.vendor == "postgresql"
    build = "json_build_array" if is_postgres else "json_array"
    heads: list[str] = []
    tails: list[str] = []
    for number, part in enumerate(parts.values()):
        names = [f"c{place}" for place in range(len(part.kinds))]
        said = [
            f"{n}::text" if is_postgres and k in AS_TEXT else n
            for n, k in zip(names, part.kinds, strict=True)
        ]
        heads.append(f"q{number}({', '.join(names)}) AS ({part.sql})")
        tails.append(_tail(number, build, said, is_postgres=is_postgres))
    return f"WITH {', '.join(heads)} {' UNION ALL '.join(tails)}"


# No function takes more than a hundred arguments on PostgreSQL.
COLUMNS_AT_MOST = 100


def _tail(number: int, build: str, said: list[str], *, is_postgres: bool) -> str:
    if len(said) > COLUMNS_AT_MOST:
        raise TypeError(f"More than {COLUMNS_AT_MOST} columns do not go together.")
    array = f"{build}({', '.join(said)})"
    array = f"{array}::text" if is_postgres else array
    # SQLite takes part after part, row after row; to number them costs it as much as to find them.
    place = "ROW_NUMBER() OVER ()" if is_postgres else "0"
    # Nothing in it was typed by anybody: numbers of ours, and Django's own SQL with its parameters apart.
    return f"SELECT {number}, {place}, {array} FROM q{number}"  # noqa: S608


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
