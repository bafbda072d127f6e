"""Queries whose SQL is written once for each kind of question: Django writes it anew for every page, and on a page of
many short lists that is most of the time.

    found = prepared(beside, viewer, now=now)  # def beside(viewer, *, now) -> {label: QuerySet or Counting}
    found["pools"]

The function is called once with marks in the place of ids and moments; where a mark turns up among the parameters,
later calls put their own value. Whatever else tells viewers apart (role, verbs, what is hidden, how many pools) is
part of the kind, so that another kind gets SQL of its own. Nothing that was read is kept.

What can't be told apart so is refused when the SQL is written, never guessed: a query asked on the way, a day that the
function took from the clock, a parameter that follows a mark in some other way, or SQL that is not Django's own for
the call in hand. Texts that are given choose the kind; they must come from a closed list. What somebody typed goes in
as Word.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from portico.core.together import Statement, statement, with_constants
from portico.core.viewer import Viewer


class Word(str):
    """What somebody typed to look for, letters and digits alone: whatever would mean something to a pattern of SQL
    is refused (ValueError), so that it stands in one as it is."""

    __slots__ = ()

    def __new__(cls, text: str) -> "Word":
        if not text.isalnum():
            raise ValueError("A word to look for has letters and digits and nothing else.")
        return super().__new__(cls, text)


Values = list[Any]
Make = Callable[..., Mapping[str, Any]]
KINDS_AT_MOST = 500
OF_VIEWER = ("account_id", "patient_id", "staff_id")
SETS_OF_VIEWER = ("sites", "pools")
# What no query asks about: it would make every person a kind of their own.
NOT_ASKED: dict[str, Any] = {
    "name": "",
    "person_name": "",
    "source": "",
    "signed_in_at": None,
    "practice": "",
    "phone": "",
}
LOOKS_LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Place:
    """Which value stands at a parameter: as it is, moved in time, or inside a text."""

    slot: int
    ahead: timedelta | None = None
    around: tuple[str, str] | None = None

    def fill(self, values: Values, adapted: Values) -> Any:
        if self.around is not None:
            return f"{self.around[0]}{values[self.slot]}{self.around[1]}"
        return adapted[self.slot] if self.ahead is None else _adapted(values[self.slot] + self.ahead)


@dataclass(frozen=True, slots=True)
class Written:
    statement: Statement
    params: list[Any]  # a Place, or what is always the same


def prepared(make: Make, viewer: Viewer, **given: Any) -> dict[str, list[Any]]:
    kept: dict[Any, Written] = vars(_own_connection()).setdefault("portico_prepared", {})
    kind = (make, *_kind(viewer, given))
    values = _values(viewer, given)
    written = kept.get(kind)
    if written is None:
        if len(kept) >= KINDS_AT_MOST:
            kept.clear()
        written = kept[kind] = _write(make, viewer, given, values)
    return written.statement.answer(_filled(written.params, values))


def _filled(params: list[Any], values: Values) -> list[Any]:
    is_text = not connection.features.has_native_uuid_field
    adapted = [
        value
        if value is None
        else (value.hex if is_text else value)
        if isinstance(value, UUID)
        else _adapted(value)
        for value in values
    ]
    return [place.fill(values, adapted) if isinstance(place, Place) else place for place in params]


def asked(make: Make, viewer: Viewer, **given: Any) -> dict[str, list[Any]]:
    """The same, written anew: for a function that has to ask on the way."""
    return statement(make(viewer, **given)).answer()


def _own_connection() -> Any:
    """Of this thread: what is kept beside it is shared with no other."""
    return connection._connections[connection._alias]  # type: ignore[attr-defined]  # Django's proxy of it


def _is_value(value: Any) -> bool:
    return isinstance(value, UUID | date | Word)


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, UUID | Word) for each in value)


def _kind(viewer: Viewer, given: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the SQL depends on."""
    return (
        viewer.role, viewer.verbs, viewer.hidden, viewer.features, viewer.is_acting_for_other, viewer.strength,
        viewer.purpose, viewer.language, viewer.zone, viewer.account_id is None, viewer.patient_id is None,
        viewer.staff_id is None, len(viewer.sites), len(viewer.pools),
        *(
            (name, type(v) if _is_value(v) else tuple(map(type, v)) if _is_list(v) else v)
            for name, v in given.items()
        ),
    )  # fmt: skip


def _values(viewer: Viewer, given: Mapping[str, Any]) -> Values:
    values: Values = [getattr(viewer, name) for name in OF_VIEWER]
    for name in SETS_OF_VIEWER:
        values += sorted(getattr(viewer, name))
    for value in given.values():
        if _is_list(value):
            values += value
        elif _is_value(value):
            values.append(value)
    return values


def _marked(values: Values, round_: int) -> Values:
    """Other values of the same types. From one round to the next each moves by a step of its own."""
    marks: Values = []
    for slot, value in enumerate(values):
        step = timedelta(days=400 * slot + round_ * (slot + 1), microseconds=654321)
        if isinstance(value, datetime):
            marks.append(datetime(2101, 1, 1, 3, 4, 5, tzinfo=UTC).astimezone(value.tzinfo) + step)
        elif isinstance(value, date):
            marks.append(date(2201, 1, 1) + step)
        elif isinstance(value, Word):
            marks.append(Word(f"zq{round_}zq{slot}zq"))
        else:
            marks.append(value and UUID(int=(0xBEEF << 112) + (round_ << 64) + slot))
    return marks


def _called(make: Make, viewer: Viewer, given: Mapping[str, Any], values: Values) -> Statement:
    """The statement for these values, in the places of the viewer's and of what was given."""
    left = list(values)
    mine: dict[str, Any] = {name: left.pop(0) for name in OF_VIEWER}
    for name in SETS_OF_VIEWER:
        mine[name] = frozenset(left.pop(0) for _each in getattr(viewer, name))
    asked = dict(given)
    for name, value in given.items():
        if _is_list(value):
            asked[name] = tuple(left.pop(0) for _each in value)
        elif _is_value(value):
            asked[name] = left.pop(0)
    with _no_queries():
        return statement(make(replace(viewer, **NOT_ASKED, **mine), **asked))


def _write(make: Make, viewer: Viewer, given: Mapping[str, Any], values: Values) -> Written:
    marks = [_marked(values, round_) for round_ in (1, 2)]
    first, second = (_called(make, viewer, given, some) for some in marks)
    with _no_queries():
        real = statement(make(viewer, **given))
    first_params = first.params
    params: list[Any] = [
        _place(one, two, marks) for one, two in zip(first.params, second.params, strict=True)
    ]
    filled = _filled(params, values)
    # The order within a set is nobody's promise.
    if not first.sql == second.sql == real.sql or Counter(map(repr, filled)) != Counter(
        map(repr, real.params)
    ):
        raise TypeError(f"{make.__qualname__} asks differently from call to call: it can't be prepared.")
    filled_in = with_constants(first, [not isinstance(place, Place) for place in params])
    # The marks that are left stand where they stood, in order.
    places = {repr(value): place for value, place in zip(first_params, params, strict=True)}
    return Written(filled_in, [places[repr(value)] for value in filled_in.params])


def _place(one: Any, two: Any, marks: list[Values]) -> Any:
    """A parameter as it came out in two rounds -> the place of a value, or what is always the same."""
    for slot, mark in enumerate(marks[0]):
        if mark is not None and one == _adapted(mark):
            return Place(slot)
    if repr(one) == repr(two):  # PostgreSQL wraps JSON in what equals nothing
        if isinstance(one, date) or (isinstance(one, str) and LOOKS_LIKE_A_DAY.match(one)):
            raise TypeError("A day that was not given would stand still.")
        return one
    return _moved(one, two, marks) or _inside(one, two, marks)


def _moved(one: Any, two: Any, marks: list[Values]) -> Place | None:
    """A moment some time before or after one that was given."""
    moments = [_moment(value) for value in (one, two)]
    for slot, mark in enumerate(marks[0]):
        if isinstance(mark, datetime) and None not in moments:
            ahead = [moment - some[slot] for moment, some in zip(moments, marks, strict=True)]
            if ahead[0] == ahead[1]:
                return Place(slot, ahead=ahead[0])
    return None


def _inside(one: Any, two: Any, marks: list[Values]) -> Place:
    """A key or a word inside a text, such as a place of a draft or a pattern."""
    for slot, mark in enumerate(marks[0]):
        if isinstance(mark, UUID | Word) and isinstance(one, str) and str(mark) in one:
            before, _, after = one.partition(str(mark))
            if two == f"{before}{marks[1][slot]}{after}":
                return Place(slot, around=(before, after))
    raise TypeError("A parameter follows what was given in a way that can't be prepared.")


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and LOOKS_LIKE_A_DAY.match(value):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return None


def _adapted(value: Any) -> Any:
    """As Django gives it to the database."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, Word):
        return str(value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _no_queries() -> AbstractContextManager[Any]:
    def refuse(*_arguments: Any) -> Any:
        raise TypeError("While SQL is written, nothing is asked.")

    return connection.execute_wrapper(refuse)
