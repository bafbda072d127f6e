"""Mass assignment (AZ-07): whatever a browser adds to a form, the same rows are written, with the same values.

Each form is sent twice, as it is and with the name of every column of every table of patients added, filled with
somebody else's ids and better rights. Both are taken back; what they wrote has to be the same.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.http import QueryDict
from django.test import RequestFactory
from django.test.client import ClientHandler

from architecture.walk.cells import PERSONS, THIN, Cell, address, form_for, names_person
from architecture.walk.decide import expected
from architecture.walk.spec import OF_THE_LIBRARY, ROUTES
from architecture.walk.walk import written
from architecture.walk.world import World

# Who owns a row, who did it, in which state, with which rights: no form says that, unless `Route.asks` names it.
_PROTECTED = """
patient account person owner by author side started_by staff state status pool site team claimed_by assigned_to item
thread
effective_at withdrawn_at created_at closed_at due_at promised_at released_at ended_at at source_kind source_id source
role verbs hidden sensitivity is_active is_staff is_superuser is_void username password_stands_alone contact_email
acting_for viewer on_behalf pk id
"""
MOST_FIELDS = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - 60  # beside the form's own
PROTECTED = frozenset(_PROTECTED.split())
BESIDE = re.compile(r"^(audit_row|django_session|usersessions_usersession|core_cache)$")
CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(\+00:00|Z)?")
KEY = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
HASHED = re.compile(r"^(argon2|md5|pbkdf2)|^gAAAA")
Rows = dict[str, dict[Any, tuple[Any, ...]]]


@dataclass
class Findings:
    forms: int = 0
    wrote: int = 0
    names: set[str] = field(default_factory=set)
    routes: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


@cache
def columns() -> dict[str, list[Any]]:
    """Name of a column -> the columns of that name, of every table of the house that belongs to somebody."""
    found: dict[str, list[Any]] = {}
    for model in apps.get_models():
        if model.__module__.startswith("portico.") and model._meta.app_label not in {"audit", "core"}:
            for one in model._meta.concrete_fields:
                for name in {one.name, one.attname}:
                    found.setdefault(name, []).append(one)
    return found


def better_values(world: World, one: Any) -> list[str]:
    """What somebody would send who wants more: others' ids, every choice, the past, yes."""
    if one.remote_field is not None:
        return _others(world, one.remote_field.model)
    if one.choices:
        return [str(value) for value, _label in one.choices]
    if isinstance(one, models.BooleanField):
        return ["true", "on"]
    if isinstance(one, models.DateTimeField):
        return ["2001-01-01T00:00:00Z"]
    if isinstance(one, models.DateField):
        return ["2001-01-01"]
    if isinstance(one, models.UUIDField):
        return [str(world.patients["walter"])]
    return ['["*"]' if isinstance(one, models.JSONField) else "administrator"]


def _others(world: World, model: Any) -> list[str]:
    """Two that exist: one of them is not the one whose form this is."""
    if model._meta.label == "people.Patient":
        return [str(world.patients["walter"]), str(world.patients["marcus"])]
    return [str(key) for key in model.objects.order_by("pk").values_list("pk", flat=True)[:2]]


def additions(world: World) -> dict[str, list[str]]:
    names = {name: [v for one in same for v in better_values(world, one)] for name, same in columns().items()}
    plain = {name: ["administrator"] for name in PROTECTED if name not in names}
    return {name: list(dict.fromkeys(values)) for name, values in (names | plain).items()}


class Added:
    def __init__(self, world: World) -> None:
        _somebodies.cache_clear()
        self.world, self.additions = world, additions(world)
        self.handler, self.requests = ClientHandler(enforce_csrf_checks=False), RequestFactory()
        self.before: Rows = {}

    def try_all(self, size: str, *, only: str = "") -> Findings:
        found = Findings()
        cells = [cell for cell in _forms(self.world) if only in cell.name]
        for number, cell in enumerate(cells):
            if size == "full" or number % (THIN[size] // 4) == 0 or cell.name not in found.routes:
                self._try(cell, found)
        return found

    def _try(self, cell: Cell, found: Findings) -> None:
        with asked_names() as asked:
            plain = self._sent(cell, cell.body)
        own = {name for name in asked if name.removesuffix("_id") not in PROTECTED} | set(cell.route.asks)
        more = {name: v for name, v in self.additions.items() if name not in own and name not in cell.body}
        found.forms += 1
        found.wrote += bool(plain)
        found.names |= set(more)
        found.routes.add(cell.name)
        for some in _parts(more):
            added = self._sent(cell, {**cell.body, **some})
            if plain != added or ("an error of ours", cell.name) in added:
                found.faults.append(f"{cell}: with columns added it writes {_differing(plain, added)}")
                break

    def _sent(self, cell: Cell, body: dict[str, Any]) -> Counter[tuple[Any, ...]]:
        """What one request changes: (table, what of it) as often as it happens, without new keys and moments."""
        session = self.world.cookies.get(cell.actor.name, "")
        extra = {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session}"} if session else {}
        request = self.requests.post(cell.url, body, **extra)
        with transaction.atomic():
            with written() as tables:
                status = self.handler(request.environ).status_code
            mine = sorted(table for table in tables if not BESIDE.match(table))
            after = {table: _rows(table) for table in mine}
            transaction.set_rollback(True)
        for table in mine:
            if table not in self.before:
                self.before[table] = _rows(table)
        if status >= 500:
            return Counter({("an error of ours", cell.name): 1})
        return Counter(
            change for table in mine for change in _changes(table, self.before[table], after[table])
        )


def _parts(more: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    """As many columns at a time as the house takes fields: a form with more is refused unread."""
    part: dict[str, list[str]] = {}
    for name, values in more.items():
        if sum(map(len, part.values())) + len(values) > MOST_FIELDS:
            yield part
            part = {}
        part[name] = values
    yield part


def _forms(world: World) -> Iterator[Cell]:
    """Every form, for everybody who may send it, about everybody they may send it about."""
    for name, route in ROUTES.items():
        if not (route.has_form or route.is_post_only):
            continue
        persons = PERSONS if names_person(name, route) else ("",)
        variants = ("own", "foreign") if OF_THE_LIBRARY.intersection(route.ids) else ("own",)
        for person in persons:
            for variant in variants if route.ids else ("",):
                for actor in world.actors:
                    if expected(actor, route, person, variant) == "pass":
                        url = address(world, name, route, person, variant)
                        body = {key: str(value) for key, value in form_for(world, name, person).items()}
                        yield Cell(actor, name, route, "POST", person, variant, url, "pass", body=body)


@contextmanager
def asked_names() -> Iterator[set[str]]:
    """The names that the house looks for in what was sent."""
    names: set[str] = set()
    real = {way: getattr(QueryDict, way) for way in ("get", "getlist", "__getitem__", "__contains__")}

    def listening(way: str) -> Any:
        def ask(self: QueryDict, name: str, *more: Any, **options: Any) -> Any:
            names.add(name)
            return real[way](self, name, *more, **options)

        return ask

    with patch.multiple(QueryDict, **{way: listening(way) for way in real}):
        yield names


def _rows(table: str) -> dict[Any, tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # a table that the database itself just named
        names = [column[0] for column in cursor.description or ()]
        key = names.index("id") if "id" in names else 0
        return {row[key]: tuple(zip(names, map(str, row), strict=True)) for row in cursor.fetchall()}


def _changes(table: str, before: dict[Any, Any], after: dict[Any, Any]) -> Iterator[tuple[Any, ...]]:
    for key, row in after.items():
        old = before.get(key)
        if old is None:
            yield (table, "new", tuple((name, _steady(name, value)) for name, value in row if name != "id"))
        elif old != row:
            changed = [(n, _steady(n, v)) for (n, v), (_n, was) in zip(row, old, strict=True) if v != was]
            yield (table, str(key), tuple(changed))
    for key in before.keys() - after.keys():
        yield (table, str(key), "gone")


def _steady(name: str, value: str) -> str:
    """A key made now, a moment and a salted hash differ each time; somebody's key, and a moment of 2001, do not."""
    if HASHED.match(value):
        return "HASH"
    if name == "event_id":  # counted up by the database, also for what was taken back
        return "KEY"
    value = CLOCK.sub(lambda found: found[0] if found[0].startswith("2001") else "NOW", value)
    return KEY.sub(lambda found: found[0] if _is_of_somebody(found[0]) else "KEY", value)


@cache
def _somebodies() -> frozenset[str]:
    """Patients, accounts, staff, pools, sites and teams: who owns a row and who did it."""
    labels = ("people.Patient", "accounts.Account", "clinic.StaffMember", "clinic.Pool", "clinic.Site")
    rows = [apps.get_model(label).objects.values_list("pk", flat=True) for label in labels]
    return frozenset(UUID(str(key)).hex for keys in rows for key in keys)


def _is_of_somebody(text: str) -> bool:
    return UUID(text).hex in _somebodies()


def _differing(plain: Counter[Any], added: Counter[Any]) -> str:
    return " | ".join(str(one)[:700] for one in (list(added - plain) or list(added) or ["nothing"])[:2])
