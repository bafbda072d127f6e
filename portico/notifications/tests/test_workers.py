"""Several workers at once, and one that dies in the middle: real processes, a real provider on this computer."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

PREPARE = """
from django.utils import timezone
from portico.accounts.models import Account
from portico.notifications.models import Notice
now = timezone.now()
for n in range(12):
    rosa = Account.objects.create(username=f"rosa{n}", name="Rosa", contact_email=f"rosa{n}@example.org")
    facts = {"account": rosa, "created_at": now, "due_at": now}
    Notice.objects.create(key=f"mail-{n}", template="messaging/notices/new_message.txt",
                          address=rosa.contact_email, **facts)
    Notice.objects.create(key=f"code-{n}", kind="code", channel="sms", address=f"+1608555{n:04d}",
                          template="notifications/notices/number_code.txt", **facts)
"""
CARRY = """
from django.utils import timezone
from portico.notifications.tasks import carry
print(carry(now=timezone.now()))
"""
DIE = """
import os
from django.utils import timezone
from portico.notifications import tasks
carry = tasks._to_channel
def then_die(notice):
    carry(notice)
    os._exit(0)
tasks._to_channel = then_die
tasks.carry(now=timezone.now())
"""
LATER = """
from datetime import timedelta
from django.utils import timezone
from portico.notifications.models import Notice
from portico.notifications.tasks import LEASE, carry
print(carry(now=timezone.now()), carry(now=timezone.now() + LEASE + timedelta(seconds=1)))
print(*sorted(Notice.objects.values_list("state", "tries")))
"""


class Provider(ThreadingHTTPServer):
    """Keeps every call; to count what people get, it honours keys."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.calls: list[tuple[str, str, str]] = []

    @property
    def keys(self) -> list[str]:
        return [key for key, _number, _token in self.calls]


class Taking(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(0.02)  # long enough for two workers to meet
        provider: Any = self.server
        provider.calls.append((self.headers["Idempotency-Key"], body["to"], self.headers["Authorization"]))
        self.send_response(202)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def provider(own_database: Any, tmp_path: Path) -> Iterator[Provider]:
    server = Provider()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    own_database.environment |= {
        "PORTICO_SMS_PORT": "portico.notifications.channels.http.Http",
        "PORTICO_SMS_URL": f"http://127.0.0.1:{server.server_port}/texts",
        "PORTICO_SMS_TOKEN": "secret",
        "PORTICO_MAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "PORTICO_MAIL_FOLDER": str(tmp_path / "mails"),
    }
    yield server
    server.shutdown()
    server.server_close()


def mails(tmp_path: Path) -> list[str]:
    text = "".join(file.read_text() for file in (tmp_path / "mails").iterdir())
    return [line for line in text.splitlines() if line.startswith("Message-ID:")]


def test_two_workers_at_once_send_each_once(own_database: Any, provider: Provider, tmp_path: Path) -> None:
    own_database.run(PREPARE)
    counts = [int(said) for said in own_database.run(CARRY, times=2)]
    assert sum(counts) == 24
    assert len(provider.keys) == len(set(provider.keys)) == 12
    assert {token for _key, _number, token in provider.calls} == {"Bearer secret"}
    assert len(mails(tmp_path)) == len(set(mails(tmp_path))) == 12


def test_a_worker_that_dies_after_the_call_sends_again_with_the_same_key(
    own_database: Any, provider: Provider
) -> None:
    own_database.run(PREPARE + 'Notice.objects.exclude(key="code-0").delete()')
    own_database.run(DIE)
    assert len(provider.keys) == 1
    said = own_database.run(LATER)[0]
    # Not while the dead one's time runs; then again, with the same key: a provider that honours it sends one.
    assert said == "0 1\n('sent', 2)"
    assert len(provider.keys) == 2
    assert len(set(provider.keys)) == 1
    assert [ailment["name"] for ailment in own_database.doctor()] == [
        "worker-silent"
    ]  # it died, as it was told to
