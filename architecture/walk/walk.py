"""Knock at every door, and say what was wrong with each answer."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.client import ClientHandler

from architecture.walk.cells import Cell, accounts_pages, cells
from architecture.walk.spec import OF_THE_LIBRARY
from architecture.walk.world import CANARY, World, canary

WRITES = re.compile(
    r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE
)
POINTS = re.compile(r'^\s*(ROLLBACK TO )?SAVEPOINT "?(\w+)"?', re.IGNORECASE)
# What any knock may write: the ledger, the session, the sign-in library's own lists, its counters.
BESIDE = {"audit_row", "django_session", "usersessions_usersession", "core_cache"}
# Opening a conversation marks it as read.
READING = {"messaging_reading", "core_event", "core_delivery"}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
TURNED_AWAY = {"sign-in": "/account/sign-in/", "second-factor": "/account/security/second-factor/"}
NOISE = (
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'), ""),
    (re.compile(r'"X-CSRFToken": "[^"]*"'), ""),
    (re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE), "ID"),
    (re.compile(r"/(removal|name)/|/\d+/"), "/N/"),
)


@dataclass
class Report:
    requests: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    controls: int = 0
    missing: list[str] = field(default_factory=list)
    routes: set[str] = field(default_factory=set)
    answers: dict[tuple[Any, ...], tuple[str, str]] = field(default_factory=dict)

    @property
    def share_shown(self) -> float:
        return 1 - len(self.missing) / self.controls if self.controls else 0.0

    def words(self) -> str:
        counts = ", ".join(f"{name} {n}" for name, n in sorted(self.verdicts.items()))
        return (
            f"{self.requests} requests at {len(self.routes)} doors: {counts}. "
            f"Own canaries seen in {self.share_shown:.1%} of {self.controls} cells. {len(self.faults)} faults."
        )


def walk(world: World, size: str, *, enough: int = 0) -> Report:
    """All of it, or until `enough` faults are found."""
    report, knock = Report(), Knock()
    for cell in cells(world, size):
        if enough and len(report.faults) >= enough:
            break
        report.requests += 1
        report.verdicts[cell.expected] += 1
        report.routes.add(cell.name)
        answer = knock(cell, world.cookies.get(cell.actor.name, ""))
        report.faults += [f"{cell}: {what}" for what in _faults(cell, answer)]
        _compare(report, cell, answer)
        _look_for_own(report, cell, answer)
    return report


@dataclass
class Answer:
    status: int
    location: str
    text: str
    headers: str
    wrote: set[str]


class Knock:
    """One request, in a savepoint that is taken back; nothing that one does reaches the next."""

    def __init__(self) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.requests = RequestFactory()

    def __call__(self, cell: Cell, session: str) -> Answer:
        make = getattr(self.requests, cell.method.lower())
        extra = {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session}"} if session else {}
        request = make(cell.url, cell.body, **extra) if cell.method == "POST" else make(cell.url, **extra)
        with transaction.atomic():
            with _written() as wrote:
                response = self.handler(request.environ)
            transaction.set_rollback(True)
        content = response.content if not response.streaming else b"".join(response.streaming_content)
        return Answer(
            status=response.status_code,
            location=response.headers.get("Location", ""),
            text=content.decode("utf-8", "replace"),
            headers=unquote(f"{response.headers} {response.cookies}"),
            wrote=wrote,
        )


@contextmanager
def _written() -> Iterator[set[str]]:
    """The tables that were written to, less what the house took back itself."""
    statements: list[str] = []
    marks: dict[str, int] = {}
    tables: set[str] = set()

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if point := POINTS.match(str(sql)):
            back, name = point.groups()
            if back:
                del statements[marks.get(name, 0) :]
            else:
                marks[name] = len(statements)
        elif found := WRITES.match(str(sql)):
            statements.append(found.group(1))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables
    tables.update(statements)


def _faults(cell: Cell, answer: Answer) -> Iterator[str]:
    if answer.status >= 500 and not (cell.name == "core:health" and answer.status == 503):
        yield f"an error of ours ({answer.status})"
    elif not _is_as_expected(cell, answer):
        yield f"expected {cell.expected}, was answered {answer.status} {answer.location[:60]}"
    for person, data, is_secret in canaries(answer.text + answer.headers):
        if not _may_see_here(cell, person, data, is_secret):
            yield f"it tells {'the private ' if is_secret else ''}{data} of {person}"
    may_write = BESIDE | (READING if cell.expected == "pass" else set())
    is_quiet = cell.expected != "pass" or cell.method in SAFE_METHODS
    if is_quiet and cell.name not in accounts_pages() and answer.wrote - may_write:
        yield f"it wrote to {', '.join(sorted(answer.wrote - may_write))}"


def _is_as_expected(cell: Cell, answer: Answer) -> bool:
    if cell.expected in TURNED_AWAY:
        return answer.status == 302 and answer.location.startswith(TURNED_AWAY[cell.expected])
    if cell.name in accounts_pages():
        is_asked_again = answer.location.startswith(TURNED_AWAY["sign-in"])
        return cell.route.who == "everyone" or not is_asked_again
    if cell.expected == "not-found":
        return answer.status == 404
    if cell.expected == "refused":
        return answer.status == 405
    is_away = answer.status == 302 and answer.location.startswith(tuple(TURNED_AWAY.values()))
    return answer.status in {200, 204, 302, 405, 422, 503} and not is_away


def canaries(text: str) -> set[tuple[str, str, bool]]:
    return {
        (person.lower(), data.lower(), kind.lower() == "s") for person, data, kind in CANARY.findall(text)
    }


PLAIN = {"familyhistory": "family-history", "careteam": "care-team"}


def _may_see_here(cell: Cell, person: str, data: str, is_secret: bool) -> bool:
    data = PLAIN.get(data, data)
    if not cell.actor.may_see(person, data, is_secret=is_secret):
        return False
    # A page of one record tells of nobody else; beside an item stands the list of one's pools.
    is_list = cell.route.in_pool and data in {"name", "messages"}
    return not cell.person or cell.person == person or is_list


def _compare(report: Report, cell: Cell, answer: Answer) -> None:
    """What is refused, and what names somebody else's ids, is answered as if there were nothing there."""
    if not cell.twin or (cell.expected != "not-found" and not isinstance(cell.twin[-1], str)):
        return
    is_by_path = cell.twin[-1] in {"pass", "sign-in", "second-factor", "refused"}
    if is_by_path and not OF_THE_LIBRARY.intersection(cell.route.ids):
        return
    seen = _signature(answer)
    before, other = report.answers.setdefault(cell.twin, (seen, str(cell)))
    if before != seen:
        report.faults.append(f"{cell}: it is answered otherwise than when {other}")


def _signature(answer: Answer) -> str:
    text = f"{answer.status} {unquote(answer.location)} {answer.text}"
    for noise, instead in NOISE:
        text = noise.sub(instead, text)
    return hashlib.sha256(text.encode()).hexdigest()


def _look_for_own(report: Report, cell: Cell, answer: Answer) -> None:
    """The positive control: who may see it does see it."""
    if cell.method != "GET" or cell.expected != "pass" or not cell.is_shown:
        return
    is_secret = cell.variant == "secret"
    person = cell.person or next(
        (key for key in ("rosa", "walter") if cell.actor.may_see(key, "name", is_secret=False)), ""
    )
    wanted = [
        canary(person, data, is_secret=is_secret).lower()
        for data in cell.route.shows
        if cell.actor.may_see(person, data, is_secret=is_secret)
        and not (is_secret and data in {"name", "problems"})
    ]
    if not wanted:
        return
    report.controls += 1
    absent = [word for word in wanted if word not in answer.text.lower()]
    if absent:
        report.missing.append(f"{cell}: {', '.join(absent)} not shown")
