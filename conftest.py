"""The cast on the stage: the practice is loaded once, each test plays on it and leaves no trace.

Tests that need threads or processes bring their own database; none uses `transaction=True`, which empties this one.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db.models import F
from django.test import Client, RequestFactory
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone, translation

from portico.access.permissions import AccessVerb
from portico.accounts.permissions import AccountVerb
from portico.demo import cast as people

SHARED = Path(
    os.environ.get("PORTICO_SHARED_DATA", Path(__file__).resolve().parent.parent / "shared" / "data")
)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared test data is not beside this clone (PORTICO_SHARED_DATA)")
    return SHARED


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    from portico.demo.actions import load

    today = datetime.now(ZoneInfo(people.MADISON.zone)).date()
    with django_db_blocker.unblock(), tempfile.TemporaryDirectory() as folder:
        load(folder=Path(folder), today=today, background=2)


class Stage:
    """The cast as accounts, patients, viewers and browsers."""

    def account(self, key: str) -> Any:
        from portico.accounts.models import Account

        return Account.objects.get(username=people.PEOPLE[key].sign_in)

    def patient(self, key: str) -> Any:
        from portico.demo.actions import MRN
        from portico.people.queries import patient_by_number

        return patient_by_number(MRN, people.PEOPLE[key].mrn)

    def viewer(self, key: str, person: str = "") -> Any:
        """As the office builds it: a patient on their own record, `person` for a proxy or for staff."""
        from portico.access.queries import admit
        from portico.core.doors import Door
        from portico.core.viewer import Viewer

        is_staff = people.PEOPLE[key] in people.STAFF
        own = person or ("" if is_staff else key)
        verb = AccountVerb.MANAGE_OWN if is_staff or not own else AccessVerb.VIEW_OWN_LOG
        door = Door(verb=verb, staff=is_staff, patient=bool(own))
        admitted = admit(self._request(key), door, self.patient(own).pk if own else None)
        assert isinstance(admitted, Viewer), f"{key} was turned away: {admitted}"
        return admitted

    def _request(self, key: str) -> Any:
        account = self.account(key)
        request = RequestFactory().get("/")
        request.user = account
        request.session = Client().session
        request.session.update(_signed_in(account))
        return request

    def pages(self, person: Any) -> dict[str, str]:
        """Name -> address of every page under /for/<person>/ that needs no further key, and no step before it."""
        routes = [(n, r) for n, r, door in _routes(get_resolver().url_patterns) if "GET" in door.methods]
        names = [name for name, route in routes if route.startswith(FOR) and route.count("<") == 1]
        names.remove("messaging:question-write")  # after the step that asks about an emergency
        return {name: reverse(name, args=[person.pk]) for name in names}

    def receive(self, key: str, *resources: dict[str, Any]) -> list[Any]:
        """Resources of this patient arrive from the record system, by the ordinary import. Gives their rows' keys."""
        from portico.archive.models import Entry
        from portico.core.viewer import Purpose, system_viewer
        from portico.demo.actions import SOURCE
        from portico.exchange.actions import import_path

        written = [_of(people.PEOPLE[key].record_id, resource) for resource in resources]
        bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in written]}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "arrived.json"
            file.write_text(json.dumps(bundle))
            report = import_path(system_viewer(Purpose.RECORD_IMPORT), file, SOURCE)
        assert not report.refusals, report.refusals
        keys = {
            (e.type, e.resource_id): e.pk
            for e in Entry.objects.filter(source=SOURCE, resource_id__in=[r["id"] for r in written])
        }
        return [keys[r["resourceType"], r["id"]] for r in written]

    def ask(self, key: str = "rosa", person: str = "", *, is_in_effect: bool = True, **facts: Any) -> Any:
        """A message to the team; as a rule it can no longer be undone."""
        from portico.messaging.actions import send

        usual = {"kind": "refill", "subject": "Lisinopril 10 mg", "body": "I leave on Thursday."}
        details = facts.pop("details", {"days_left": 5})
        by = self.viewer(key, person)
        thread = send(by=by, **{"send_key": uuid4(), **usual, **facts}, details=details)
        if is_in_effect:
            self.let_take_effect()
        return thread

    def answer(self, key: str, thread: Any, body: str = "It is ready.", **facts: Any) -> Any:
        """A member of the team answers what she sees."""
        from portico.messaging.actions import answer
        from portico.messaging.models import Post

        patient = next(p for p in people.PATIENTS if self.patient(p.key).pk == thread.patient_id)
        newest = Post.objects.filter(thread=thread, withdrawn_at=None).order_by("created_at", "id").last()
        usual = {
            "last_seen": newest.pk if newest else None,
            "item_id": self.item(thread).pk,
            "send_key": uuid4(),
        }
        by = self.viewer(key, patient.key)
        return answer(by=by, thread_id=thread.pk, body=body, **{**usual, **facts})

    def item(self, thread: Any) -> Any:
        """The work behind a conversation, as it is now; of several, the first."""
        from portico.triage.models import WorkItem

        return WorkItem.objects.get(source_kind="message", source_id=thread.pk, split_by=None)

    def let_take_effect(self) -> None:
        """Ten seconds later: whatever could be undone is in effect, and what follows has followed."""
        from portico.core.delivery import run_due
        from portico.core.models import Delivery
        from portico.messaging.models import Post, Thread
        from portico.orders.models import Order
        from portico.triage.models import Step, WorkItem

        back = timedelta(seconds=11)
        for model in (Thread, Post, WorkItem):
            model.objects.filter(effective_at__gt=timezone.now()).update(
                effective_at=F("effective_at") - back
            )
        WorkItem.objects.exclude(asked_at=None).update(asked_at=F("asked_at") - back)
        Step.objects.update(at=F("at") - back)
        Order.objects.exclude(signed_at=None).update(signed_at=F("signed_at") - back)
        Delivery.objects.filter(state="waiting").update(due_at=F("due_at") - back)
        run_due(now=timezone.now())

    def browser(self, key: str = "", *, has_second_factor: bool = True) -> Client:
        """Signed in as this person, or nobody."""
        client = Client()
        if key:
            account = self.account(key)
            client.force_login(account)
            session = client.session
            session.update(_signed_in(account, has_second_factor=has_second_factor))
            session.save()
        return client


FOR = "for/<uuid:person>/"


def _routes(patterns: Any, before: str = "", space: str = "") -> Iterator[tuple[str, str, Any]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(
                pattern.url_patterns, route, f"{pattern.namespace}:" if pattern.namespace else space
            )
        else:
            yield f"{space}{pattern.name}", route, pattern.callback.door


def _of(record_id: str, resource: dict[str, Any]) -> dict[str, Any]:
    """The resource with an id, and with its patient where the type names one."""
    kind = resource["resourceType"]
    pointer = {"reference": f"Patient/{record_id}"}
    place: dict[str, Any] = {"subject": pointer}
    if kind in {"AllergyIntolerance", "Immunization", "FamilyMemberHistory"}:
        place = {"patient": pointer}
    if kind == "Appointment":
        place = {"participant": [{"actor": pointer, "status": "accepted"}]}
    return {"id": f"arrived-{uuid4()}", **place, **resource}


def _signed_in(account: Any, *, has_second_factor: bool = True) -> dict[str, Any]:
    records = [{"method": "password", "at": time.time()}]
    if has_second_factor:
        records.append({"method": "mfa", "type": "totp", "at": time.time()})
    return {
        "account_authentication_methods": records,
        "account_authentication_methods_user": str(account.pk),
    }


@pytest.fixture
def stage(db: None) -> Stage:
    return Stage()


class OwnDatabase:
    """A database apart from the stage's, for tests in which several processes write at once."""

    def __init__(self, home: Path, url: str) -> None:
        self.environment = {
            **os.environ,
            "PORTICO_HOME": str(home),
            "PORTICO_ENV": "test",
            "DATABASE_URL": url,
        }
        self.environment["PYTHONPATH"] = str(Path(__file__).parent)
        self.environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
        self.run("from django.core.management import call_command; call_command('migrate', verbosity=0)")

    def start(self, code: str, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}", *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)

    def run(self, code: str, *arguments: str, times: int = 1) -> list[str]:
        """The same program in several processes at once; what each of them printed."""
        started = [self.start(code, *arguments) for _ in range(times)]
        said = [process.communicate(timeout=120)[0].strip() for process in started]
        assert [process.returncode for process in started] == [0] * times, said
        return said

    def doctor(self) -> list[dict[str, Any]]:
        """What bin/portico doctor finds: every test that breaks something asks it afterwards."""
        command = [sys.executable, "-P", "-m", "config", "doctor", "--json"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)["ailments"]
        return found


@pytest.fixture
def database_at(tmp_path: Path) -> Callable[[str], OwnDatabase]:
    """For a proof that brings its own server."""
    return lambda url: OwnDatabase(tmp_path, url)


@pytest.fixture
def own_database(tmp_path: Path) -> Iterator[OwnDatabase]:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield OwnDatabase(tmp_path, "")
        return
    name = f"own_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield OwnDatabase(tmp_path, urlsplit(url)._replace(path=f"/{name}").geturl())
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def no_sockets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Unit tests talk to nobody but the database. Browser tests and commands do."""
    if request.node.get_closest_marker("browser") or "postgresql" in os.environ.get("DATABASE_URL", ""):
        yield
        return
    connect: Callable[..., Any] = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> Any:
        if self.family == socket.AF_UNIX:
            return connect(self, address)
        raise RuntimeError("Unit tests open no sockets.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    yield


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A page in Spanish leaves its thread in Spanish: the next test begins in English."""
    yield
    translation.deactivate()
